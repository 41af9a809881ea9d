package io.autotask.performance.client.scan;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * The requests of one reading that are on their way, in the context of its subscriber.
 * Each ends in exactly one arrival, unless it is cancelled. Thread-safe.
 */
final class ScanCalls<T> {

	private final CoreSubscriber<?> subscriber;

	private final Runnable onArrival;

	private final Disposable.Composite onTheirWay = Disposables.composite();

	private final Queue<Arrival<T>> arrivals = new ConcurrentLinkedQueue<>();

	/**
	 * No requests yet.
	 * @param subscriber whose context counts
	 * @param onArrival called after something came in
	 */
	ScanCalls(CoreSubscriber<?> subscriber, Runnable onArrival) {
		this.subscriber = subscriber;
		this.onArrival = onArrival;
	}

	/**
	 * Sends a request, unless all were cancelled.
	 */
	void call(ScanPlan.@Nullable Fetch fetch, Mono<? extends Arrival<T>> request) {
		Call call = new Call(fetch);
		this.onTheirWay.add(call);
		request.subscribe(call);
	}

	/**
	 * What came in next, or null when nothing did.
	 */
	@Nullable Arrival<T> poll() {
		return this.arrivals.poll();
	}

	/**
	 * Cancels what is on its way, and whatever would be sent from now on.
	 */
	void cancel() {
		this.onTheirWay.dispose();
	}

	private final class Call extends BaseSubscriber<Arrival<T>> {

		private final ScanPlan.@Nullable Fetch fetch;

		private boolean answered;

		private Call(ScanPlan.@Nullable Fetch fetch) {
			this.fetch = fetch;
		}

		@Override
		public Context currentContext() {
			return ScanCalls.this.subscriber.currentContext();
		}

		@Override
		protected void hookOnNext(Arrival<T> arrival) {
			arrived(arrival);
		}

		@Override
		protected void hookOnError(Throwable failure) {
			arrived(new Arrival.Failed<>(this.fetch, failure));
		}

		@Override
		protected void hookOnComplete() {
			if (!this.answered) {
				arrived(new Arrival.Failed<>(this.fetch,
						new IllegalStateException("A request ended without an answer")));
			}
		}

		private void arrived(Arrival<T> arrival) {
			this.answered = true;
			ScanCalls.this.arrivals.add(arrival);
			ScanCalls.this.onTheirWay.remove(this);
			ScanCalls.this.onArrival.run();
		}

	}

}
