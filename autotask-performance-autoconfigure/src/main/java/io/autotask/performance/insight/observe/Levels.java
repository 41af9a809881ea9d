package io.autotask.performance.insight.observe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The latest levels; the oldest goes for a new one. Thread-safe.
 */
public final class Levels {

	private static final int MOST = 360;

	private final Deque<Level> levels = new ArrayDeque<>();

	/**
	 * Adds one.
	 * @param level how it is now
	 */
	public synchronized void add(Level level) {
		if (this.levels.size() == MOST) {
			this.levels.removeFirst();
		}
		this.levels.addLast(level);
	}

	/**
	 * All that are remembered.
	 * @return the oldest first
	 */
	public synchronized List<Level> all() {
		return List.copyOf(this.levels);
	}

}
