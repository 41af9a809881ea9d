package io.autotask.performance.sample;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.PerformanceDashboard;
import io.autotask.performance.PerformanceDashboard.OptimizationMetrics;
import io.autotask.performance.PerformanceDashboard.Performance;
import io.autotask.performance.sample.simulator.Simulator;
import io.autotask.performance.sample.simulator.SimulatorCounts;
import io.autotask.performance.sample.simulator.SimulatorCounts.EndpointCounts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Under a mixed load with failures and rejections, the dashboard's figures are those of
 * the simulator's own log, request for request, and its account balances at each moment.
 */
class FiguresEqualTheLogTests {

	private static final int CALLS = 1_500;

	private static final List<String> ENTITIES = List.of("Tickets", "Companies", "Contacts", "Resources");

	private final Random random = new Random(20261126);

	@AutoClose
	private final ConfigurableApplicationContext application = SpringApplication.run(SampleApplication.class,
			"--server.port=0", "--sample.simulator.port=0", "--sample.simulator.latency=3ms",
			"--sample.simulator.threads-per-endpoint=2", "--sample.simulator.faults.errors=0.05",
			"--autotask.performance.cache.default-ttl=200ms",
			"--autotask.performance.cache.stale-while-revalidate=50ms");

	@Test
	void requestForRequestAndTheAccountBalancesAtEachMoment() {
		Simulator simulator = this.application.getBean(Simulator.class);
		Performance before = figures();
		assertThat(before.upstream().requests()).isEqualTo(simulator.ledger().counts().requests());

		Long answered = Flux.range(0, CALLS)
			.flatMap((i) -> call(this.application.getBean(WebClient.class)).doOnTerminate(() -> checkAccount(i)), 24)
			.count()
			.block(Duration.ofMinutes(2));

		// What was refreshed behind their backs may still be on its way.
		await().untilAsserted(() -> {
			assertThat(figures().waiting()).isZero();
			assertThat(figures().upstream().bytesIn()).isEqualTo(simulator.ledger().counts().bytesOut());
		});
		Performance figures = figures();
		SimulatorCounts log = simulator.ledger().counts();
		assertThat(answered).isEqualTo(CALLS);
		assertThat(figures.metrics().totalRequests()).isEqualTo(before.metrics().totalRequests() + CALLS);
		assertThat(figures.waiting()).isZero();
		assertThat(figures.upstream().requests()).isEqualTo(log.requests());
		assertThat(figures.upstream().rejections()).isEqualTo(log.rejected429()).isPositive();
		assertThat(figures.upstream().bytesIn()).isEqualTo(log.bytesOut());
		assertThat(log.errors5xx()).isPositive();
		assertThat(log.endpoints().keySet()).containsAll(ENTITIES);
		assertThat(log.endpoints()).allSatisfy((entity, counts) -> {
			assertThat(upstream(figures, entity)).as(entity).isEqualTo(counts.requests());
			assertThat(upstream(figures, entity, "get")).as(entity).isEqualTo(counts.readsById());
			assertThat(upstream(figures, entity, "query")).as(entity).isEqualTo(counts.queries());
			assertThat(upstream(figures, entity, "count")).as(entity).isEqualTo(counts.counts());
			assertThat(upstream(figures, entity, "list")).as(entity).isEqualTo(counts.childReads());
			assertThat(upstream(figures, entity, "metadata")).as(entity).isEqualTo(counts.metadata());
			assertThat(errors(figures, entity)).as(entity).isEqualTo(failed(counts));
		});
	}

	private Mono<Integer> call(WebClient autotask) {
		String entity = ENTITIES.get(this.random.nextInt(ENTITIES.size()));
		int id = 1 + this.random.nextInt(30);
		return switch (this.random.nextInt(10)) {
			case 0 -> status(query(autotask, entity, "query", id));
			case 1 -> status(query(autotask, entity, "query/count", id));
			case 2 -> status(autotask.get().uri("/V1.0/{entity}/entityInformation/fields", entity));
			case 3 -> status(autotask.get().uri("/V1.0/Tickets/{id}/Notes", id));
			case 4 -> status(autotask.patch()
				.uri("/V1.0/Tickets")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue("{\"id\":" + id + ",\"description\":\"changed\"}"));
			default -> status(autotask.get().uri("/V1.0/{entity}/{id}", entity, id));
		};
	}

	private static WebClient.RequestHeadersSpec<?> query(WebClient autotask, String entity, String path, int id) {
		return autotask.post()
			.uri("/V1.0/{entity}/" + path, entity)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"filter\":[{\"op\":\"lte\",\"field\":\"id\",\"value\":" + id + "}]}");
	}

	private static Mono<Integer> status(WebClient.RequestHeadersSpec<?> request) {
		return request.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode().value()));
	}

	/** Looked at now and then, in the middle of the load. */
	private void checkAccount(int call) {
		if (call % 50 != 0) {
			return;
		}
		PerformanceDashboard dashboard = this.application.getBean(AutotaskPerformance.class).dashboard();
		Performance figures = Objects.requireNonNull(dashboard.performance());
		OptimizationMetrics saved = Objects.requireNonNull(dashboard.optimization().metrics());
		assertThat(figures.metrics().totalRequests() + figures.upstream().retries() + figures.upstream().background())
			.isEqualTo(figures.upstream().requests() + saved.requestsSaved() + figures.notSent().refused()
					+ figures.notSent().cancelled() + figures.notSent().circuitOpen() + figures.notSent().failed()
					+ figures.waiting());
	}

	private Performance figures() {
		return Objects.requireNonNull(this.application.getBean(AutotaskPerformance.class).dashboard().performance());
	}

	private static long upstream(Performance figures, String entity) {
		return operations(figures, entity).values().stream().mapToLong((one) -> one.upstream().count()).sum();
	}

	private static long upstream(Performance figures, String entity, String operation) {
		PerformanceDashboard.Endpoint endpoint = operations(figures, entity).get(operation);
		return (endpoint != null) ? endpoint.upstream().count() : 0;
	}

	private static long errors(Performance figures, String entity) {
		return operations(figures, entity).values().stream().mapToLong((one) -> one.upstream().errors()).sum();
	}

	private static long failed(EndpointCounts counts) {
		return counts.rejected429() + counts.errors5xx();
	}

	private static Map<String, PerformanceDashboard.Endpoint> operations(Performance figures, String entity) {
		return figures.endpoints().getOrDefault(entity, Map.of());
	}

}
