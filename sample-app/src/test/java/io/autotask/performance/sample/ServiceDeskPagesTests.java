package io.autotask.performance.sample;

import java.util.List;
import java.util.Map;

import io.autotask.performance.sample.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.simulator.port=0", "sample.simulator.latency=1ms" })
@AutoConfigureWebTestClient(timeout = "30s")
class ServiceDeskPagesTests {

	@Autowired
	private WebTestClient web;

	@Autowired
	private Simulator simulator;

	@Test
	void theBoardShowsOpenTicketsWithTheNamesOfAllConcerned() {
		JsonNode board = json("/api/tickets");
		assertThat(board.path("open").asLong()).isPositive();
		assertThat(board.path("tickets")).hasSize(25);
		for (JsonNode row : board.path("tickets")) {
			assertThat(row.path("company").asString()).isNotBlank();
			assertThat(row.path("status").asString()).isNotBlank().isNotEqualTo("Complete");
			assertThat(row.path("ticket").path("ticketNumber").asString()).startsWith("T");
		}
		JsonNode first = board.path("tickets").path(0);
		assertThat(page("/")).contains(first.path("ticket").path("ticketNumber").asString(),
				escaped(first.path("company").asString()), "open tickets");
	}

	@Test
	void theBoardGoesOnWhereThePageEnds() {
		long last = json("/api/tickets").path("next").asLong();
		JsonNode following = json("/api/tickets?after=" + last);
		assertThat(following.path("tickets").path(0).path("ticket").path("id").asLong()).isGreaterThan(last);
	}

	@Test
	void aChangedStatusShowsAtOnceOnTheTicketAndOnTheBoard() {
		long id = json("/api/tickets").path("tickets").path(3).path("ticket").path("id").asLong();
		long open = json("/api/tickets").path("open").asLong();
		assertThat(page("/tickets/" + id)).contains("Change status");
		this.web.post()
			.uri("/tickets/{id}/status", id)
			.body(BodyInserters.fromFormData("status", "5"))
			.exchange()
			.expectStatus()
			.is3xxRedirection();
		assertThat(json("/api/tickets/" + id).path("view").path("status").asString()).isEqualTo("Complete");
		assertThat(json("/api/tickets").path("open").asLong()).isEqualTo(open - 1);
		assertThat(
				json("/api/tickets").path("tickets").valueStream().map((row) -> row.path("ticket").path("id").asLong()))
			.doesNotContain(id);
	}

	@Test
	void aCreatedTicketCanBeOpenedAtOnce() {
		long company = json("/api/companies?search=").path(0).path("id").asLong();
		long open = json("/api/tickets").path("open").asLong();
		String location = this.web.post()
			.uri("/api/tickets")
			.bodyValue(Map.of("companyID", company, "title", "Printer on fire", "priority", anyPriority(), "queueID",
					anyQueue()))
			.exchange()
			.expectStatus()
			.isCreated()
			.returnResult(Void.class)
			.getResponseHeaders()
			.getFirst("Location");
		assertThat(json(String.valueOf(location)).path("view").path("ticket").path("title").asString())
			.isEqualTo("Printer on fire");
		assertThat(json("/api/tickets").path("open").asLong()).isEqualTo(open + 1);
	}

	@Test
	void theFormSaysWhatIsMissingAndKeepsWhatWasFilledIn() {
		String form = this.web.post()
			.uri("/tickets")
			.body(BodyInserters.fromFormData("companyID", "1").with("description", "Smoke everywhere"))
			.exchange()
			.expectStatus()
			.isEqualTo(422)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		assertThat(form).contains("Give a title.", "Choose a priority.", "Choose a queue.", "Smoke everywhere");
	}

	@Test
	void companiesAreFoundByAPartOfTheirName() {
		String name = json("/api/companies?search=").path(2).path("companyName").asString();
		String part = name.substring(1, Math.min(5, name.length())).toUpperCase(java.util.Locale.ROOT);
		assertThat(json("/api/companies?search=" + part).findValuesAsString("companyName")).contains(name);
		assertThat(page("/companies?search=nobody-is-called-this")).contains("No active company");
	}

	@Test
	void aMissingTicketIsAClearPage() {
		this.web.get()
			.uri("/tickets/999999999")
			.accept(MediaType.TEXT_HTML)
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectBody(String.class)
			.value((page) -> assertThat(page).contains("No such ticket", "999999999"));
		this.web.get()
			.uri("/api/tickets/999999999")
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.value((detail) -> assertThat(String.valueOf(detail)).contains("999999999"));
	}

	@Test
	void whatAutotaskRefusesIsSaidInItsOwnWords() {
		this.web.patch()
			.uri("/api/tickets/{id}", json("/api/tickets").path("tickets").path(0).path("ticket").path("id").asLong())
			.bodyValue(Map.of("status", 987654))
			.exchange()
			.expectStatus()
			.isEqualTo(422)
			.expectBody()
			.jsonPath("$.title")
			.isEqualTo("Autotask did not accept this")
			.jsonPath("$.detail")
			.isNotEmpty();
	}

	@Test
	void aBadBodyIsABadRequest() {
		for (String body : List.of("{}", "{\"status\":null}", "{\"status\":\"new\"}", "nonsense")) {
			this.web.patch()
				.uri("/api/tickets/1")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(body)
				.exchange()
				.expectStatus()
				.isBadRequest();
		}
	}

	@Test
	void lookingAgainCostsNothing() {
		page("/");
		long before = this.simulator.ledger().counts().requests();
		page("/");
		page("/");
		assertThat(this.simulator.ledger().counts().requests()).isEqualTo(before);
	}

	private JsonNode json(String uri) {
		JsonNode body = this.web.get()
			.uri(uri)
			.accept(MediaType.APPLICATION_JSON)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(JsonNode.class)
			.returnResult()
			.getResponseBody();
		return java.util.Objects.requireNonNull(body);
	}

	private String page(String uri) {
		String body = this.web.get()
			.uri(uri)
			.accept(MediaType.TEXT_HTML)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		return java.util.Objects.requireNonNull(body);
	}

	private int anyPriority() {
		return json("/api/tickets").path("tickets").path(0).path("ticket").path("priority").asInt();
	}

	private int anyQueue() {
		return json("/api/tickets").path("tickets").path(0).path("ticket").path("queueID").asInt();
	}

	private static String escaped(String text) {
		return org.springframework.web.util.HtmlUtils.htmlEscape(text);
	}

}
