package io.autotask.performance.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What happened over time, in three resolutions, and of the last five minutes. Takes at
 * most about as much memory as 600 slices. Thread-safe.
 */
final class Timeline {

	private static final Duration RECENT = Duration.ofMinutes(5);

	private static final Duration RECENT_WIDTH = Duration.ofSeconds(5);

	/** A few more than fit, because no sample is taken at its exact time. */
	private static final int RECENT_LENGTH = 64;

	private final SliceRing recent = new SliceRing(RECENT_WIDTH, RECENT_LENGTH);

	private final Map<Resolution, SliceRing> rings = new EnumMap<>(Resolution.class);

	/**
	 * A timeline.
	 * @param interval how often a slice is added
	 */
	Timeline(Duration interval) {
		this.rings.put(Resolution.FINE, new SliceRing(interval, 180));
		this.rings.put(Resolution.MEDIUM, new SliceRing(Duration.ofMinutes(1), 180));
		this.rings.put(Resolution.COARSE, new SliceRing(Duration.ofMinutes(10), 144));
	}

	synchronized void add(Slice slice) {
		this.recent.add(slice);
		this.rings.values().forEach((ring) -> ring.add(slice));
	}

	/**
	 * All slices of one resolution, the oldest first.
	 */
	synchronized List<Slice> all(Resolution resolution) {
		return Objects.requireNonNull(this.rings.get(resolution)).all();
	}

	/**
	 * The slices of the last five minutes.
	 */
	synchronized List<Slice> recent(long nowNanos) {
		return last(RECENT, nowNanos);
	}

	/**
	 * The slices of a time of at most five minutes.
	 */
	synchronized List<Slice> last(Duration time, long nowNanos) {
		return this.recent.all().stream().filter((slice) -> nowNanos - slice.untilNanos() < time.toNanos()).toList();
	}

	/**
	 * The slices that lie in a period at least in part, as finely as they reach back.
	 */
	synchronized List<Slice> between(Instant from, Instant until) {
		List<Slice> slices = Stream.of(Resolution.values())
			.map(this::all)
			.filter((all) -> !all.isEmpty() && !all.get(0).from().isAfter(from))
			.findFirst()
			.orElseGet(() -> all(Resolution.COARSE));
		return slices.stream().filter((slice) -> slice.until().isAfter(from) && slice.from().isBefore(until)).toList();
	}

}
