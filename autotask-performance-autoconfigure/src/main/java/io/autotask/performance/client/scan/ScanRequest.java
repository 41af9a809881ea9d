package io.autotask.performance.client.scan;

import java.util.function.Consumer;
import java.util.function.Supplier;

import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What is to be read, and how.
 *
 * @param entity what is read, for people
 * @param from where to begin
 * @param pages asks for the pages
 * @param rows reads the rows
 * @param count asks for the number of all rows, or null when nobody wants to know
 * @param pace how fast
 * @param surroundings what else there is
 * @param <T> what a row is read into
 */
public record ScanRequest<T>(String entity, ScanCheckpoint from, PageReader pages, RowReader<T> rows,
		@Nullable Mono<Long> count, Pace pace, Surroundings surroundings) {

	/**
	 * How fast.
	 *
	 * @param pageSize rows on a page, 1 to 500
	 * @param prefetch pages that are asked for ahead, when one range is read; 0 asks for
	 * a page when a row of it is wanted
	 * @param parallelism ranges of ids that are read at once; with 1 rows come in the
	 * order of their ids
	 */
	public record Pace(int pageSize, int prefetch, int parallelism) {

	}

	/**
	 * What else there is.
	 *
	 * @param progress is told how far it is, before each page and at the end
	 * @param slots the slots of the endpoint, or null where they are not known
	 * @param remainingBudget the requests that are left of the hour, or null
	 * @param time the clock
	 */
	public record Surroundings(Consumer<Progress> progress, Supplier<@Nullable SlotState> slots,
			Supplier<@Nullable Long> remainingBudget, TimeSource time) {

	}

}
