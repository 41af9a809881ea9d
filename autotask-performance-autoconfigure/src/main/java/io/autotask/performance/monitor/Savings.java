package io.autotask.performance.monitor;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.autotask.performance.call.Serving.Source;
import org.jspecify.annotations.Nullable;

/**
 * What answers from memory spared.
 *
 * @param bytes bytes of bodies that were given out without asking for them
 * @param time an estimate: what the calls would have taken, by the measured latency of
 * the same entity and operation, less what they took; null when nothing was measured
 */
record Savings(long bytes, @Nullable Duration time) {

	private static final Set<Source> NOT_ASKED = EnumSet.complementOf(EnumSet.of(Source.NETWORK));

	static Savings of(List<Endpoint> endpoints) {
		long bytes = 0;
		long nanos = 0;
		boolean estimated = false;
		for (Endpoint endpoint : endpoints) {
			for (Source source : NOT_ASKED) {
				CallFigures calls = endpoint.calls(source);
				bytes += (calls != null) ? calls.bytes() : 0;
			}
			CallFigures hits = endpoint.calls(Source.CACHE);
			long sent = endpoint.upstream().answered();
			if (hits != null && hits.answered() > 0 && sent > 0) {
				nanos += hits.answered() * (endpoint.upstream().nanos() / sent) - hits.nanos();
				estimated = true;
			}
		}
		return new Savings(bytes, estimated ? Duration.ofNanos(nanos) : null);
	}

}
