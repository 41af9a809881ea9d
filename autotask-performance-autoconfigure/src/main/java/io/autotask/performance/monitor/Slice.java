package io.autotask.performance.monitor;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.autotask.performance.call.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a piece of time. Immutable, and small enough to keep a day of them.
 *
 * @param fromNanos where it begins, for durations
 * @param untilNanos where it ends, for durations
 * @param from where it begins, for people
 * @param until where it ends, for people
 * @param calls calls that ended, as their callers felt them
 * @param upstream requests that were answered
 * @param endpoints the busiest endpoints by themselves, the others together
 * @param served calls by how they were served
 * @param errors failed calls by kind
 * @param counters what else was counted
 * @param process the process
 * @param waiting the most calls in the queue, or null when it is not known
 * @param connections the most connections in use, or null when it is not known
 */
record Slice(long fromNanos, long untilNanos, Instant from, Instant until, CompactFigures calls,
		CompactFigures upstream, Map<EndpointKey, EndpointCount> endpoints, Map<String, Long> served,
		Map<String, Long> errors, Counters counters, ProcessSnapshot process, @Nullable Long waiting,
		@Nullable Long connections) {

	/** By themselves; a slice of each minute of a day is kept. */
	static final int MAX_ENDPOINTS = 50;

	private static final EndpointKey OTHERS = new EndpointKey(EndpointKey.OTHER, Operation.OTHER);

	static Slice between(Totals before, Totals after) {
		return new Slice(before.nanos(), after.nanos(), before.instant(), after.instant(),
				after.calls().since(before.calls()).compact(), after.upstream().since(before.upstream()).compact(),
				busiest(since(before.endpoints(), after.endpoints())), counts(before.served(), after.served()),
				counts(before.errors(), after.errors()), after.counters().since(before.counters()),
				ProcessSnapshot.between(before.process(), after.process(), after.nanos() - before.nanos()),
				after.waiting(), after.connections());
	}

	long nanos() {
		return this.untilNanos - this.fromNanos;
	}

	/**
	 * This slice and a later one as one.
	 */
	Slice plus(Slice later) {
		double weight = nanos() / (double) Math.max(1, nanos() + later.nanos());
		Map<EndpointKey, EndpointCount> both = new HashMap<>(this.endpoints);
		later.endpoints.forEach((key, count) -> both.merge(key, count, EndpointCount::plus));
		return new Slice(this.fromNanos, later.untilNanos, this.from, later.until, this.calls.plus(later.calls),
				this.upstream.plus(later.upstream), busiest(both), plus(this.served, later.served),
				plus(this.errors, later.errors), this.counters.plus(later.counters),
				this.process.plus(later.process, weight), ProcessSnapshot.higher(this.waiting, later.waiting),
				ProcessSnapshot.higher(this.connections, later.connections));
	}

	private static Map<EndpointKey, EndpointCount> busiest(Map<EndpointKey, EndpointCount> endpoints) {
		if (endpoints.size() <= MAX_ENDPOINTS) {
			return Map.copyOf(endpoints);
		}
		Comparator<Map.Entry<EndpointKey, EndpointCount>> byTime = Comparator
			.comparingLong((entry) -> entry.getValue().nanos() + entry.getValue().sentNanos());
		List<Map.Entry<EndpointKey, EndpointCount>> sorted = endpoints.entrySet()
			.stream()
			.sorted(byTime.reversed())
			.toList();
		Map<EndpointKey, EndpointCount> kept = new HashMap<>();
		for (int i = 0; i < sorted.size(); i++) {
			kept.merge((i < MAX_ENDPOINTS - 1) ? sorted.get(i).getKey() : OTHERS, sorted.get(i).getValue(),
					EndpointCount::plus);
		}
		return Map.copyOf(kept);
	}

	private static Map<EndpointKey, EndpointCount> since(Map<EndpointKey, EndpointCount> before,
			Map<EndpointKey, EndpointCount> after) {
		Map<EndpointKey, EndpointCount> since = new HashMap<>();
		after.forEach((key, count) -> {
			EndpointCount earlier = before.get(key);
			EndpointCount difference = (earlier != null) ? count.since(earlier) : count;
			if (!difference.isNothing()) {
				since.put(key, difference);
			}
		});
		return since;
	}

	private static Map<String, Long> counts(Map<String, Long> before, Map<String, Long> after) {
		Map<String, Long> since = new TreeMap<>();
		after.forEach((name, count) -> {
			long difference = count - before.getOrDefault(name, 0L);
			if (difference != 0) {
				since.put(name, difference);
			}
		});
		return Map.copyOf(since);
	}

	private static Map<String, Long> plus(Map<String, Long> one, Map<String, Long> other) {
		Map<String, Long> sum = new TreeMap<>(one);
		other.forEach((name, count) -> sum.merge(name, count, Long::sum));
		return Map.copyOf(sum);
	}

}
