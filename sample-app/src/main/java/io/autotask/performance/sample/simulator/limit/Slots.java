package io.autotask.performance.sample.simulator.limit;

import java.util.concurrent.ConcurrentHashMap;

/**
 * The slots of each integration code and object endpoint. A slot may be kept longer than
 * its request is in flight. Safe for use by several threads.
 */
public final class Slots {

	private final ConcurrentHashMap<Key, Integer> taken = new ConcurrentHashMap<>();

	private final int perEndpoint;

	public Slots(int perEndpoint) {
		this.perEndpoint = perEndpoint;
	}

	/** Takes a slot if one is free. */
	public boolean take(Key key) {
		boolean[] free = new boolean[1];
		this.taken.compute(key, (same, count) -> {
			int now = (count != null) ? count : 0;
			free[0] = now < this.perEndpoint;
			return free[0] ? (Integer) (now + 1) : count;
		});
		return free[0];
	}

	/** Gives a slot back. */
	public void free(Key key) {
		this.taken.computeIfPresent(key, (same, count) -> (count > 1) ? count - 1 : null);
	}

	/** How many slots are taken. */
	public int taken() {
		return this.taken.values().stream().mapToInt(Integer::intValue).sum();
	}

	/**
	 * What slots are counted by.
	 */
	public record Key(String integrationCode, String endpoint) {

	}

}
