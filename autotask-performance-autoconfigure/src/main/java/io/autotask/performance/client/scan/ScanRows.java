package io.autotask.performance.client.scan;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * The rows of the pages of a reading. A page is asked for when a row of it is wanted, and
 * an error of a later page comes after all rows of the ones before. That is what sets it
 * apart from Reactor's own operators, which ask for a page early or drop rows for an
 * error.
 *
 * @param <T> what a row is read into
 */
final class ScanRows<T> extends Flux<T> {

	private final Flux<ScanPage<T>> pages;

	ScanRows(Flux<ScanPage<T>> pages) {
		this.pages = pages;
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		this.pages.subscribe(new Rows<>(actual));
	}

	/**
	 * Pages in, rows out. Fields that are not volatile are touched by the one who drains,
	 * or before it drains.
	 */
	private static final class Rows<T> implements CoreSubscriber<ScanPage<T>>, Subscription {

		private final CoreSubscriber<? super T> actual;

		private final AtomicLong requested = new AtomicLong();

		private final AtomicInteger drains = new AtomicInteger();

		private @Nullable Subscription upstream;

		private volatile @Nullable ScanPage<T> page;

		private volatile boolean ended;

		private volatile @Nullable Throwable failure;

		private volatile boolean cancelled;

		private @Nullable Iterator<T> current;

		private boolean asked;

		private Rows(CoreSubscriber<? super T> actual) {
			this.actual = actual;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.upstream = subscription;
			this.actual.onSubscribe(this);
		}

		@Override
		public void onNext(ScanPage<T> next) {
			this.page = next;
			drain();
		}

		@Override
		public void onError(Throwable ex) {
			this.failure = ex;
			onComplete();
		}

		@Override
		public void onComplete() {
			this.ended = true;
			drain();
		}

		@Override
		public void request(long rows) {
			if (Operators.validate(rows)) {
				this.requested.accumulateAndGet(rows, Operators::addCap);
				drain();
			}
		}

		@Override
		public void cancel() {
			stop();
		}

		private void stop() {
			this.cancelled = true;
			Subscription subscription = this.upstream;
			if (subscription != null) {
				subscription.cancel();
			}
		}

		private void drain() {
			if (this.drains.getAndIncrement() != 0) {
				return;
			}
			int missed = 1;
			while (missed != 0) {
				while (!this.cancelled && step()) {
					// Row after row, until one is not wanted or not there.
				}
				missed = this.drains.addAndGet(-missed);
			}
		}

		private boolean step() {
			Iterator<T> rows = this.current;
			if (rows == null) {
				return turnPage();
			}
			T row;
			try {
				if (!rows.hasNext()) {
					this.current = null;
					return true;
				}
				if (this.requested.get() == 0) {
					return false;
				}
				row = rows.next();
			}
			catch (RuntimeException ex) {
				stop();
				this.actual.onError(ex);
				return false;
			}
			if (this.requested.get() != Long.MAX_VALUE) {
				this.requested.decrementAndGet();
			}
			this.actual.onNext(row);
			return true;
		}

		private boolean turnPage() {
			// In this order: the end comes after the last page.
			boolean over = this.ended;
			ScanPage<T> next = this.page;
			if (next != null) {
				this.page = null;
				this.asked = false;
				this.current = next.iterator();
				return true;
			}
			if (over) {
				this.cancelled = true;
				end();
			}
			else if (!this.asked && this.requested.get() > 0) {
				this.asked = true;
				ask();
			}
			return false;
		}

		private void ask() {
			Subscription subscription = this.upstream;
			if (subscription != null) {
				subscription.request(1);
			}
		}

		private void end() {
			Throwable failed = this.failure;
			if (failed != null) {
				this.actual.onError(failed);
			}
			else {
				this.actual.onComplete();
			}
		}

	}

}
