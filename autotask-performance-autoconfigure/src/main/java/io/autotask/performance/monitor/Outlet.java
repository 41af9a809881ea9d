package io.autotask.performance.monitor;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import io.autotask.performance.call.OwnFailures;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * Hands events to listeners on the monitor's thread, in their order. What listeners do
 * not keep up with is left out beyond a bound. Thread-safe: waiting events are guarded by
 * their queue, and listeners are called outside of it.
 */
final class Outlet {

	static final int MAX_WAITING = 10_000;

	private static final int MAX_LISTENERS = 100;

	private final List<Registration<?>> registrations = new CopyOnWriteArrayList<>();

	private final Queue<MonitorEvent> waiting = new ArrayDeque<>();

	private final LongAdder leftOut = new LongAdder();

	private final OwnFailures failures;

	private volatile boolean requestsWanted;

	private volatile @Nullable Executor executor;

	Outlet(OwnFailures failures) {
		this.failures = failures;
	}

	/**
	 * Tells events from now on, or, with null, does not tell them any more.
	 */
	void runOn(@Nullable Executor executor) {
		this.executor = executor;
	}

	<E> Disposable add(Class<E> type, Consumer<? super E> listener) {
		if (this.registrations.size() >= MAX_LISTENERS) {
			throw new IllegalStateException("The monitor has " + MAX_LISTENERS
					+ " listeners already, which is as many as may be. Dispose of those that are not needed any more.");
		}
		Registration<E> registration = new Registration<>(type, listener);
		this.registrations.add(registration);
		lookWhatIsWanted();
		return () -> {
			this.registrations.remove(registration);
			lookWhatIsWanted();
		};
	}

	/**
	 * Whether somebody wants to know of each call.
	 */
	boolean wantsRequests() {
		return this.requestsWanted;
	}

	long leftOut() {
		return this.leftOut.sum();
	}

	void offer(MonitorEvent event) {
		Executor current = this.executor;
		if (current == null) {
			return;
		}
		synchronized (this.waiting) {
			if (this.waiting.size() >= MAX_WAITING) {
				this.leftOut.increment();
				return;
			}
			this.waiting.add(event);
			if (this.waiting.size() > 1) {
				// Somebody is on the way to get them.
				return;
			}
		}
		current.execute(this::tellAll);
	}

	private void tellAll() {
		MonitorEvent event = first();
		while (event != null) {
			for (Registration<?> registration : this.registrations) {
				tell(registration, event);
			}
			event = next();
		}
	}

	private @Nullable MonitorEvent first() {
		synchronized (this.waiting) {
			return this.waiting.peek();
		}
	}

	/** The one that was told stays until then, so that nobody else starts to tell. */
	private @Nullable MonitorEvent next() {
		synchronized (this.waiting) {
			this.waiting.remove();
			return this.waiting.peek();
		}
	}

	private void tell(Registration<?> registration, MonitorEvent event) {
		try {
			registration.tell(event);
		}
		catch (RuntimeException ex) {
			this.failures.record("A listener of the monitor was not told of a " + event.getClass().getSimpleName(), ex);
		}
	}

	private void lookWhatIsWanted() {
		this.requestsWanted = this.registrations.stream()
			.anyMatch((registration) -> registration.type().isAssignableFrom(RequestEvent.class));
	}

	/** A class of its own, so that two of the same listener are two. */
	private static final class Registration<E> {

		private final Class<E> type;

		private final Consumer<? super E> listener;

		Registration(Class<E> type, Consumer<? super E> listener) {
			this.type = type;
			this.listener = listener;
		}

		Class<E> type() {
			return this.type;
		}

		void tell(MonitorEvent event) {
			if (this.type.isInstance(event)) {
				this.listener.accept(this.type.cast(event));
			}
		}

	}

}
