package io.autotask.performance.client.scan;

import java.time.Duration;
import java.util.function.Supplier;

import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * How many slots a reading takes: all there are, but one less as long as others use the
 * endpoint, so that their calls find a free one. Not thread-safe.
 */
final class Courtesy {

	/** How long after others were seen one slot is left to them. */
	private static final Duration KEPT_FREE = Duration.ofSeconds(3);

	private final int parallelism;

	private final Supplier<@Nullable SlotState> slots;

	private final TimeSource time;

	private @Nullable Long othersSeenAt;

	Courtesy(int parallelism, Supplier<@Nullable SlotState> slots, TimeSource time) {
		this.parallelism = parallelism;
		this.slots = slots;
		this.time = time;
	}

	/**
	 * How many requests there may be on their way now.
	 * @param own how many there are
	 * @return at least 1
	 */
	int width(int own) {
		SlotState state = (this.parallelism > 1) ? this.slots.get() : null;
		if (state == null) {
			return this.parallelism;
		}
		long now = this.time.nanos();
		if (state.inFlight() + state.waiting() > own) {
			this.othersSeenAt = now;
		}
		Long seen = this.othersSeenAt;
		boolean others = seen != null && now - seen < KEPT_FREE.toNanos();
		Integer limit = state.limit();
		int all = (limit != null) ? Math.min(limit, this.parallelism) : this.parallelism;
		return Math.max(1, others ? all - 1 : all);
	}

}
