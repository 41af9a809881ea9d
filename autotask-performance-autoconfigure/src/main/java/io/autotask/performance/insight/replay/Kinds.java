package io.autotask.performance.insight.replay;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.autotask.performance.call.Entities;
import io.autotask.performance.call.Operation;

/**
 * Numbers for kinds of calls, so that one fits into a few bits. Bounded by the entities
 * of the API; all others are one. Thread-safe.
 */
final class Kinds {

	private static final String OTHER = "other";

	private static final Operation[] OPERATIONS = Operation.values();

	private final ConcurrentMap<String, Integer> numbers = new ConcurrentHashMap<>();

	private final Map<Integer, String> entities = new ConcurrentHashMap<>();

	private final AtomicInteger next = new AtomicInteger();

	int of(String entity, Operation operation) {
		Integer known = this.numbers.get(entity);
		return ((known != null) ? known : number(entity)) * OPERATIONS.length + operation.ordinal();
	}

	Kind kind(int number) {
		return new Kind(this.entities.getOrDefault(number / OPERATIONS.length, OTHER),
				OPERATIONS[number % OPERATIONS.length]);
	}

	private int number(String entity) {
		String name = Entities.known().isKnown(entity) ? entity : OTHER;
		return this.numbers.computeIfAbsent(name, (key) -> {
			int number = this.next.getAndIncrement();
			this.entities.put(number, key);
			return number;
		});
	}

}
