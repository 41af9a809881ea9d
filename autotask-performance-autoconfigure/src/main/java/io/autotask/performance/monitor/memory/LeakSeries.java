package io.autotask.performance.monitor.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One series of what lives, and whether it leaks. The rule is asked now and then, and has
 * to say yes several times in a row. Not thread-safe.
 */
final class LeakSeries {

	static final int MAX_POINTS = 240;

	private static final int LEAST_POINTS = 96;

	private static final int BETWEEN_LOOKS = 12;

	private static final int LOOKS_IN_A_ROW = 3;

	private final Deque<LivePoint> points = new ArrayDeque<>();

	private int untilLook = LEAST_POINTS;

	private int inARow;

	private @Nullable Trend leak;

	/**
	 * Adds a point.
	 * @return the trend of the leak, or null while there is none
	 */
	@Nullable Trend add(LivePoint point) {
		if (this.points.size() >= MAX_POINTS) {
			this.points.removeFirst();
		}
		this.points.addLast(point);
		if (--this.untilLook <= 0) {
			this.untilLook = BETWEEN_LOOKS;
			Trend seen = LeakRule.leak(List.copyOf(this.points));
			this.inARow = (seen != null) ? this.inARow + 1 : 0;
			this.leak = (this.inARow >= LOOKS_IN_A_ROW) ? seen : null;
		}
		return this.leak;
	}

	/**
	 * How long it looks back.
	 */
	double hours() {
		return this.points.isEmpty() ? 0 : this.points.getLast().hours() - this.points.getFirst().hours();
	}

}
