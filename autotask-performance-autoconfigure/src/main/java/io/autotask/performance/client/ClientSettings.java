package io.autotask.performance.client;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import io.autotask.performance.call.TimeSource;
import io.autotask.performance.client.scan.SlotState;
import org.jspecify.annotations.Nullable;

/**
 * How a client works, and what it knows of what is around it.
 *
 * @param paging how rows are read page by page
 * @param slots the slots of an entity, or null where they are not known
 * @param remainingBudget the requests that are left of the hour, or null where that is
 * not known
 * @param unchanged begins to watch an entity: true as long as rows that were read since
 * may be used again
 * @param time the clock
 * @param projecting whether queries ask only for the fields that the type of their rows
 * has
 */
public record ClientSettings(Paging paging, Function<String, @Nullable SlotState> slots,
		Supplier<@Nullable Long> remainingBudget, Function<String, BooleanSupplier> unchanged, TimeSource time,
		boolean projecting) {

	/**
	 * The settings of a client that is made by hand: nothing is known of what is around
	 * it, so no row is used twice.
	 * @return pages of 500 rows, one ahead, one range at a time
	 */
	public static ClientSettings defaults() {
		return new ClientSettings(new Paging(500, 1, 1), (entity) -> null, () -> null, (entity) -> () -> false,
				TimeSource.system(), true);
	}

	/**
	 * How rows are read page by page.
	 *
	 * @param pageSize the most rows on a page, 1 to 500
	 * @param prefetch pages that a stream asks for ahead; 0 asks for a page when the rows
	 * of the one before are through
	 * @param parallelism ranges of ids that a stream reads at once; with 1 its rows come
	 * in the order of their ids
	 */
	public record Paging(int pageSize, int prefetch, int parallelism) {

		/** The most ranges that are read at once. */
		public static final int MOST_PARALLEL = 20;

	}

}
