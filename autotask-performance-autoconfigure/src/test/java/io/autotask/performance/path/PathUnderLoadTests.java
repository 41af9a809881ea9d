package io.autotask.performance.path;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.autotask.performance.PerformanceDashboard;
import io.autotask.performance.call.AutotaskAttributes;
import io.autotask.performance.optimizer.dispatch.DispatchSettings;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Arrival;
import io.autotask.performance.stub.StubAutotask.Reply;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mixed traffic of all kinds at once. BlockHound fails any call that blocks an event
 * loop, Netty reports any buffer that is not given back.
 */
@ExtendWith(OutputCaptureExtension.class)
class PathUnderLoadTests {

	private static final int CALLS = 2_000;

	private final StubAutotask autotask = StubAutotask.start();

	private final Random answers = new Random(81);

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void blockHoundWouldNoticeABlockedEventLoop() {
		Mono<Integer> blocking = Mono.delay(Duration.ofMillis(1)).map((tick) -> {
			try {
				Thread.sleep(1);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return 1;
		});
		assertThat(blocking.onErrorReturn(BlockingOperationError.class, 2).block()).isEqualTo(2);
	}

	@Test
	void theDashboardsFiguresEqualTheServersOwnCountsAndBalanceAtEveryMoment() {
		Path path = Path.to(this.autotask).maxBufferedBody(50_000).build();
		this.autotask.answering(this::mixed);
		AtomicReference<PerformanceDashboard> unbalanced = new AtomicReference<>();
		AtomicInteger looks = new AtomicInteger();
		AtomicBoolean running = new AtomicBoolean(true);
		Thread looker = new Thread(() -> {
			while (running.get()) {
				PerformanceDashboard dashboard = path.performance.dashboard();
				looks.incrementAndGet();
				if (!balances(dashboard)) {
					unbalanced.set(dashboard);
				}
			}
		});
		looker.start();
		long answered = calls(path.client()).count().block();
		running.set(false);
		PerformanceDashboard end = path.performance.dashboard();
		assertThat(unbalanced).as("after %s looks", looks).hasNullValue();
		assertThat(answered).isEqualTo(CALLS);
		assertThat(end.performance().metrics().totalRequests()).isEqualTo(CALLS);
		assertThat(end.performance().waiting()).isZero();
		assertThat(end.performance().upstream().requests()).isEqualTo(this.autotask.arrivals().size());
		// A query that stood for several reads may fail for another reason, too.
		assertThat(end.performance().upstream().rejections()).isPositive();
		assertThat(end.performance().upstream().retries())
			.isGreaterThanOrEqualTo(end.performance().upstream().rejections());
		assertThat(end.optimization().metrics().savedByBatching()).isPositive();
		assertThat(end.optimization().metrics().requestsSaved()).isPositive();
		assertThat(this.autotask.mostInFlight().values()).allMatch((most) -> most <= 3);
		assertThat(path.failures.count()).isZero();
	}

	@Test
	void noBufferNoSlotAndNoFlightIsLostWhenCallersGoAwayAtAnyMoment(CapturedOutput output) {
		Path path = Path.to(this.autotask)
			.maxBufferedBody(50_000)
			.dispatch(new DispatchSettings(3, 10, 10_000, Duration.ofSeconds(30)))
			.build();
		this.autotask.answering(this::mixed);
		Random patience = new Random(82);
		WebClient client = path.client();
		Flux.range(0, CALLS).flatMap((i) -> {
			// Who cancels at the very end may take a connection along that the next call
			// was
			// just given, as with a plain client.
			Mono<String> call = call(client, i).onErrorReturn(WebClientRequestException.class, "cut off");
			return (patience.nextInt(3) == 0)
					? call.timeout(Duration.ofMillis(patience.nextInt(30))).onErrorReturn("gone") : call;
		}, 64).blockLast();
		this.autotask.answeringAsUsual();
		for (int id = 0; id < 12; id++) {
			assertThat(client.get().uri("/Tickets/{id}", 1_000 + id).retrieve().bodyToMono(String.class).block())
				.isNotNull();
		}
		assertThat(path.performance.dashboard().performance().waiting()).isZero();
		assertThat(path.dispatch.snapshot().values())
			.allSatisfy((queue) -> assertThat(queue.inFlight() + queue.waiting()).isZero());
		assertThat(path.failures.count()).isZero();
		reportLeaks();
		assertThat(output).doesNotContain("LEAK:");
	}

	/** Netty reports what was collected without being released when it next allocates. */
	private static void reportLeaks() {
		for (int i = 0; i < 3; i++) {
			System.gc();
			for (int j = 0; j < 200; j++) {
				PooledByteBufAllocator.DEFAULT.directBuffer(64).release();
			}
		}
	}

	private static boolean balances(PerformanceDashboard dashboard) {
		PerformanceDashboard.Performance performance = dashboard.performance();
		PerformanceDashboard.NotSent notSent = performance.notSent();
		return performance.metrics().totalRequests() + performance.upstream().retries()
				+ performance.upstream().background() == performance.upstream().requests()
						+ dashboard.optimization().metrics().requestsSaved() + notSent.refused() + notSent.cancelled()
						+ notSent.circuitOpen() + notSent.failed() + performance.waiting();
	}

	private Flux<String> calls(WebClient client) {
		return Flux.range(0, CALLS).flatMap((i) -> call(client, i), 64);
	}

	private Mono<String> call(WebClient client, int i) {
		String entity = List.of("Tickets", "Companies", "Contacts").get(i % 3);
		WebClient.RequestHeadersSpec<?> request = switch (i % 20) {
			case 0 -> client.patch()
				.uri("/" + entity)
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue("{\"id\":" + (i % 7) + "}");
			case 1, 2,
					3 ->
				client.post()
					.uri("/" + entity + "/query")
					.contentType(MediaType.APPLICATION_JSON)
					.bodyValue("{\"filter\":[{\"op\":\"eq\",\"field\":\"status\",\"value\":" + (i % 5) + "}]}");
			case 4 -> client.get().uri("/" + entity + "/77");
			case 5 -> client.get().uri("/" + entity + "/5").attribute(AutotaskAttributes.BYPASS, true);
			default -> client.get().uri("/" + entity + "/{id}", i % 11);
		};
		return request.exchangeToMono((response) -> response.bodyToMono(String.class).defaultIfEmpty(""));
	}

	private synchronized Mono<Reply> mixed(Arrival arrival) {
		int kind = this.answers.nextInt(20);
		Mono<Reply> reply;
		if (arrival.uri().endsWith("/77")) {
			reply = Mono.just(Reply.json(200, "{\"item\":{\"text\":\"" + "x".repeat(200_000) + "\"}}"));
		}
		else if (kind == 0 && arrival.header("X-Bypass") == null && !arrival.uri().endsWith("/5")) {
			reply = Mono.just(Reply.threadLimit());
		}
		else if (kind == 1) {
			reply = Mono.just(Reply.json(500, "{\"errors\":[\"no\"]}"));
		}
		else {
			reply = Mono.fromSupplier(() -> this.autotask.usual(arrival));
		}
		return reply.delayElement(Duration.ofMillis(this.answers.nextInt(5)));
	}

}
