package io.autotask.performance.client;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.autotask.performance.client.relation.Reference;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is in memory is made into rows once, where nobody can change them.
 */
class RememberedRowsTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final Path path = Path.of(this.autotask);

	private final AutotaskClient client = client(this.path.client());

	RememberedRowsTests() {
		this.autotask.answering((arrival) -> Mono.just(Reply.json(200,
				arrival.path().endsWith("/5") ? "{\"item\":{\"id\":5,\"title\":\"Printer\",\"companyID\":7}}"
						: "{\"items\":[{\"id\":5,\"title\":\"Printer\",\"companyID\":7}],"
								+ "\"pageDetails\":{\"count\":1,\"nextPageUrl\":null}}")));
	}

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void aRecordInMemoryIsReadOnce() {
		readFromAutotask();
		Ticket first = ticket(this.client);
		assertThat(ticket(this.client)).isSameAs(first).isEqualTo(new Ticket(5, "Printer"));
		List<Ticket> page = page();
		assertThat(page()).isSameAs(page).containsExactly(first);
		List<Ticket> notes = notes();
		assertThat(notes()).isSameAs(notes).containsExactly(first);
		assertThat(this.autotask.arrivals()).hasSize(3);
	}

	@Test
	void itIsReadAgainAfterAWrite() {
		readFromAutotask();
		Ticket first = ticket(this.client);
		this.client.tickets().update(5, Map.of("title", "Scanner")).onErrorComplete().block();
		assertThat(ticket(this.client)).isNotSameAs(first);
	}

	@Test
	void whatSomebodyCouldChangeIsHisOwn() {
		readFromAutotask();
		JsonNode tree = this.client.tickets().get(5).block();
		assertThat(this.client.tickets().get(5).block()).isNotSameAs(tree).isEqualTo(tree);
		Map<?, ?> map = this.client.tickets().get(5, Map.class).block();
		assertThat((Object) this.client.tickets().get(5, Map.class).block()).isNotSameAs(map).isEqualTo(map);
	}

	@Test
	void aRowThatReadsMoreWhenItIsUsedDoesSoForWhomItWasRead() {
		readFromAutotask();
		Lazy lazy = this.client.tickets().get(5, Lazy.class).block();
		assertThat(this.client.tickets().get(5, Lazy.class).block()).isNotSameAs(lazy).isEqualTo(lazy);
		assertThat(this.autotask.arrivals()).hasSize(3);
	}

	@Test
	void anotherClientReadsForItself() {
		readFromAutotask();
		Ticket first = ticket(this.client);
		assertThat(ticket(client(this.path.client()))).isNotSameAs(first).isEqualTo(first);
		assertThat(ticket(this.client)).isSameAs(first);
	}

	private void readFromAutotask() {
		ticket(this.client);
		page();
		notes();
	}

	private static Ticket ticket(AutotaskClient from) {
		return from.tickets().get(5, Ticket.class).block();
	}

	private List<Ticket> page() {
		return this.client.tickets().query().page(Ticket.class).block().items();
	}

	private List<Ticket> notes() {
		return this.client.tickets().child(5, "Notes").list(Ticket.class).block();
	}

	private AutotaskClient client(WebClient web) {
		return new AutotaskClient(new ApiHttp(web, new RowMapper(), new ApiCredentials("user", "secret", "CODE")),
				BaseUrl.fixed(URI.create(this.autotask.baseUrl().toString())));
	}

	record Ticket(long id, String title) {

	}

	record Lazy(long id, Reference<Ticket> companyID) {

	}

}
