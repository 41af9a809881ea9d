package io.autotask.performance.optimizer;

import java.util.concurrent.atomic.LongAdder;

import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallListener;

/**
 * Counts what was saved, by its mechanism. Thread-safe.
 */
final class OptimizerFigures implements CallListener {

	private final LongAdder total = new LongAdder();

	private final LongAdder upstream = new LongAdder();

	private final LongAdder recalled = new LongAdder();

	private final LongAdder shared = new LongAdder();

	private final LongAdder batched = new LongAdder();

	private final LongAdder rejected = new LongAdder();

	@Override
	public void on(CallEvent event) {
		if (event instanceof CallEvent.Arrived arrived) {
			this.total.add(arrived.call().options().background() ? 0 : 1);
		}
		else if (event instanceof CallEvent.Departed) {
			this.upstream.increment();
		}
		else if (event instanceof CallEvent.Recalled answered) {
			this.recalled.add(answered.count());
		}
		else if (event instanceof CallEvent.Shared answered) {
			this.shared.add(answered.count());
		}
		else if (event instanceof CallEvent.Batched answered) {
			this.batched.add(answered.count());
		}
		else if (event instanceof CallEvent.Rejected) {
			this.rejected.increment();
		}
		else {
			undo(event);
		}
	}

	private void undo(CallEvent event) {
		if (event instanceof CallEvent.Unshared) {
			this.shared.decrement();
		}
		else if (event instanceof CallEvent.Unrecalled) {
			this.recalled.decrement();
		}
		else if (event instanceof CallEvent.Unbatched) {
			this.batched.decrement();
		}
	}

	OptimizerMetrics snapshot() {
		return new OptimizerMetrics(this.total.sum(), this.upstream.sum(), this.recalled.sum(), this.shared.sum(),
				this.batched.sum(), this.rejected.sum());
	}

}
