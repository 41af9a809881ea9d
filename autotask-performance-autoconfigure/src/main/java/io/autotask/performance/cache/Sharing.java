package io.autotask.performance.cache;

import org.jspecify.annotations.Nullable;

/**
 * How the cache shares with other instances of the application.
 *
 * @param memory what they share
 * @param secret what only they know, with which everything in it is encrypted; null when
 * they have none
 */
public record Sharing(SharedMemory memory, @Nullable String secret) {

	/**
	 * The cache of an application that is alone.
	 * @return sharing with nobody
	 */
	public static Sharing none() {
		return new Sharing(SharedMemory.NONE, null);
	}

	@Override
	public String toString() {
		return "Sharing[memory=" + this.memory + "]";
	}

}
