package io.autotask.performance.path;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.autotask.performance.call.AutotaskTimeoutException;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Arrival;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a caller sees, and the server, when things go wrong on the way. */
class FaultsTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final Path path = Path.of(this.autotask);

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@ParameterizedTest
	@MethodSource("faults")
	void aReadSurvives(Reply fault) {
		first(fault);
		assertThat(get(this.path, 5)).contains("\"id\":5");
		assertThat(this.autotask.arrivals()).hasSize(2);
		assertThat(this.path.performance.dashboard().performance().upstream().retries()).isEqualTo(1);
	}

	static List<Reply> faults() {
		return List.of(Reply.empty(503), Reply.json(502, "<html>"), Reply.threadLimit(), Reply.reset(),
				Reply.empty(429).with("Retry-After", "0"), Reply.brokenOff("{\"item\":{\"id\":"));
	}

	@ParameterizedTest
	@MethodSource("faultsThatMayHaveRun")
	void aWriteIsSentOnce(Reply fault) {
		this.autotask.answering(fault);
		create(this.path).materialize().block();
		assertThat(this.autotask.arrivals()).hasSize(1);
	}

	static List<Reply> faultsThatMayHaveRun() {
		return List.of(Reply.empty(503), Reply.json(502, "<html>"), Reply.json(500, "<html>"), Reply.reset(),
				Reply.brokenOff("{\"itemId\":"));
	}

	@Test
	void aWriteThatIsTurnedAwayIsSentAgainBecauseItDidNotRun() {
		first(Reply.threadLimit());
		assertThat(create(this.path).block()).contains("itemId");
		assertThat(this.autotask.arrivals()).hasSize(2);
	}

	@Test
	void anAnswerThatNeverComesIsNotWaitedForForEver() {
		Path impatient = Path.to(this.autotask).attemptTimeout(Duration.ofMillis(50)).withoutRetry().build();
		this.autotask.answering((arrival) -> Mono.never());
		assertThatExceptionOfType(AutotaskTimeoutException.class).isThrownBy(() -> get(impatient, 5));
		assertThat(impatient.dispatch.snapshot().get("Tickets").inFlight()).isZero();
	}

	/**
	 * Reads that leave as one query, over HTTP: one POST by the same caller to the same
	 * place, and each caller gets its row.
	 */
	@Test
	void readsThatWaitLeaveAsOneQuery() {
		this.autotask.answeringAfter(Duration.ofMillis(30));
		List<String> rows = Flux.range(1, 200)
			.flatMapSequential(
					(id) -> this.path.client().get().uri("/Tickets/{id}", id).retrieve().bodyToMono(String.class), 200)
			.collectList()
			.block();
		assertThat(IntStream.range(0, 200).mapToObj((i) -> "\"id\":" + (i + 1) + ",")).allMatch(
				(id) -> rows.stream().filter((row) -> row.contains(id) && row.startsWith("{\"item\":{")).count() == 1);
		List<Arrival> queries = this.autotask.arrivals("POST");
		assertThat(queries).isNotEmpty().allSatisfy((query) -> {
			assertThat(query.path()).isEqualTo("/ATServicesRest/V1.0/Tickets/query");
			assertThat(query.header("UserName")).isEqualTo("user@example.test");
			assertThat(query.header("Content-Type")).isEqualTo("application/json");
		});
		assertThat(this.autotask.arrivals().size()).isLessThan(100);
		assertThat(this.path.performance.dashboard().optimization().metrics()).satisfies((metrics) -> {
			assertThat(metrics.savedByBatching()).isEqualTo(200 - this.autotask.arrivals().size());
			assertThat(metrics.batchedRequests()).isGreaterThan(100);
			assertThat(metrics.averageBatchSize()).isGreaterThan(2);
		});
	}

	@Test
	void anAnswerSaysThatItWasOneOfSeveralAndIsKept() {
		readsThatWaitLeaveAsOneQuery();
		AtomicInteger batched = new AtomicInteger();
		Path fresh = Path.of(this.autotask);
		Flux.range(1, 50)
			.flatMap((id) -> fresh.client().get().uri("/Tickets/{id}", id).retrieve().toBodilessEntity(), 50)
			.doOnNext((response) -> batched.addAndGet("autotask-performance; fwd=miss; collapsed; detail=batched"
				.equals(response.getHeaders().getFirst("Cache-Status")) ? 1 : 0))
			.blockLast();
		assertThat(batched).hasPositiveValue();
		int before = this.autotask.arrivals().size();
		Flux.range(1, 50).flatMap((id) -> Mono.fromSupplier(() -> id)).doOnNext((id) -> get(fresh, id)).blockLast();
		assertThat(this.autotask.arrivals()).hasSize(before);
	}

	private void first(Reply fault) {
		Deque<Reply> faults = new ArrayDeque<>(List.of(fault));
		this.autotask.answering((arrival) -> {
			Reply next = faults.poll();
			return Mono.just((next != null) ? next : this.autotask.usual(arrival));
		});
	}

	private static String get(Path path, int id) {
		return path.client().get().uri("/Tickets/{id}", id).retrieve().bodyToMono(String.class).block();
	}

	private static Mono<String> create(Path path) {
		WebClient client = path.client();
		return client.post()
			.uri("/Tickets")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"title\":\"once\"}")
			.retrieve()
			.bodyToMono(String.class);
	}

}
