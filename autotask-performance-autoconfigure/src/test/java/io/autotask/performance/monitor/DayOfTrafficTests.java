package io.autotask.performance.monitor;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import io.autotask.performance.call.AutotaskAttributes;
import io.autotask.performance.metrics.AutotaskMeters;
import io.autotask.performance.optimizer.budget.BudgetSettings;
import io.autotask.performance.optimizer.dispatch.BatchSettings;
import io.autotask.performance.optimizer.dispatch.DispatchSettings;
import io.autotask.performance.stub.ManualTime;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A day passes in some seconds: calls with ever other ids, callers and names that do not
 * exist, through the whole path. What is kept of it does not grow.
 */
class DayOfTrafficTests {

	private static final Duration STEP = Duration.ofMinutes(5);

	private static final int STEPS_PER_HOUR = (int) (Duration.ofHours(1).toNanos() / STEP.toNanos());

	private static final int CALLS_PER_STEP = 25;

	private static final long MEGABYTE = 1024 * 1024;

	private static final List<String> ENTITIES = List.of("Tickets", "Companies", "Contacts", "Invented");

	private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261126);

	private final ManualTime time = new ManualTime();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@AutoClose
	private final StubAutotask nobody = StubAutotask.start();

	/** Nobody is asked how much of the hour is left, and no call waits for company. */
	private final Path path = Path.to(this.nobody)
		.time(this.time)
		.dispatch(DispatchSettings.defaults()
			.withBatching(BatchSettings.none())
			.withBudget(new BudgetSettings(10_000, Duration.ZERO, 70)))
		.build();

	private final WebClient client = this.path.builder().exchangeFunction(this::answer).build();

	@Test
	void leavesHeapMetersAndThreadsFlat() {
		new AutotaskMeters(this.path.monitor).bindTo(this.registry);
		pass(6);
		long heap = heap();
		int threads = ManagementFactory.getThreadMXBean().getThreadCount();
		int meters = this.registry.getMeters().size();
		pass(18);
		assertThat(heap() - heap).as("bytes more").isLessThan(4 * MEGABYTE);
		assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(threads);
		assertThat(this.registry.getMeters()).hasSize(meters);
		MonitorSnapshot snapshot = this.path.monitor.snapshot();
		assertThat(snapshot.ledger().total()).isEqualTo(24L * STEPS_PER_HOUR * CALLS_PER_STEP);
		assertThat(snapshot.ledger().waiting()).isZero();
		assertThat(this.path.monitor.timeline(Resolution.COARSE)).hasSize(144);
		assertThat(this.path.monitor.report(this.time.instant().minus(Duration.ofHours(23)), this.time.instant())
			.summary()
			.calls()
			.total()).isBetween(22L * STEPS_PER_HOUR * CALLS_PER_STEP, 24L * STEPS_PER_HOUR * CALLS_PER_STEP);
		assertThat(this.path.failures.count()).isZero();
	}

	private void pass(int hours) {
		for (int step = 0; step < hours * STEPS_PER_HOUR; step++) {
			Flux.range(0, CALLS_PER_STEP).flatMap((call) -> call()).blockLast();
			this.time.pass(STEP);
			this.path.monitor.sample();
		}
	}

	private Mono<Integer> call() {
		String entity = ENTITIES.get(this.random.nextInt(ENTITIES.size()));
		int number = this.random.nextInt(1_000_000);
		String name = entity.equals("Invented") ? entity + number : entity;
		WebClient.RequestHeadersSpec<?> request = switch (this.random.nextInt(5)) {
			case 0 -> this.client.post()
				.uri("/{entity}/query", name)
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue("{\"filter\":[{\"op\":\"eq\",\"field\":\"id\",\"value\":" + number + "}]}");
			case 1 -> this.client.patch()
				.uri("/{entity}", name)
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue("{\"id\":" + number + "}");
			default -> this.client.get().uri("/{entity}/{id}", name, number);
		};
		return request.attribute(AutotaskAttributes.CALLER, "caller-" + number)
			.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode().value()));
	}

	/** One answer of twenty is an error. */
	private Mono<ClientResponse> answer(ClientRequest request) {
		boolean failed = this.random.nextInt(20) == 0;
		return Mono.just(ClientResponse.create(failed ? HttpStatus.INTERNAL_SERVER_ERROR : HttpStatus.OK)
			.header("Content-Type", "application/json")
			.body(failed ? "{\"errors\":[\"not today\"]}" : "{\"item\":{\"id\":5,\"title\":\"x\"}}")
			.build());
	}

	private static long heap() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

}
