package io.autotask.performance.benchmark.measure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests that really went out, by who made the call: what Autotask saw of a
 * run. Costs one look at a flag while no run listens. Thread-safe; holds the callers that
 * were asked for and are not done.
 */
public final class UpstreamTap implements CallListener {

	private final Map<String, UpstreamCounts> watched = new ConcurrentHashMap<>();

	private final LongAdder others = new LongAdder();

	private final TimeSource time;

	private volatile boolean watching;

	/**
	 * A tap.
	 * @param time the clock
	 */
	public UpstreamTap(TimeSource time) {
		this.time = time;
	}

	/**
	 * Counts the requests of a caller from now on.
	 * @param caller who
	 * @param startedAt when the run began
	 * @param grain how fine departures are kept apart, in nanoseconds
	 * @return the counts, which grow
	 */
	public UpstreamCounts watch(String caller, long startedAt, long grain) {
		UpstreamCounts counts = new UpstreamCounts(startedAt, grain);
		this.watched.put(caller, counts);
		this.watching = true;
		return counts;
	}

	/**
	 * Counts no more.
	 * @param caller who
	 */
	public void forget(String caller) {
		this.watched.remove(caller);
		this.watching = !this.watched.isEmpty();
	}

	/**
	 * Calls of others that arrived while a run listened.
	 * @return the number since the start of the application
	 */
	public long others() {
		return this.others.sum();
	}

	@Override
	public void on(CallEvent event) {
		if (!this.watching) {
			return;
		}
		UpstreamCounts counts = counts(event.call());
		if (counts != null) {
			counts.on(event, this.time.nanos());
		}
		else if (event instanceof CallEvent.Arrived && !event.call().options().background()) {
			this.others.increment();
		}
	}

	private @Nullable UpstreamCounts counts(ApiCall call) {
		String caller = call.options().caller();
		return (caller != null) ? this.watched.get(caller) : null;
	}

}
