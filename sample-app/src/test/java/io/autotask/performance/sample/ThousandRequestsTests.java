package io.autotask.performance.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.PerformanceDashboard;
import io.autotask.performance.sample.simulator.Simulator;
import io.autotask.performance.sample.simulator.SimulatorCounts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thousand requests of an application that knows nothing of the starter, through its
 * own {@code WebClient}: the same rows again and again, the same queries written in other
 * ways, and a write now and then. The simulator counts what arrives.
 */
class ThousandRequestsTests {

	private static final int REQUESTS = 1_000;

	private static final int ROWS = 20;

	private static final List<String> ENTITIES = List.of("Tickets", "Companies", "Contacts");

	private final Random random = new Random(20261124);

	/**
	 * What was last written, by row, from the moment on at which Autotask accepted it.
	 */
	private final Map<String, Integer> written = new ConcurrentHashMap<>();

	private final AtomicInteger lastWritten = new AtomicInteger();

	private final List<String> stale = Collections.synchronizedList(new ArrayList<>());

	private @Nullable ConfigurableApplicationContext application;

	@AfterEach
	void stop() {
		Objects.requireNonNull(this.application).close();
	}

	@Test
	void fewAreSentNoneIsStaleNeverMoreThanThreeAtOnceAndTheDashboardSaysWhatTheSimulatorCounted() {
		WebClient autotask = start("--sample.simulator.latency=5ms");
		Simulator simulator = bean(Simulator.class);
		simulator.ledger().reset();
		PerformanceDashboard before = bean(AutotaskPerformance.class).dashboard();

		long answered = requests(autotask, 32).count().blockOptional().orElseThrow();

		SimulatorCounts counts = simulator.ledger().counts();
		PerformanceDashboard dashboard = bean(AutotaskPerformance.class).dashboard();
		assertThat(answered).isEqualTo(REQUESTS);
		assertThat(this.stale).isEmpty();
		assertThat(counts.requests()).isLessThan(REQUESTS / 2);
		assertThat(counts.endpoints().keySet()).containsAll(ENTITIES);
		assertThat(counts.endpoints())
			.allSatisfy((entity, endpoint) -> assertThat(endpoint.maxInFlight()).as(entity).isBetween(1, 3));
		assertThat(requests(dashboard) - requests(before)).isEqualTo(REQUESTS);
		assertThat(sent(dashboard) - sent(before)).isEqualTo(counts.requests());
		assertThat(Objects.requireNonNull(dashboard.performance()).metrics().failedRequests()).isZero();
		assertThat(Objects.requireNonNull(dashboard.performance()).waiting()).isZero();
	}

	@Test
	void switchedOffEveryRequestIsSentAndNothingIsAdded() {
		WebClient autotask = start("--sample.simulator.latency=0ms", "--autotask.performance.enabled=false");
		Simulator simulator = bean(Simulator.class);
		simulator.ledger().reset();

		List<Integer> statuses = requests(autotask, 3).collectList().blockOptional().orElseThrow();

		assertThat(statuses).hasSize(REQUESTS).containsOnly(200);
		assertThat(simulator.ledger().counts().requests()).isEqualTo(REQUESTS);
		assertThat(this.stale).isEmpty();
		assertThat(autotask.get()
			.uri("/V1.0/Companies/1")
			.retrieve()
			.toBodilessEntity()
			.blockOptional()
			.orElseThrow()
			.getHeaders()
			.containsHeader("Cache-Status")).isFalse();
	}

	@Test
	void switchedOffTheThreadLimitReachesTheCallerAsWithoutTheStarter() {
		WebClient autotask = start("--sample.simulator.latency=100ms", "--autotask.performance.enabled=false");
		List<Integer> statuses = Flux.range(0, 12)
			.flatMap((i) -> status(autotask.get().uri("/V1.0/Companies/{id}", i)), 12)
			.collectList()
			.blockOptional()
			.orElseThrow();
		assertThat(statuses).contains(200, 429);
	}

	private Flux<Integer> requests(WebClient autotask, int atOnce) {
		return Flux.range(0, REQUESTS).flatMap((i) -> request(autotask, i), atOnce);
	}

	private Mono<Integer> request(WebClient autotask, int i) {
		String entity = ENTITIES.get(this.random.nextInt(ENTITIES.size()));
		int id = 1 + this.random.nextInt(ROWS);
		if (i % (REQUESTS / ROWS) == 0) {
			// Each row is written once, so that nobody has to ask which write was first.
			return write(autotask, 1 + i * ROWS / REQUESTS);
		}
		if (i % 3 == 0) {
			return status(query(autotask, entity, id));
		}
		return read(autotask, entity, id);
	}

	private Mono<Integer> read(WebClient autotask, String entity, int id) {
		return Mono.defer(() -> {
			int atLeast = this.written.getOrDefault(entity + id, 0);
			return autotask.get().uri("/V1.0/{entity}/{id}", entity, id).exchangeToMono((response) -> {
				int status = response.statusCode().value();
				return response.bodyToMono(JsonNode.class).doOnNext((body) -> {
					if (number(body) < atLeast) {
						this.stale.add(entity + id + " was " + number(body) + " after " + atLeast + " was written");
					}
				}).thenReturn(status);
			});
		});
	}

	private Mono<Integer> write(WebClient autotask, int id) {
		return Mono.defer(() -> {
			int number = this.lastWritten.incrementAndGet();
			return status(autotask.patch()
				.uri("/V1.0/Tickets")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue("{\"id\":" + id + ",\"description\":\"" + number + "\"}"))
				.doOnNext((status) -> this.written.put("Tickets" + id, number));
		});
	}

	/** The same query in four ways of writing it. */
	private WebClient.RequestHeadersSpec<?> query(WebClient autotask, String entity, int id) {
		String body = switch (this.random.nextInt(4)) {
			case 0 -> "{\"filter\":[{\"op\":\"lte\",\"field\":\"id\",\"value\":" + id + "}],\"maxRecords\":50}";
			case 1 -> "{\"MaxRecords\":50,\"Filter\":[{\"value\":" + id + ",\"field\":\"Id\",\"op\":\"lte\"}]}";
			case 2 ->
				"{ \"maxRecords\": 50, \"filter\": [ { \"field\": \"id\", \"op\": \"lte\", \"value\": " + id + " } ] }";
			default -> "{'filter':[{'op':'lte','field':'id','value':" + id + "}],'maxRecords':50}";
		};
		if (body.startsWith("{'")) {
			return autotask.get().uri("/V1.0/{entity}/query?search={search}", entity, body);
		}
		return autotask.post()
			.uri("/V1.0/{entity}/query", entity)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body);
	}

	private static Mono<Integer> status(WebClient.RequestHeadersSpec<?> request) {
		return request.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode().value()));
	}

	private static int number(JsonNode body) {
		String text = body.path("item").path("description").asString("");
		return text.matches("\\d+") ? Integer.parseInt(text) : 0;
	}

	private static long requests(PerformanceDashboard dashboard) {
		return Objects.requireNonNull(dashboard.performance()).metrics().totalRequests();
	}

	private static long sent(PerformanceDashboard dashboard) {
		return Objects.requireNonNull(dashboard.performance()).upstream().requests();
	}

	private WebClient start(String... properties) {
		List<String> arguments = new ArrayList<>(List.of(properties));
		arguments.addAll(List.of("--server.port=0", "--sample.simulator.port=0"));
		this.application = SpringApplication.run(SampleApplication.class, arguments.toArray(String[]::new));
		return bean(WebClient.class);
	}

	private <T> T bean(Class<T> type) {
		return Objects.requireNonNull(this.application).getBean(type);
	}

}
