package io.autotask.performance.monitor;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Failed calls by kind. The kinds are {@link Words}, of which there are some hundreds at
 * most. Thread-safe.
 */
final class ErrorCounts {

	private final Map<String, LongAdder> kinds = new ConcurrentHashMap<>();

	void count(String kind) {
		this.kinds.computeIfAbsent(kind, (key) -> new LongAdder()).increment();
	}

	Map<String, Long> snapshot() {
		Map<String, Long> snapshot = new TreeMap<>();
		this.kinds.forEach((kind, count) -> snapshot.put(kind, count.sum()));
		return snapshot;
	}

}
