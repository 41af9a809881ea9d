package io.autotask.performance.path;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code http.client.requests} would record. */
class ClientObservationTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final List<ClientRequestObservationContext> stopped = new CopyOnWriteArrayList<>();

	private final WebClient client;

	ClientObservationTests() {
		this.registry.observationConfig().observationHandler(new ObservationHandler<ClientRequestObservationContext>() {

			@Override
			public void onStop(ClientRequestObservationContext context) {
				ClientObservationTests.this.stopped.add(context);
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return context instanceof ClientRequestObservationContext;
			}

		});
		this.client = Path.of(this.autotask).builder().observationRegistry(this.registry).build();
	}

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void anAnswerFromMemoryAndASharedOneAreRecordedAsTheAnswersTheyAre() {
		this.autotask.answeringAfter(java.time.Duration.ofMillis(50));
		Flux.range(0, 3)
			.flatMap((i) -> this.client.get().uri("/Tickets/5").retrieve().bodyToMono(String.class))
			.blockLast();
		this.client.get().uri("/Tickets/5").retrieve().bodyToMono(String.class).block();
		org.awaitility.Awaitility.await().until(() -> this.stopped.size() == 4);
		assertThat(this.autotask.arrivals()).hasSize(1);
		assertThat(this.stopped).allSatisfy((context) -> {
			var values = new DefaultClientRequestObservationConvention().getLowCardinalityKeyValues(context);
			assertThat(values.stream()
				.filter((value) -> value.getKey().equals("status") || value.getKey().equals("outcome"))
				.map((value) -> value.getValue())).containsExactlyInAnyOrder("200", "SUCCESS");
		});
	}

	@Test
	void callsThatOneRequestAnsweredNameEachOthersTraces() {
		this.autotask.answeringAfter(java.time.Duration.ofMillis(50));
		Flux.range(0, 3)
			.flatMap((i) -> traced(trace(i)).get().uri("/Tickets/5").retrieve().bodyToMono(String.class))
			.blockLast();
		org.awaitility.Awaitility.await().until(() -> this.stopped.size() == 3);
		assertThat(this.autotask.arrivals()).singleElement()
			.satisfies((arrival) -> assertThat(arrival.header("traceparent")).isEqualTo(trace(0)));
		List<String> links = this.stopped.stream()
			.flatMap((context) -> context.getHighCardinalityKeyValues().stream())
			.filter((value) -> value.getKey().startsWith("autotask."))
			.map((value) -> value.getKey() + "=" + value.getValue())
			.toList();
		assertThat(links).containsExactlyInAnyOrder("autotask.shared.callers=" + trace(1) + "," + trace(2),
				"autotask.shared.request=" + trace(0), "autotask.shared.request=" + trace(0));
	}

	@Test
	void readsThatLeftAsOneQueryNameEachOthersTraces() {
		this.autotask.answeringAfter(java.time.Duration.ofMillis(50));
		Flux.range(1, 100)
			.flatMap((i) -> traced(trace(i)).get().uri("/Tickets/{id}", i).retrieve().bodyToMono(String.class), 100)
			.blockLast();
		org.awaitility.Awaitility.await().until(() -> this.stopped.size() == 100);
		assertThat(this.autotask.arrivals("POST")).isNotEmpty();
		List<String> sent = this.autotask.arrivals().stream().map((arrival) -> arrival.header("traceparent")).toList();
		assertThat(links("autotask.shared.callers")).isNotEmpty();
		assertThat(links("autotask.shared.request")).isNotEmpty()
			.allSatisfy((trace) -> assertThat(sent).contains(trace));
	}

	@Test
	void aCallOfItsOwnNamesNoOther() {
		traced(trace(0)).get().uri("/Tickets/5").retrieve().bodyToMono(String.class).block();
		traced(trace(1)).get().uri("/Tickets/5").retrieve().bodyToMono(String.class).block();
		org.awaitility.Awaitility.await().until(() -> this.stopped.size() == 2);
		assertThat(this.stopped).allSatisfy((context) -> assertThat(context.getHighCardinalityKeyValues())
			.noneMatch((value) -> value.getKey().startsWith("autotask.")));
	}

	@Test
	void whoSharesAnAnswerKeepsItsOwnContextAndObservation() {
		this.autotask.answeringAfter(java.time.Duration.ofMillis(50));
		List<String> seen = Flux.range(0, 3)
			.flatMap((i) -> this.client.get()
				.uri("/Tickets/5")
				.retrieve()
				.bodyToMono(String.class)
				.flatMap((body) -> Mono.deferContextual((context) -> {
					Observation current = context.get(ObservationThreadLocalAccessor.KEY);
					return Mono.just(context.get("caller") + "/" + current.getContext().getName());
				}))
				.contextWrite((context) -> context.put("caller", i)
					.put(ObservationThreadLocalAccessor.KEY, Observation.start("request-" + i, this.registry))))
			.collectList()
			.block();
		assertThat(this.autotask.arrivals()).hasSize(1);
		assertThat(seen).containsExactlyInAnyOrder("0/request-0", "1/request-1", "2/request-2");
		org.awaitility.Awaitility.await().until(() -> this.stopped.size() == 3);
		assertThat(this.stopped).extracting((context) -> context.getParentObservation().getContextView().getName())
			.containsExactlyInAnyOrder("request-0", "request-1", "request-2");
	}

	@Test
	void traceHeadersDoNotKeepCallsFromSharing() {
		for (int i = 0; i < 3; i++) {
			traced(trace(i)).get().uri("/Tickets/5").retrieve().bodyToMono(String.class).block();
		}
		assertThat(this.autotask.arrivals()).hasSize(1);
	}

	private List<String> links(String name) {
		return this.stopped.stream()
			.flatMap((context) -> context.getHighCardinalityKeyValues().stream())
			.filter((value) -> value.getKey().equals(name))
			.map((value) -> value.getValue())
			.toList();
	}

	private static String trace(int span) {
		return "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b" + span + "-01";
	}

	private WebClient traced(String trace) {
		return this.client.mutate()
			.filter((request, next) -> next.exchange(ClientRequest.from(request).header("traceparent", trace).build()))
			.build();
	}

}
