package io.autotask.performance.insight.replay;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What other settings would have made of the recorded calls. The low and the high end of
 * a gain come from the two halves of the recording and from the whole. For one thread.
 */
public final class WhatIf {

	private static final double MILLIS_PER_HOUR = 3_600_000;

	private static final long SHORTEST_MILLIS = 1_000;

	private final Recording recording;

	private final ReplaySettings settings;

	private final List<Recording> parts;

	private @Nullable List<ReplayResult> now;

	/**
	 * A question.
	 * @param recording what happened
	 * @param settings under which settings
	 */
	public WhatIf(Recording recording, ReplaySettings settings) {
		this.recording = recording;
		this.settings = settings;
		List<Recording> all = new java.util.ArrayList<>(List.of(recording));
		all.addAll(recording.halves());
		this.parts = List.copyOf(all);
	}

	/**
	 * What the replay makes of the settings as they are.
	 * @return to be compared with what really happened
	 */
	public ReplayResult asItIs() {
		return results().get(0);
	}

	/**
	 * What other settings would gain, all of them together.
	 * @param changes the settings
	 * @return from one replay of all of them
	 */
	public Comparison with(Collection<Setting> changes) {
		ReplaySettings then = this.settings;
		for (Setting change : changes) {
			then = change.in(then);
		}
		List<ReplayResult> before = results();
		double low = Double.POSITIVE_INFINITY;
		double high = Double.NEGATIVE_INFINITY;
		ReplayResult whole = Replay.of(this.parts.get(0), then);
		for (int i = 0; i < this.parts.size(); i++) {
			ReplayResult after = (i == 0) ? whole : Replay.of(this.parts.get(i), then);
			double saved = perHour(before.get(i).requests() - after.requests(), this.parts.get(i).duration());
			low = Math.min(low, saved);
			high = Math.max(high, saved);
		}
		return new Comparison(before.get(0), whole, low, high);
	}

	private List<ReplayResult> results() {
		List<ReplayResult> known = this.now;
		if (known == null) {
			known = this.parts.stream().map((part) -> Replay.of(part, this.settings)).toList();
			this.now = known;
		}
		return known;
	}

	/**
	 * A number of the recording as a rate.
	 * @param count how many
	 * @return per hour
	 */
	public double perHour(long count) {
		return perHour(count, this.recording.duration());
	}

	private static double perHour(long count, Duration duration) {
		return count * MILLIS_PER_HOUR / Math.max(SHORTEST_MILLIS, duration.toMillis());
	}

	/**
	 * Two replays of the same calls.
	 *
	 * @param before with the settings as they are
	 * @param after with the other ones
	 * @param low requests saved per hour, at least
	 * @param high requests saved per hour, at most
	 */
	public record Comparison(ReplayResult before, ReplayResult after, double low, double high) {

		/**
		 * How much sooner 95 of 100 calls would have had their answers.
		 * @return milliseconds, or null without calls
		 */
		public @Nullable Double p95Saved() {
			return (this.before.p95() != null && this.after.p95() != null) ? this.before.p95() - this.after.p95()
					: null;
		}

	}

}
