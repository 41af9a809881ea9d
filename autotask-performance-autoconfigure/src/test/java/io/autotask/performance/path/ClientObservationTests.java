package io.autotask.performance.path;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;

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
	void traceHeadersDoNotKeepCallsFromSharing() {
		for (int i = 0; i < 3; i++) {
			String trace = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b" + i + "-01";
			this.client.mutate()
				.filter((request, next) -> next
					.exchange(ClientRequest.from(request).header("traceparent", trace).build()))
				.build()
				.get()
				.uri("/Tickets/5")
				.retrieve()
				.bodyToMono(String.class)
				.block();
		}
		assertThat(this.autotask.arrivals()).hasSize(1);
	}

}
