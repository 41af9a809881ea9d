package io.autotask.performance.monitor;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongConsumer;

import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.call.Serving.Source;
import org.jspecify.annotations.Nullable;

/**
 * One operation on one entity: as its callers feel it, by how they were served, and as
 * Autotask answers. Thread-safe: figures are created and given their meters under the
 * monitor of this object, and found without it.
 */
final class Endpoint {

	private static final int BAD_REQUEST = 400;

	private static final int NOT_SERVED = Source.values().length;

	private final EndpointKey key;

	private final AtomicReferenceArray<@Nullable CallFigures> calls = new AtomicReferenceArray<>(NOT_SERVED + 1);

	private final CallFigures upstream = new CallFigures();

	private @Nullable CallMeters meters;

	private volatile @Nullable CallMeter queue;

	private volatile @Nullable LongConsumer batches;

	Endpoint(EndpointKey key) {
		this.key = key;
	}

	EndpointKey key() {
		return this.key;
	}

	/**
	 * Lets another place measure the same calls from now on.
	 */
	synchronized void attach(CallMeters meters) {
		this.meters = meters;
		this.queue = meters.queue(this.key.entity());
		this.batches = meters.batches(this.key.entity());
		this.upstream.attach(meters.upstream(this.key.entity(), this.key.operation()));
		for (int served = 0; served <= NOT_SERVED; served++) {
			attach(this.calls.get(served), served);
		}
	}

	void completed(Outcome outcome, @Nullable Source source, long nanos, long bytes) {
		int served = (source != null) ? source.ordinal() : NOT_SERVED;
		CallFigures figures = this.calls.get(served);
		((figures != null) ? figures : create(served)).record(outcome, nanos, bytes);
	}

	void returned(CallEvent.Returned returned) {
		Integer status = returned.status();
		this.upstream.record((status != null && status < BAD_REQUEST) ? Outcome.SUCCESS : Outcome.FAILURE,
				returned.took().toNanos(), returned.bytes());
	}

	void waited(long nanos) {
		CallMeter meter = this.queue;
		if (meter != null) {
			meter.record(Outcome.SUCCESS, nanos);
		}
	}

	void merged(int size) {
		LongConsumer meter = this.batches;
		if (meter != null) {
			meter.accept(size);
		}
	}

	CallFigures upstream() {
		return this.upstream;
	}

	/**
	 * Calls that were served in one way.
	 * @param source the way
	 * @return their figures, or null when there was none yet
	 */
	@Nullable CallFigures calls(Source source) {
		return this.calls.get(source.ordinal());
	}

	/**
	 * All calls, however they were served.
	 * @return a sum that no other thread sees
	 */
	CallFigures calls() {
		CallFigures sum = new CallFigures();
		for (int served = 0; served <= NOT_SERVED; served++) {
			CallFigures figures = this.calls.get(served);
			if (figures != null) {
				figures.addTo(sum);
			}
		}
		return sum;
	}

	EndpointSnapshot snapshot() {
		Map<String, CallFiguresSnapshot> served = new TreeMap<>();
		for (Source source : Source.values()) {
			CallFigures figures = calls(source);
			if (figures != null) {
				served.put(Words.of(source), figures.snapshot());
			}
		}
		return new EndpointSnapshot(calls().snapshot(), this.upstream.snapshot(), served);
	}

	private synchronized CallFigures create(int served) {
		CallFigures there = this.calls.get(served);
		if (there != null) {
			return there;
		}
		CallFigures figures = new CallFigures();
		attach(figures, served);
		this.calls.set(served, figures);
		return figures;
	}

	private void attach(@Nullable CallFigures figures, int served) {
		if (figures != null && this.meters != null) {
			figures.attach(this.meters.calls(this.key.entity(), this.key.operation(),
					(served == NOT_SERVED) ? null : Source.values()[served]));
		}
	}

}
