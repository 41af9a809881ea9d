package io.autotask.performance.monitor;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.Serving;
import io.autotask.performance.call.TimeSource;

/**
 * Measures all calls, in memory that does not grow with their number. Thread-safe.
 */
public final class PerformanceMonitor implements CallListener {

	private final CallLedger ledger = new CallLedger();

	private final CallFigures calls = new CallFigures();

	private final RecentCalls recent;

	private final Latencies upstream = new Latencies();

	private final EndpointFigures endpoints = new EndpointFigures();

	private final LongAdder rejections = new LongAdder();

	private final LongAdder bytesIn = new LongAdder();

	private final LongAdder bytesNotAsked = new LongAdder();

	private final LongAdder nanosSaved = new LongAdder();

	private final LongAdder estimates = new LongAdder();

	/**
	 * A monitor that has seen nothing.
	 * @param time the clock
	 */
	public PerformanceMonitor(TimeSource time) {
		this.recent = new RecentCalls(time);
	}

	@Override
	public void on(CallEvent event) {
		this.ledger.enter(event);
		if (event instanceof CallEvent.Completed completed) {
			if (!completed.call().options().background()) {
				completed(completed);
			}
		}
		else if (event instanceof CallEvent.Returned returned) {
			returned(returned);
		}
		else if (event instanceof CallEvent.Rejected) {
			this.rejections.increment();
		}
	}

	/**
	 * What happened so far.
	 * @return an immutable picture
	 */
	public MonitorSnapshot snapshot() {
		return new MonitorSnapshot(this.ledger.snapshot(), this.calls.snapshot(), this.recent.snapshot(),
				this.recent.throughput(), this.upstream.snapshot(), this.rejections.sum(), this.bytesIn.sum(),
				this.bytesNotAsked.sum(), (this.estimates.sum() > 0) ? Duration.ofNanos(this.nanosSaved.sum()) : null,
				this.endpoints.snapshot());
	}

	private void completed(CallEvent.Completed completed) {
		this.calls.record(completed);
		this.recent.record(completed);
		EndpointFigures.Figures figures = this.endpoints.of(completed.call());
		figures.calls().record(completed);
		if (completed.source() == Serving.Source.CACHE) {
			this.bytesNotAsked.add(completed.bytes());
			Duration usual = figures.upstream().average();
			if (usual != null) {
				this.nanosSaved.add(usual.minus(completed.took()).toNanos());
				this.estimates.increment();
			}
		}
		else if (completed.source() == Serving.Source.SHARED) {
			this.bytesNotAsked.add(completed.bytes());
		}
	}

	private void returned(CallEvent.Returned returned) {
		this.bytesIn.add(returned.bytes());
		this.upstream.record(returned.took());
		this.endpoints.of(returned.call()).upstream().record(returned.took());
	}

}
