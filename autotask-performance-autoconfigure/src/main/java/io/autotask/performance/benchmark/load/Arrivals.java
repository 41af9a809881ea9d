package io.autotask.performance.benchmark.load;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.SplittableRandom;

/**
 * When the calls of an open load are due. The k-th is due when the integral of the rate
 * reaches k; for arrivals by chance, when it reaches the k-th point of a Poisson process,
 * which makes one whose rate goes with the pattern. The same seed gives the same times.
 */
public final class Arrivals implements PrimitiveIterator.OfLong {

	private static final int HALVINGS = 60;

	private final Load.Open load;

	private final SplittableRandom random;

	private double due;

	private double at;

	private Arrivals(Load.Open load, long seed) {
		this.load = load;
		this.random = new SplittableRandom(seed);
		this.due = load.poisson() ? gap() : 0;
		this.at = seek();
	}

	/**
	 * The times of one round.
	 * @param load an open load, or a replay
	 * @param seed what arrivals by chance follow from
	 * @return nanoseconds since the beginning, ascending
	 * @throws IllegalArgumentException for a closed load, in which answers decide
	 */
	public static PrimitiveIterator.OfLong of(Load load, long seed) {
		if (load instanceof Load.Open open) {
			return new Arrivals(open, seed);
		}
		if (load instanceof Load.Replay replay) {
			return Arrays.stream(replay.offsets()).iterator();
		}
		throw new IllegalArgumentException("Nobody knows when users will ask who wait for answers");
	}

	@Override
	public boolean hasNext() {
		return this.at < this.load.seconds();
	}

	@Override
	public long nextLong() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		long offset = (long) (this.at * 1e9);
		this.due += this.load.poisson() ? gap() : 1;
		this.at = seek();
		return offset;
	}

	private double gap() {
		return -Math.log(1 - this.random.nextDouble());
	}

	/** The moment at which as many are due, by halving what is left. */
	private double seek() {
		double low = this.at;
		double high = this.load.seconds();
		if (this.load.expectedUpTo(high) <= this.due) {
			return high;
		}
		for (int i = 0; i < HALVINGS && high - low > 1e-10; i++) {
			double middle = (low + high) / 2;
			if (this.load.expectedUpTo(middle) < this.due) {
				low = middle;
			}
			else {
				high = middle;
			}
		}
		return high;
	}

}
