package io.autotask.performance.client.scan;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * The pages of a reading, as fast as they are asked for. At most so many pages are in
 * memory as may be asked for at once or ahead, and the one that is being delivered.
 * Cancelling it cancels the requests that are on their way. Each subscriber has a reading
 * of its own.
 *
 * @param <T> what a row is read into
 */
public final class ScanFlow<T> extends Flux<ScanPage<T>> {

	private final ScanRequest<T> request;

	/**
	 * A reading.
	 * @param request what is to be read, and how
	 */
	public ScanFlow(ScanRequest<T> request) {
		this.request = request;
	}

	/**
	 * The rows of the pages. A page is asked for when a row of it is wanted, and rows are
	 * read one by one.
	 * @return the rows
	 */
	public Flux<T> rows() {
		return rows(this);
	}

	/**
	 * The rows of pages that something was done with.
	 * @param pages the pages
	 * @param <T> what a row is read into
	 * @return the rows, as with {@link #rows()}
	 */
	public static <T> Flux<T> rows(Flux<ScanPage<T>> pages) {
		return new ScanRows<>(pages);
	}

	@Override
	public void subscribe(CoreSubscriber<? super ScanPage<T>> actual) {
		ScanDrive<T> drive = new ScanDrive<>(this.request, actual);
		actual.onSubscribe(drive);
		drive.start();
	}

}
