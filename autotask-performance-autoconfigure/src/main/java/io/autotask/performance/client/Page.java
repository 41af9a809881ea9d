package io.autotask.performance.client;

import java.util.List;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;

/**
 * One page of rows, in the order of their ids. Immutable.
 *
 * @param <T> what a row is read into
 */
public final class Page<T> {

	private final List<T> items;

	private final boolean last;

	private final String continuationToken;

	private final Supplier<Mono<Page<T>>> following;

	Page(List<T> items, boolean last, String continuationToken, Supplier<Mono<Page<T>>> following) {
		this.items = List.copyOf(items);
		this.last = last;
		this.continuationToken = continuationToken;
		this.following = following;
	}

	/**
	 * The rows.
	 * @return the rows, at most as many as were asked for
	 */
	public List<T> items() {
		return this.items;
	}

	/**
	 * Whether there is no page after this one.
	 * @return true on the last page
	 */
	public boolean isLast() {
		return this.last;
	}

	/**
	 * Where to go on after this page, and after all that were delivered before it. Kept
	 * together with what was made of the rows, it makes the reading resumable: nothing is
	 * lost or repeated.
	 * @return a text without spaces for {@link EntityQuery#startingAfter}; after the last
	 * page it leads to no more rows
	 */
	public String continuationToken() {
		return this.continuationToken;
	}

	/**
	 * The page after this one.
	 * @return asks for it when subscribed to; empty on the last page
	 */
	public Mono<Page<T>> next() {
		return Mono.defer(this.following);
	}

}
