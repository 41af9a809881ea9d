package io.autotask.performance.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.OwnFailures;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class OutletTests {

	private final OwnFailures failures = new OwnFailures();

	private final Outlet outlet = new Outlet(this.failures);

	private final List<Runnable> tasks = new ArrayList<>();

	private final List<Object> told = new ArrayList<>();

	@Test
	void tellsInOrderByOneTask() {
		this.outlet.runOn(this.tasks::add);
		this.outlet.add(RequestEvent.class, this.told::add);
		this.outlet.offer(request(1));
		this.outlet.offer(request(2));
		assertThat(this.tasks).hasSize(1);
		this.tasks.remove(0).run();
		assertThat(this.told).containsExactly(request(1), request(2));
		this.outlet.offer(request(3));
		this.tasks.remove(0).run();
		assertThat(this.told).hasSize(3);
	}

	@Test
	void whatAListenerTellsItselfComesAfterwards() {
		this.outlet.runOn(this.tasks::add);
		this.outlet.add(RequestEvent.class, (event) -> {
			this.told.add(event);
			if (this.told.size() == 1) {
				this.outlet.offer(request(2));
			}
		});
		this.outlet.offer(request(1));
		this.tasks.remove(0).run();
		assertThat(this.tasks).isEmpty();
		assertThat(this.told).containsExactly(request(1), request(2));
	}

	@Test
	void leavesOutAndCountsWhatListenersAreTooSlowFor() {
		this.outlet.runOn(this.tasks::add);
		this.outlet.add(RequestEvent.class, this.told::add);
		for (int i = 0; i < Outlet.MAX_WAITING + 5; i++) {
			this.outlet.offer(request(i));
		}
		this.tasks.remove(0).run();
		assertThat(this.told).hasSize(Outlet.MAX_WAITING);
		assertThat(this.outlet.leftOut()).isEqualTo(5);
	}

	@Test
	void aListenerThatThrowsKeepsNothingFromTheOthers() {
		this.outlet.runOn(Runnable::run);
		this.outlet.add(RequestEvent.class, (event) -> {
			throw new IllegalStateException("broken");
		});
		this.outlet.add(RequestEvent.class, this.told::add);
		this.outlet.offer(request(1));
		assertThat(this.told).hasSize(1);
		assertThat(this.failures.count()).isEqualTo(1);
	}

	@Test
	void knowsWhetherSingleCallsAreWanted() {
		assertThat(this.outlet.wantsRequests()).isFalse();
		var metrics = this.outlet.add(MetricsEvent.class, this.told::add);
		assertThat(this.outlet.wantsRequests()).isFalse();
		var all = this.outlet.add(MonitorEvent.class, this.told::add);
		assertThat(this.outlet.wantsRequests()).isTrue();
		all.dispose();
		metrics.dispose();
		assertThat(this.outlet.wantsRequests()).isFalse();
	}

	@Test
	void tellsNothingWhenNobodyRunsIt() {
		this.outlet.add(MonitorEvent.class, this.told::add);
		this.outlet.offer(request(1));
		assertThat(this.told).isEmpty();
	}

	@Test
	void takesNoMoreListenersThanThereMayBe() {
		for (int i = 0; i < 100; i++) {
			this.outlet.add(MonitorEvent.class, this.told::add);
		}
		assertThatIllegalStateException().isThrownBy(() -> this.outlet.add(MonitorEvent.class, this.told::add))
			.withMessageContaining("100 listeners");
	}

	private static RequestEvent request(int status) {
		return new RequestEvent(new RequestSample(Instant.EPOCH, "Tickets", Operation.GET, Outcome.SUCCESS, status,
				"network", Duration.ZERO, 0, null, null));
	}

}
