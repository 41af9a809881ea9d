package io.autotask.performance.sample.simulator;

import java.time.Duration;

import io.autotask.performance.sample.simulator.data.Dice;

/**
 * What happens to one request, by the seed and the order of its arrival.
 */
record Luck(Dice dice, long request) {

	private static final double JITTER = 0.1;

	boolean isUnavailable(FaultSettings faults) {
		return isHit(faults.unavailable(), 0);
	}

	boolean isError(FaultSettings faults) {
		return isHit(faults.errors(), 1);
	}

	boolean isSlow(FaultSettings faults) {
		return isHit(faults.slow(), 2);
	}

	boolean hangs(FaultSettings faults) {
		return isHit(faults.hang(), 3);
	}

	boolean isCutOff(FaultSettings faults) {
		return isHit(faults.resetConnections(), 4);
	}

	boolean isReverted(FaultSettings faults) {
		return isHit(faults.revertedWrites(), 5);
	}

	/** The status of the proxy in front: one of two, in turn. */
	int unavailableStatus() {
		return (this.request % 2 == 0) ? 503 : 502;
	}

	/** The duration, give or take a tenth. */
	Duration jitter(Duration duration) {
		double factor = 1 + JITTER * (2 * this.dice.share(this.request, 6) - 1);
		return Duration.ofNanos((long) (duration.toNanos() * factor));
	}

	private boolean isHit(double share, int draw) {
		return share > 0 && this.dice.share(this.request, draw) < share;
	}

}
