package io.autotask.performance.monitor;

import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.TimeSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The real ledger, checked after every event, for tests of stages. */
public final class CallLedgerTap implements CallListener {

	public static final TimeSource TIME = TimeSource.system();

	private final CallLedger ledger = new CallLedger();

	@Override
	public void on(CallEvent event) {
		this.ledger.enter(event);
		LedgerSnapshot now = snapshot();
		assertThat(now.waiting()).as("after %s", event).isNotNegative();
		assertThat(now.total() + now.retries() + now.background()).as("after %s", event)
			.isEqualTo(now.upstream() + now.saved() + now.refused() + now.cancelled() + now.circuitOpen() + now.failed()
					+ now.waiting());
	}

	public LedgerSnapshot snapshot() {
		return this.ledger.snapshot();
	}

}
