package io.autotask.performance.optimizer.pattern;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Serving;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Groups the recent requests by their shape. Thread-safe: guarded by the monitor of this
 * object, for the time of a few additions. Bounded: the shape that was not seen for
 * longest is forgotten.
 */
public final class RequestPatterns implements CallListener {

	private static final int MAX_SHAPES = 200;

	private static final int MOST_SHOWN = 50;

	private final TimeSource time;

	private final Map<Shape, Account> accounts = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * No patterns yet.
	 * @param time the clock
	 */
	public RequestPatterns(TimeSource time) {
		this.time = time;
	}

	@Override
	public void on(CallEvent event) {
		if (event instanceof CallEvent.Completed completed && !completed.call().options().background()
				&& completed.source() != null) {
			Shape shape = Shape.of(completed.call());
			long now = this.time.nanos();
			synchronized (this) {
				account(shape).add(completed, now);
			}
		}
		else if (event instanceof CallEvent.Located located && !located.call().options().background()) {
			Shape shape = Shape.of(located.call());
			synchronized (this) {
				Account account = this.accounts.get(shape);
				if (account != null) {
					account.place = located.site();
				}
			}
		}
	}

	private Account account(Shape shape) {
		Account account = this.accounts.get(shape);
		if (account == null) {
			if (this.accounts.size() >= MAX_SHAPES) {
				this.accounts.remove(this.accounts.keySet().iterator().next());
			}
			account = new Account();
			this.accounts.put(shape, account);
		}
		return account;
	}

	/**
	 * The patterns at this moment.
	 * @return the fifty most frequent ones, the most frequent one first
	 */
	public synchronized List<RequestPattern> snapshot() {
		List<RequestPattern> patterns = new ArrayList<>();
		this.accounts.forEach((shape, account) -> patterns.add(account.snapshot(shape)));
		patterns.sort(Comparator.comparingLong(RequestPattern::requests).reversed());
		return List.copyOf(patterns.subList(0, Math.min(MOST_SHOWN, patterns.size())));
	}

	/** Requests of one shape. */
	private static final class Account {

		/** Pages that are larger on average are large. */
		private static final long LARGE = 512 * 1024;

		private final Burst burst = new Burst();

		private final Rhythm rhythm = new Rhythm();

		private long requests;

		private long own;

		private long saved;

		private long bytes;

		private long firstAt;

		private long lastAt;

		private long nanos;

		private @Nullable String place;

		void add(CallEvent.Completed completed, long now) {
			ApiCall call = completed.call();
			this.firstAt = (this.requests == 0) ? now : this.firstAt;
			this.lastAt = now;
			this.requests++;
			this.bytes += completed.bytes();
			if (completed.source() != Serving.Source.NETWORK) {
				this.saved++;
				return;
			}
			this.own++;
			this.nanos += completed.took().toNanos();
			if (call.operation() == Operation.GET) {
				this.burst.add(now);
			}
			if (call.key() != null) {
				this.rhythm.add(call.key(), now);
			}
		}

		RequestPattern snapshot(Shape shape) {
			long average = this.bytes / this.requests;
			return new RequestPattern(shape.entity(), shape.operation(), shape.filter(), shape.caller(), this.requests,
					perMinute(), (this.own > 0) ? Duration.ofNanos(this.nanos / this.own) : null, this.saved, average,
					this.place, potentials(shape, average));
		}

		private @Nullable Double perMinute() {
			long passed = this.lastAt - this.firstAt;
			return (this.requests > 1 && passed > 0)
					? (this.requests - 1) * (double) Duration.ofMinutes(1).toNanos() / passed : null;
		}

		private List<RequestPattern.Potential> potentials(Shape shape, long average) {
			List<RequestPattern.Potential> potentials = new ArrayList<>();
			if (this.burst.needless() > 0) {
				potentials.add(new RequestPattern.Potential(RequestPattern.Kind.N_PLUS_ONE, this.burst.needless()));
			}
			if (this.rhythm.polls() > 0) {
				potentials.add(new RequestPattern.Potential(RequestPattern.Kind.POLLING, this.rhythm.polls()));
			}
			if (shape.allFields() && average > LARGE) {
				potentials.add(new RequestPattern.Potential(RequestPattern.Kind.OVERSIZED_PAGES, null));
			}
			return List.copyOf(potentials);
		}

	}

}
