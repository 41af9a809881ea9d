package io.autotask.performance.monitor.alert;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong, or was. Immutable.
 *
 * @param type what
 * @param severity how bad it was at its worst
 * @param message what was seen, what is allowed, what to do
 * @param currentValue what was seen last, in the unit of the type
 * @param worstValue the worst that was seen
 * @param threshold what is allowed
 * @param since when it began
 * @param until when it ended, or null while it lasts
 * @param context what helps to find the cause, such as the slowest endpoint
 */
public record PerformanceAlert(AlertType type, Severity severity, String message, double currentValue,
		double worstValue, double threshold, Instant since, @Nullable Instant until, Map<String, String> context) {

	/**
	 * Whether it lasts.
	 * @return false when it is over
	 */
	public boolean isActive() {
		return this.until == null;
	}

	/**
	 * The same with what was seen now. It may get worse, but not better before it ends.
	 */
	PerformanceAlert seen(double value, double allowed, Severity now, String words, Map<String, String> details) {
		boolean worse = this.type.above() ? value > this.worstValue : value < this.worstValue;
		return new PerformanceAlert(this.type, (now.compareTo(this.severity) > 0) ? now : this.severity,
				worse ? words : this.message, value, worse ? value : this.worstValue, allowed, this.since, this.until,
				worse ? details : this.context);
	}

	PerformanceAlert ended(Instant at) {
		return new PerformanceAlert(this.type, this.severity, this.message, this.currentValue, this.worstValue,
				this.threshold, this.since, at, this.context);
	}

}
