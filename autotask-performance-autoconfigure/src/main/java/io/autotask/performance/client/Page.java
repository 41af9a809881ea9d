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

	private final Supplier<Mono<Page<T>>> following;

	Page(List<T> items, boolean last, Supplier<Mono<Page<T>>> following) {
		this.items = List.copyOf(items);
		this.last = last;
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
	 * The page after this one.
	 * @return asks for it when subscribed to; empty on the last page
	 */
	public Mono<Page<T>> next() {
		return Mono.defer(this.following);
	}

}
