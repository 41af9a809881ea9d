package io.autotask.performance.insight.trial;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Recorded.What;
import io.autotask.performance.insight.replay.Recording;
import org.jspecify.annotations.Nullable;

/**
 * How the reads of some entities did in a time.
 *
 * @param calls how many, by operation
 * @param requests how many requests they and what was refreshed behind them took, by
 * operation
 * @param failed how many failed
 * @param p95 95 of 100 took no longer, in milliseconds, or null without calls
 * @param hits how many memory answered
 * @param doubtful how many of these may have been outdated: Autotask's next answer was
 * another one
 */
record Figures(Map<Operation, Long> calls, Map<Operation, Long> requests, long failed, @Nullable Double p95, long hits,
		long doubtful) {

	static Figures of(Recording recording, Predicate<String> entities) {
		Map<Operation, Long> calls = new EnumMap<>(Operation.class);
		Map<Operation, Long> requests = new EnumMap<>(Operation.class);
		List<Recorded> reads = recording.calls()
			.stream()
			.filter((call) -> isRead(call) && entities.test(call.kind().entity()))
			.toList();
		reads.forEach((call) -> calls.merge(call.kind().operation(), 1L, Long::sum));
		// What the starter asks for itself, such as the hour, is nobody's call.
		Set<String> called = reads.stream().map((call) -> call.kind().entity()).collect(Collectors.toSet());
		recording.of(What.SENT)
			.stream()
			.filter((sent) -> isRead(sent) && called.contains(sent.kind().entity()))
			.forEach((sent) -> requests.merge(sent.kind().operation(), 1L, Long::sum));
		return new Figures(calls, requests, reads.stream().filter((call) -> call.is(Recorded.FAILED)).count(),
				Recording.percentile(reads, 0.95), reads.stream().filter(Recorded::fromMemory).count(),
				doubtful(recording, entities));
	}

	private static boolean isRead(Recorded event) {
		return !event.is(Recorded.WRITE) && event.kind().operation() != Operation.METADATA;
	}

	private static long doubtful(Recording recording, Predicate<String> entities) {
		long doubtful = 0;
		Map<Long, List<Recorded>> keys = Recording.byKey(recording
			.filtered((event) -> (event.what() == What.ANSWER || event.what() == What.CALL && event.fromMemory())
					&& entities.test(event.kind().entity())));
		for (List<Recorded> ofKey : keys.values()) {
			Recorded last = null;
			long given = 0;
			for (Recorded event : ofKey) {
				if (event.what() == What.CALL) {
					given++;
				}
				else {
					doubtful += (last != null && last.digest() != event.digest()) ? given : 0;
					last = event;
					given = 0;
				}
			}
		}
		return doubtful;
	}

	long allCalls() {
		return this.calls.values().stream().mapToLong(Long::longValue).sum();
	}

	long allRequests() {
		return this.requests.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * How many requests it would have taken to do what others did, in the same mixture.
	 * Where reads by id left as queries the mixture cannot be told apart.
	 */
	double expectedFor(Figures others) {
		if (!this.calls.keySet().containsAll(this.requests.keySet())) {
			return (double) others.allCalls() * allRequests() / Math.max(1, allCalls());
		}
		double expected = 0;
		for (Map.Entry<Operation, Long> entry : others.calls.entrySet()) {
			long before = this.calls.getOrDefault(entry.getKey(), 0L);
			expected += (before > 0)
					? (double) entry.getValue() * this.requests.getOrDefault(entry.getKey(), 0L) / before : 0;
		}
		return expected;
	}

}
