package io.autotask.performance.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However an application adds the filter that sets the identity, ours lies behind it.
 */
class InnermostBuilderTests {

	private static final Map<String, BiFunction<WebClient.Builder, ExchangeFilterFunction, WebClient>> STYLES = styles();

	private final StubAutotask autotask = StubAutotask.start();

	private final Path path = Path.of(this.autotask);

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void noTenantGetsTheAnswerOfAnotherHoweverTheirIdentityIsSet() {
		Random random = new Random(71);
		List<WebClient> clients = new ArrayList<>();
		List<String> tenants = new ArrayList<>();
		STYLES.values().forEach((style) -> {
			for (String tenant : List.of("one", "two")) {
				clients.add(style.apply(this.path.builder(), setting(tenant)));
				tenants.add(tenant);
			}
		});
		Map<String, Integer> wrong = new ConcurrentHashMap<>();
		Flux.range(0, 400)
			.map((i) -> random.nextInt(clients.size()))
			.flatMap((i) -> clients.get(i)
				.get()
				.uri("/Tickets/{id}", random.nextInt(3))
				.retrieve()
				.bodyToMono(String.class)
				.doOnNext((body) -> {
					if (!body.contains("\"seenBy\":\"" + tenants.get(i) + "\"")) {
						wrong.merge(tenants.get(i), 1, Integer::sum);
					}
				}), 16)
			.blockLast();
		assertThat(wrong).isEmpty();
		assertThat(this.autotask.arrivals()).as("calls that were sent at all").hasSizeLessThan(50);
	}

	@Test
	void theFilterRunsOnceHoweverOftenABuilderIsWrapped() {
		WebClient.Builder twice = new InnermostBuilder(new InnermostBuilder(this.path.builder(), this.path.filter),
				this.path.filter);
		twice.build().get().uri("/Tickets/5").retrieve().bodyToMono(String.class).block();
		assertThat(this.path.monitor.snapshot().ledger().total()).isEqualTo(1);
	}

	@Test
	void theApplicationsListOfFiltersDoesNotShowOurs() {
		WebClient client = this.path.client();
		List<ExchangeFilterFunction> seen = new ArrayList<>();
		client.mutate().filters(seen::addAll);
		assertThat(seen).isEmpty();
	}

	@Test
	void aClientThatWasMadeByHandIsInstrumented() {
		WebClient byHand = WebClient.builder()
			.baseUrl(this.autotask.baseUrl() + "/V1.0")
			.defaultHeader("UserName", "u")
			.defaultHeader("Secret", "s")
			.defaultHeader("ApiIntegrationCode", "c")
			.filter(setting("one"))
			.build();
		WebClient instrumented = this.path.performance.instrument(byHand);
		for (int i = 0; i < 3; i++) {
			instrumented.get().uri("/Tickets/5").retrieve().bodyToMono(String.class).block();
		}
		assertThat(this.autotask.arrivals()).hasSize(1);
		byHand.get().uri("/Tickets/5").retrieve().bodyToMono(String.class).block();
		assertThat(this.autotask.arrivals()).hasSize(2);
	}

	@Test
	void clientsOfDifferentConnectorsNeverShare() {
		WebClient one = this.path.builder().clientConnector(new ReactorClientHttpConnector()).build();
		WebClient other = this.path.builder().clientConnector(new ReactorClientHttpConnector()).build();
		for (WebClient client : List.of(one, other, one, other)) {
			client.get().uri("/Tickets/5").retrieve().bodyToMono(String.class).block();
		}
		assertThat(this.autotask.arrivals()).hasSize(2);
	}

	@Test
	void clientsOfTheSameConnectorShare() {
		ReactorClientHttpConnector connector = new ReactorClientHttpConnector();
		for (int i = 0; i < 3; i++) {
			this.path.builder()
				.clientConnector(connector)
				.build()
				.get()
				.uri("/Tickets/5")
				.retrieve()
				.bodyToMono(String.class)
				.block();
		}
		assertThat(this.autotask.arrivals()).hasSize(1);
	}

	@Test
	void readsTheFieldsOfTheBuilderThatItNeeds() {
		ReactorClientHttpConnector connector = new ReactorClientHttpConnector();
		assertThat(ClientTransport.of(WebClient.builder().clientConnector(connector)))
			.isEqualTo(ClientTransport.of(WebClient.builder().clientConnector(connector)))
			.isNotEqualTo(ClientTransport.of(WebClient.builder()));
		assertThat(ClientTransport.of(WebClient.builder())).isEqualTo(ClientTransport.of(WebClient.builder()));
	}

	private static ExchangeFilterFunction setting(String tenant) {
		return (request, next) -> next.exchange(ClientRequest.from(request).header("Tenant", tenant).build());
	}

	private static Map<String, BiFunction<WebClient.Builder, ExchangeFilterFunction, WebClient>> styles() {
		Map<String, BiFunction<WebClient.Builder, ExchangeFilterFunction, WebClient>> styles = new TreeMap<>();
		styles.put("filter", (builder, filter) -> builder.filter(filter).build());
		styles.put("clone", (builder, filter) -> builder.clone().filter(filter).build());
		styles.put("apply", (builder, filter) -> builder.apply((one) -> one.filter(filter)).build());
		styles.put("first in the list",
				(builder, filter) -> builder.filters((filters) -> filters.add(0, filter)).build());
		styles.put("mutate", (builder, filter) -> builder.build().mutate().filter(filter).build());
		styles.put("mutate and clear",
				(builder, filter) -> builder.build()
					.mutate()
					.filters(List::clear)
					.filters((filters) -> filters.add(filter))
					.build());
		styles.put("mutate twice",
				(builder, filter) -> builder.build().mutate().clone().build().mutate().filter(filter).build());
		return styles;
	}

}
