package io.autotask.performance.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.call.AutotaskTimeoutException;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Arrival;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What each property of the optimisation changes of what an application's WebClient
 * sends, as the server sees it.
 */
class OptimizationAtWorkTests {

	private static final String PREFIX = "autotask.performance.optimization.";

	private final StubAutotask autotask = StubAutotask.start();

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "false, false" })
	void batchingEnabled(boolean enabled, boolean together) {
		slow(20);
		run((client) -> {
			get(client, LongStream.rangeClosed(1, 30));
			assertThat(queries().findAny().isPresent()).isEqualTo(together);
			assertThat(this.autotask.arrivals().size() < 30).isEqualTo(together);
		}, "batching.enabled=" + enabled);
	}

	@Test
	void batchingMaxSize() {
		slow(20);
		run((client) -> {
			get(client, LongStream.rangeClosed(1, 30));
			assertThat(queries()).isNotEmpty().allSatisfy((query) -> assertThat(ids(query)).isLessThanOrEqualTo(4));
		}, "batching.max-size=4");
	}

	@ParameterizedTest
	@CsvSource({ "0s, 2", "500ms, 1" })
	void batchingMaxWait(String wait, int requests) {
		slow(20);
		run((client) -> {
			get(client, LongStream.rangeClosed(1, 30));
			int before = this.autotask.arrivals().size();
			get(client, LongStream.of(101, 102));
			assertThat(this.autotask.arrivals()).hasSize(before + requests);
		}, "batching.max-wait=" + wait);
	}

	@ParameterizedTest
	@CsvSource({ "true, 1", "false, 3" })
	void deduplicationEnabled(boolean enabled, int requests) {
		slow(50);
		run((client) -> {
			get(client, LongStream.of(5, 5, 5));
			assertThat(this.autotask.arrivals()).hasSize(requests);
		}, "deduplication.enabled=" + enabled, "batching.enabled=false");
	}

	@ParameterizedTest
	@CsvSource({ "false, 1KB, ", "true, 1KB, gzip", "true, 1MB, " })
	void compressionOfRequestBodies(boolean enabled, String threshold, String encoding) {
		run((client) -> {
			client.post()
				.uri("/Tickets")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue("{\"title\":\"" + "a".repeat(5_000) + "\"}")
				.retrieve()
				.toBodilessEntity()
				.block();
			assertThat(this.autotask.arrivals().get(0).header("Content-Encoding")).isEqualTo(encoding);
		}, "compression.request-bodies=" + enabled, "compression.threshold=" + threshold);
	}

	@Test
	void concurrencyMaxPerEndpoint() {
		slow(20);
		run((client) -> {
			get(client, LongStream.rangeClosed(1, 12));
			assertThat(this.autotask.mostInFlight().get("Tickets")).isEqualTo(2);
		}, "concurrency.max-per-endpoint=2", "batching.enabled=false");
	}

	@Test
	void concurrencyMaxTotal() {
		AtomicInteger inFlight = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		this.autotask.answering((arrival) -> {
			most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
			return Mono.fromSupplier(() -> this.autotask.usual(arrival))
				.delaySubscription(Duration.ofMillis(20))
				.doOnNext((reply) -> inFlight.decrementAndGet());
		});
		run((client) -> {
			Flux.just("Tickets", "Companies", "Contacts", "Projects")
				.flatMap((entity) -> client.get().uri("/{entity}/5", entity).retrieve().bodyToMono(String.class))
				.blockLast();
			assertThat(most).hasValue(2);
		}, "concurrency.max-total=2");
	}

	@ParameterizedTest
	@CsvSource({ "retry.max-attempts=4, 4", "retry.max-attempts=1, 1", "retry.enabled=false, 1",
			"retry.max-retry-after=10ms, 3" })
	void retry(String property, int requests) {
		boolean later = property.contains("retry-after");
		this.autotask.answering(later ? Reply.empty(503).with("Retry-After", "30") : Reply.empty(503));
		run((client) -> {
			client.get().uri("/Tickets/5").retrieve().toBodilessEntity().onErrorComplete().block();
			assertThat(this.autotask.arrivals()).hasSize(requests);
		}, property, "retry.backoff=1ms", "retry.max-backoff=2ms", "circuit-breaker.enabled=false");
	}

	@Test
	void retryBudget() {
		this.autotask.answering(Reply.empty(503));
		run((client) -> {
			for (int id = 0; id < 50; id++) {
				client.get().uri("/Tickets/{id}", id).retrieve().toBodilessEntity().onErrorComplete().block();
			}
			assertThat(this.autotask.arrivals().size()).isBetween(50, 75);
		}, "retry.budget=0", "retry.backoff=1ms", "retry.max-backoff=2ms", "circuit-breaker.enabled=false");
	}

	@Test
	void attemptTimeout() {
		this.autotask.answering((arrival) -> Mono.never());
		run((client) -> assertThatExceptionOfType(AutotaskTimeoutException.class)
			.isThrownBy(() -> get(client, LongStream.of(5))), "attempt-timeout=50ms", "retry.enabled=false");
	}

	@ParameterizedTest
	@CsvSource({ "failure-rate=50, true", "enabled=false, false", "failure-rate=100, false" })
	void circuitBreaker(String property, boolean opens) {
		AtomicInteger asked = new AtomicInteger();
		this.autotask.answering((arrival) -> Mono
			.just((asked.incrementAndGet() % 10 == 0) ? this.autotask.usual(arrival) : Reply.empty(503)));
		run((client) -> assertThat(refusals(client)).isEqualTo(opens), "circuit-breaker." + property,
				"circuit-breaker.window=10", "retry.enabled=false");
	}

	@ParameterizedTest
	@CsvSource({ "4, true", "50, false" })
	void circuitBreakerWindow(int window, boolean opens) {
		AtomicInteger asked = new AtomicInteger();
		this.autotask.answering((arrival) -> Mono
			.just((asked.incrementAndGet() > 4) ? this.autotask.usual(arrival) : Reply.empty(503)));
		run((client) -> assertThat(refusals(client)).isEqualTo(opens), "circuit-breaker.window=" + window,
				"retry.enabled=false");
	}

	@Test
	void circuitBreakerOpen() {
		this.autotask.answering(Reply.empty(503));
		run((client) -> {
			assertThat(refusals(client)).isTrue();
			assertThatExceptionOfType(AutotaskRequestRefusedException.class)
				.isThrownBy(() -> get(client, LongStream.of(99)))
				.satisfies((refused) -> assertThat(refused.retryAfter()).isBetween(Duration.ofMinutes(30),
						Duration.ofHours(1)));
		}, "circuit-breaker.open=1h", "circuit-breaker.window=10", "retry.enabled=false");
	}

	@ParameterizedTest
	@CsvSource({ "5ms, true", "10s, false" })
	void circuitBreakerSlowCall(String slow, boolean opens) {
		slow(20);
		run((client) -> assertThat(refusals(client)).isEqualTo(opens), "circuit-breaker.slow-call=" + slow,
				"circuit-breaker.window=10");
	}

	/** Whether reads are refused after some that went badly. */
	private static boolean refusals(WebClient client) {
		for (int id = 1; id <= 25; id++) {
			try {
				client.get().uri("/Tickets/{id}", id).retrieve().toBodilessEntity().block();
			}
			catch (AutotaskRequestRefusedException ex) {
				assertThat(ex.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
				return true;
			}
			catch (org.springframework.web.reactive.function.client.WebClientResponseException ex) {
				assertThat(ex.getStatusCode().value()).isEqualTo(503);
			}
		}
		return false;
	}

	private void run(Consumer<WebClient> test, String... properties) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(HttpClientAutoConfiguration.class,
					ReactiveHttpClientAutoConfiguration.class, CodecsAutoConfiguration.class,
					WebClientAutoConfiguration.class, AutotaskPerformanceAutoConfiguration.class))
			.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s",
					"autotask.performance.api.base-url=" + this.autotask.baseUrl(), PREFIX + "budget.sync-interval=0s")
			.withPropertyValues(Arrays.stream(properties).map(PREFIX::concat).toArray(String[]::new))
			.run((context) -> test.accept(context.getBean(WebClient.Builder.class)
				.baseUrl(this.autotask.baseUrl() + "/V1.0")
				.defaultHeader("UserName", "user")
				.defaultHeader("Secret", "secret")
				.defaultHeader("ApiIntegrationCode", "CODE")
				.build()));
	}

	private static void get(WebClient client, LongStream ids) {
		Flux.fromStream(ids.boxed())
			.flatMap((id) -> client.get().uri("/Tickets/{id}", id).retrieve().bodyToMono(String.class))
			.blockLast();
	}

	private void slow(int millis) {
		this.autotask.answering((arrival) -> Mono.fromSupplier(() -> this.autotask.usual(arrival))
			.delaySubscription(Duration.ofMillis(millis)));
	}

	private Stream<String> queries() {
		return List.copyOf(this.autotask.arrivals())
			.stream()
			.filter((arrival) -> arrival.path().endsWith("/query"))
			.map(Arrival::text);
	}

	private static int ids(String query) {
		String values = query.replaceFirst(".*\"value\":\\[", "").replaceFirst("].*", "");
		return values.split(",").length;
	}

}
