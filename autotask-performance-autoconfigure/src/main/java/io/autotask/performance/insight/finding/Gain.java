package io.autotask.performance.insight.finding;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What it would bring. Gains of several findings must not be added up: they share calls.
 *
 * @param requestsPerHour requests that Autotask would not see, or null
 * @param p95Millis how much sooner 95 of 100 calls would be answered, or null
 * @param bytesPerHour bytes that would not come, or null
 * @param basis what it was worked out from
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Gain(@Nullable Range requestsPerHour, @Nullable Range p95Millis, @Nullable Range bytesPerHour,
		String basis) {

	/**
	 * A gain in requests.
	 * @param low at least
	 * @param high at most
	 * @param basis what it was worked out from
	 * @return rounded to what a sample can say
	 */
	public static Gain ofRequests(double low, double high, String basis) {
		return new Gain(new Range(rounded(low), rounded(high), "requests"), null, null, basis);
	}

	/**
	 * With a gain in time.
	 * @param millis how much sooner, or null
	 * @return the same when it is none
	 */
	public Gain sooner(@Nullable Double millis) {
		return (millis != null && millis >= 1)
				? new Gain(this.requestsPerHour, new Range(0, rounded(millis), "ms"), this.bytesPerHour, this.basis)
				: this;
	}

	/**
	 * Two digits that count, because no sample says more.
	 * @param value any
	 * @return rounded
	 */
	public static long rounded(double value) {
		if (Math.abs(value) < 100) {
			return Math.round(value);
		}
		double step = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 1);
		return Math.round(Math.round(value / step) * step);
	}

	/**
	 * From, to.
	 *
	 * @param low at least
	 * @param high at most
	 * @param unit of what
	 */
	public record Range(long low, long high, String unit) {

	}

}
