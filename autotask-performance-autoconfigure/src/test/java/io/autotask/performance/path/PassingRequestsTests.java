package io.autotask.performance.path;

import java.time.Instant;

import io.autotask.performance.call.TimeSource;
import io.autotask.performance.optimizer.budget.BudgetSnapshot;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Autotask counts what it gets, whether or not we had a say in it. */
class PassingRequestsTests {

	private final StubAutotask autotask = StubAutotask.start();

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void whatIsSentWhileEverythingIsSwitchedOffIsOfTheTenantsHour() {
		Path path = Path.of(this.autotask);
		WebClient client = path.client();
		get(client, "/Tickets/5");
		path.performance.disable();
		get(client, "/Tickets/5");
		get(client, "/Tickets/5");
		client.patch()
			.uri("/Tickets")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"id\":5}")
			.retrieve()
			.toBodilessEntity()
			.block();
		assertThat(used(path)).isEqualTo(this.autotask.arrivals().size()).isEqualTo(4);
		assertThat(path.monitor.snapshot().ledger().upstream()).as("counting is off but for the hour").isEqualTo(1);
		path.performance.enable();
		get(client, "/Tickets/5");
		assertThat(used(path)).isEqualTo(5);
	}

	@Test
	void whereTheZoneIsIsNotOfTheHour() {
		Path path = Path.of(this.autotask);
		path.performance.disable();
		get(path.client(), "/ZoneInformation?user=somebody");
		get(path.client(), "/Tickets/5");
		assertThat(used(path)).isEqualTo(1);
	}

	@Test
	void whatPassesBecauseOursBrokeIsOfTheHour() {
		Clock clock = new Clock();
		Path path = Path.to(this.autotask).cacheTime(clock).build();
		clock.broken = true;
		for (int i = 0; i < 3; i++) {
			get(path.client(), "/Tickets/5");
		}
		assertThat(path.failures.count()).isEqualTo(3);
		assertThat(used(path)).isEqualTo(this.autotask.arrivals().size()).isEqualTo(3);
	}

	@Test
	void whatCannotBeCountedPassesAllTheSame() {
		Clock clock = new Clock();
		Path path = Path.to(this.autotask).time(clock).build();
		path.performance.disable();
		clock.broken = true;
		get(path.client(), "/Tickets/5");
		assertThat(this.autotask.arrivals()).hasSize(1);
		assertThat(path.failures.count()).isEqualTo(1);
	}

	private static void get(WebClient client, String uri) {
		client.get().uri(uri).retrieve().toBodilessEntity().block();
	}

	private static int used(Path path) {
		return path.dispatch.budgets().snapshot().scopes().stream().mapToInt(BudgetSnapshot.Scope::used).sum();
	}

	/** A clock that may break. */
	private static final class Clock implements TimeSource {

		private volatile boolean broken;

		@Override
		public long nanos() {
			return working().nanos();
		}

		@Override
		public Instant instant() {
			return working().instant();
		}

		private TimeSource working() {
			if (this.broken) {
				throw new IllegalStateException("our own clock is broken");
			}
			return TimeSource.system();
		}

	}

}
