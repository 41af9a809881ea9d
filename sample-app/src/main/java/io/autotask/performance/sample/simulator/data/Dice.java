package io.autotask.performance.sample.simulator.data;

import java.util.List;

/**
 * Random numbers that depend on nothing but the seed and what they are drawn for, so any
 * row can be computed at any time and is always the same. Immutable.
 */
public final class Dice {

	private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

	private final long seed;

	public Dice(long seed) {
		this.seed = mix(seed + GOLDEN_GAMMA);
	}

	/** Dice of their own for a purpose. */
	public Dice of(String purpose) {
		return new Dice(this.seed ^ purpose.hashCode() * GOLDEN_GAMMA);
	}

	/** A number from 0 (included) to the bound (excluded). */
	public int below(int bound, long id, int draw) {
		return (int) Long.remainderUnsigned(bits(id, draw), bound);
	}

	/** A number from 0 (included) to 1 (excluded). */
	public double share(long id, int draw) {
		return (bits(id, draw) >>> 11) * 0x1.0p-53;
	}

	/** One of the list. */
	public <T> T pick(List<T> list, long id, int draw) {
		return list.get(below(list.size(), id, draw));
	}

	private long bits(long id, int draw) {
		return mix(this.seed + mix(id * GOLDEN_GAMMA + draw));
	}

	/** The finaliser of SplitMix64. */
	private static long mix(long value) {
		long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
		return mixed ^ (mixed >>> 31);
	}

}
