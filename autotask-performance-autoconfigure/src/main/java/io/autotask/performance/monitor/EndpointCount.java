package io.autotask.performance.monitor;

/**
 * One endpoint in few numbers, for keeping many of them.
 *
 * @param ended calls that ended
 * @param failures how many of them failed
 * @param answered calls that were not cancelled
 * @param nanos how long those took together
 * @param sent requests that really went out
 * @param sentNanos how long those took together
 */
record EndpointCount(long ended, long failures, long answered, long nanos, long sent, long sentNanos) {

	static EndpointCount of(CallFigures calls, CallFigures upstream) {
		return new EndpointCount(calls.ended(), calls.failures(), calls.answered(), calls.nanos(), upstream.answered(),
				upstream.nanos());
	}

	EndpointCount plus(EndpointCount other) {
		return new EndpointCount(this.ended + other.ended, this.failures + other.failures,
				this.answered + other.answered, this.nanos + other.nanos, this.sent + other.sent,
				this.sentNanos + other.sentNanos);
	}

	EndpointCount since(EndpointCount earlier) {
		return new EndpointCount(this.ended - earlier.ended, this.failures - earlier.failures,
				this.answered - earlier.answered, this.nanos - earlier.nanos, this.sent - earlier.sent,
				this.sentNanos - earlier.sentNanos);
	}

	boolean isNothing() {
		return this.ended == 0 && this.sent == 0;
	}

}
