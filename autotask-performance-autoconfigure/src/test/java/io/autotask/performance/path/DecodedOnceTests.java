package io.autotask.performance.path;

import java.util.List;
import java.util.Map;

import io.autotask.performance.cache.CacheSettings;
import io.autotask.performance.stub.Caching;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A hit is decoded once for each type that nobody can change, and anew for any other: one
 * caller never changes what another one gets.
 */
class DecodedOnceTests {

	private static final String BODY = "{\"item\":{\"id\":5,\"title\":\"Printer\",\"tags\":[\"a\"]}}";

	private final StubAutotask autotask = StubAutotask.start();

	private Path path = Path.of(this.autotask);

	private WebClient client = this.path.client();

	@BeforeEach
	void fill() {
		this.autotask.answering(Reply.json(200, BODY));
		read(this.client, String.class);
	}

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void aRecordThatNobodyCanChangeIsDecodedOnce() {
		Copying first = read(this.client, Copying.class);
		assertThat(first.item().tags()).containsExactly("a");
		assertThat(read(this.client, Copying.class)).isSameAs(first);
		assertThat(this.client.get()
			.uri("/Tickets/5")
			.retrieve()
			.bodyToMono(ParameterizedTypeReference.<Copying>forType(Copying.class))
			.block()).isSameAs(first);
		assertThat(this.autotask.arrivals()).hasSize(1);
	}

	@Test
	void whatCanBeChangedIsDecodedAnewForEach() {
		Holding first = read(this.client, Holding.class);
		first.item().tags().add("mine");
		assertThat(read(this.client, Holding.class).item().tags()).containsExactly("a");
		((ObjectNode) read(this.client, JsonNode.class)).removeAll();
		assertThat(read(this.client, JsonNode.class).path("item").path("id").asInt()).isEqualTo(5);
		read(this.client, Map.class).clear();
		assertThat((Map<?, ?>) read(this.client, Map.class)).isNotEmpty();
		byte[] bytes = read(this.client, byte[].class);
		bytes[0] = 'X';
		assertThat(read(this.client, String.class)).isEqualTo(BODY);
	}

	@Test
	void clientsWithOtherCodecsDecodeForThemselves() {
		Copying ours = read(this.client, Copying.class);
		assertThat(read(this.client, Copying.class)).isSameAs(ours);
		assertThat(read(this.path.client(), Copying.class)).isEqualTo(ours).isNotSameAs(ours);
	}

	@Test
	void anAnswerThatAFilterChangesIsDecodedAsItWasChanged() {
		read(this.client, Copying.class);
		WebClient changing = this.client.mutate()
			.filter((request, next) -> next.exchange(request)
				.map((response) -> response.mutate()
					.body((body) -> ClientResponse.create(response.statusCode())
						.body(BODY.replace("Printer", "Scanner"))
						.build()
						.bodyToFlux(org.springframework.core.io.buffer.DataBuffer.class))
					.build()))
			.build();
		assertThat(read(changing, Copying.class).item().title()).isEqualTo("Scanner");
		assertThat(read(this.client, Copying.class).item().title()).isEqualTo("Printer");
	}

	@Test
	void aDecodedObjectCountsAgainstTheBound() {
		CacheSettings exact = Caching.usual().bounds(1_000_000, 1 << 20).settings();
		this.path = Path.to(this.autotask).cache((usual) -> exact).build();
		this.client = this.path.client();
		read(this.client, String.class);
		long before = this.path.cache.snapshot().weight();
		read(this.client, Copying.class);
		assertThat(this.path.cache.snapshot().weight()).isEqualTo(before + BODY.length());
		read(this.client, Copying.class);
		assertThat(this.path.cache.snapshot().weight()).isEqualTo(before + BODY.length());
	}

	@Test
	void compressedInMemoryAnAnswerHasTheSameBytes() {
		CacheSettings compressing = Caching.usual().compressAbove(100).settings();
		this.path = Path.to(this.autotask).cache((usual) -> compressing).build();
		this.client = this.path.client();
		String large = "{\"item\":{\"id\":5,\"title\":\"" + "x".repeat(10_000) + "\",\"tags\":[]}}";
		this.autotask.answering(Reply.json(200, large));
		assertThat(read(this.client, String.class)).isEqualTo(large);
		assertThat(read(this.client, String.class)).isEqualTo(large);
		assertThat(read(this.client, Copying.class).item().title()).hasSize(10_000);
		assertThat(this.path.cache.snapshot().weight()).isLessThan(25_000);
		assertThat(this.path.cache.snapshot().hits()).isEqualTo(2);
	}

	private static <T> T read(WebClient client, Class<T> type) {
		return client.get().uri("/Tickets/5").retrieve().bodyToMono(type).block();
	}

	record Copying(Ticket item) {

		record Ticket(long id, String title, List<String> tags) {

			Ticket {
				tags = List.copyOf(tags);
			}

		}

	}

	record Holding(Ticket item) {

		record Ticket(long id, String title, List<String> tags) {

		}

	}

}
