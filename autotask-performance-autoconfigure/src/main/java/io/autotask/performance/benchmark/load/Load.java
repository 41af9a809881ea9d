package io.autotask.performance.benchmark.load;

import java.time.Duration;

/**
 * How much is asked, and when. Immutable.
 */
public sealed interface Load {

	/**
	 * How many simulated users there are.
	 * @return 1 or more
	 */
	int users();

	/**
	 * How many steps of the workload are made at most.
	 * @return the number, or {@link Long#MAX_VALUE} when only time ends it
	 */
	long steps();

	/**
	 * How long it goes on at most.
	 * @return the duration of one round
	 */
	Duration duration();

	/**
	 * Whether every part of it is alike, so that parts may be compared.
	 * @return true when answers decide, and for a constant rate
	 */
	boolean isEven();

	/**
	 * Users who wait for an answer, think, and ask again. What they measure looks good
	 * when the server hangs, because then they ask little: use it to see how much goes,
	 * not how long it takes.
	 *
	 * @param users how many
	 * @param steps how many steps they make together
	 * @param duration the longest time
	 * @param thinkTime the pause between an answer and the next call
	 * @param thinkTimeVariation how much a pause varies, from 0 to 1
	 * @param rampUp the time until the last user has begun
	 */
	record Closed(int users, long steps, Duration duration, Duration thinkTime, double thinkTimeVariation,
			Duration rampUp) implements Load {

		@Override
		public boolean isEven() {
			return true;
		}

	}

	/**
	 * Calls that come when they come, whether the ones before were answered or not.
	 *
	 * @param pattern how the rate goes over time
	 * @param baseRate calls per second
	 * @param peakRate calls per second at the peak; the base rate where there is none
	 * @param duration how long
	 * @param spike how long a spike is
	 * @param poisson whether the calls come by chance, as from many people, or evenly
	 * @param users how many users they are dealt to
	 */
	record Open(LoadPattern pattern, double baseRate, double peakRate, Duration duration, Duration spike,
			boolean poisson, int users) implements Load {

		/** Steps of a stair. */
		static final int STEPS = 5;

		@Override
		public long steps() {
			return poisson() ? Long.MAX_VALUE : (long) Math.ceil(expectedUpTo(seconds()) - 1e-9);
		}

		@Override
		public boolean isEven() {
			return this.pattern.isEven();
		}

		/**
		 * How many calls are due on average.
		 * @return calls of one round
		 */
		public double expected() {
			return expectedUpTo(seconds());
		}

		/**
		 * The rate at a moment.
		 * @param nanos nanoseconds since the beginning
		 * @return calls per second
		 */
		public double rateAt(long nanos) {
			double at = nanos / 1e9;
			double rise = this.peakRate - this.baseRate;
			return switch (this.pattern) {
				case CONSTANT, SOAK, REPLAY -> this.baseRate;
				case RAMP_UP -> this.baseRate + rise * at / seconds();
				case STEP ->
					this.baseRate + rise * Math.min(STEPS - 1, Math.floor(STEPS * at / seconds())) / (STEPS - 1);
				case SPIKE ->
					(at >= spikeStart() && at < spikeStart() + spikeSeconds()) ? this.peakRate : this.baseRate;
				case SINE -> this.baseRate + rise * (1 - Math.cos(2 * Math.PI * at / seconds())) / 2;
			};
		}

		/**
		 * Whether the load is nearer to its peak than to its base.
		 * @param nanos nanoseconds since the beginning
		 * @return false where there is no peak
		 */
		public boolean isPeak(long nanos) {
			return this.peakRate > this.baseRate && rateAt(nanos) > (this.baseRate + this.peakRate) / 2;
		}

		/** The integral of the rate: how many calls are due by then, on average. */
		double expectedUpTo(double at) {
			double rise = this.peakRate - this.baseRate;
			return this.baseRate * at + switch (this.pattern) {
				case CONSTANT, SOAK, REPLAY -> 0;
				case RAMP_UP -> rise * at * at / (2 * seconds());
				case STEP -> rise * stairs(at);
				case SPIKE -> rise * Math.max(0, Math.min(at - spikeStart(), spikeSeconds()));
				case SINE -> rise * (at / 2 - seconds() / (4 * Math.PI) * Math.sin(2 * Math.PI * at / seconds()));
			};
		}

		private double stairs(double at) {
			double width = seconds() / STEPS;
			double sum = 0;
			for (int step = 1; step < STEPS; step++) {
				sum += Math.max(0, Math.min(at - step * width, width)) * step / (STEPS - 1);
			}
			return sum;
		}

		double seconds() {
			return this.duration.toNanos() / 1e9;
		}

		private double spikeSeconds() {
			return this.spike.toNanos() / 1e9;
		}

		private double spikeStart() {
			return (seconds() - spikeSeconds()) / 2;
		}

	}

	/**
	 * What was recorded, once more.
	 *
	 * @param offsets when each call is due, in nanoseconds since the beginning, ascending
	 * @param users how many users they are dealt to
	 */
	record Replay(long[] offsets, int users) implements Load {

		@Override
		public long steps() {
			return this.offsets.length;
		}

		@Override
		public Duration duration() {
			return Duration.ofNanos((this.offsets.length > 0) ? this.offsets[this.offsets.length - 1] : 0);
		}

		@Override
		public boolean isEven() {
			return false;
		}

	}

}
