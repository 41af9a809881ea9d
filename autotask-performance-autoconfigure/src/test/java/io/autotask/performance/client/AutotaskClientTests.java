package io.autotask.performance.client;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.autotask.performance.query.Filters;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Arrival;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AutotaskClientTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final AutotaskClient client = client(new ApiCredentials("user", "secret", "CODE"));

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	@SuppressWarnings("unchecked")
	void readsARowIntoARecordAMapAndATree() {
		this.autotask.answering(Reply.json(200, """
				{"item":{"id":5,"title":"Printer","companyID":0,"estimatedHours":3.5000,
				 "createDate":"2022-12-07T09:15:45.2Z","dueDateTime":"2022-12-08T09:15:45","contactID":null,
				 "status":1,"other":true}}"""));
		Ticket ticket = this.client.tickets().get(5, Ticket.class).block();
		assertThat(ticket).isEqualTo(new Ticket(5, "Printer", 0L, new BigDecimal("3.5000"),
				Instant.parse("2022-12-07T09:15:45.200Z"), Instant.parse("2022-12-08T09:15:45Z"), null));
		Map<String, Object> map = this.client.tickets().get(5, Map.class).block();
		assertThat(map).containsEntry("title", "Printer");
		assertThat(this.client.tickets().get(5).map((row) -> row.path("status").asInt()).block()).isEqualTo(1);
		assertThat(last().uri()).isEqualTo("/ATServicesRest/V1.0/Tickets/5");
	}

	@Test
	void sendsTheCredentialsAndAsksForJson() {
		this.client.tickets().get(5).block();
		assertThat(last().header("UserName")).isEqualTo("user");
		assertThat(last().header("Secret")).isEqualTo("secret");
		assertThat(last().header("ApiIntegrationCode")).isEqualTo("CODE");
		assertThat(last().header("Accept")).isEqualTo("application/json");
	}

	@Test
	void aRowThatIsNotThereIsEmpty() {
		this.autotask.answering(Reply.json(200, "{\"item\":null}"));
		assertThat(this.client.tickets().get(5).blockOptional()).isEmpty();
	}

	@Test
	void aRowOfAChildPathIsAnsweredAsAListOfOne() {
		this.autotask.answering(Reply.json(200, "{\"items\":[{\"id\":7}],\"pageDetails\":{}}"));
		assertThat(this.client.tickets().child(5, "Notes").get(7).block().path("id").asInt()).isEqualTo(7);
		assertThat(last().uri()).isEqualTo("/ATServicesRest/V1.0/Tickets/5/Notes/7");
		assertThat(this.client.tickets().child(5, "Notes").list(JsonNode.class).block()).hasSize(1);
	}

	@Test
	void asksForAPageAndTheNextOneWithTheSameBody() {
		String next = this.autotask.baseUrl() + "/V1.0/Tickets/query/next?paging=%7b%22pageSize%22%3a2%7d";
		this.autotask.answering((arrival) -> Mono.just(arrival.uri().contains("/next")
				? page("[{\"id\":3,\"title\":\"c\"}]", null) : page("[{\"id\":1,\"title\":\"a\"},{\"id\":2}]", next)));
		Page<Ticket> first = this.client.query("tickets")
			.where(Filters.eq("status", 1))
			.where(Filters.gt("id", 0))
			.includeFields("title")
			.maxRecords(2)
			.page(Ticket.class)
			.block();
		assertThat(first.items()).extracting(Ticket::id).containsExactly(1L, 2L);
		assertThat(first.isLast()).isFalse();
		Page<Ticket> second = first.next().block();
		assertThat(second.items()).extracting(Ticket::title).containsExactly("c");
		assertThat(second.isLast()).isTrue();
		assertThat(second.next().blockOptional()).isEmpty();
		assertThat(this.autotask.arrivals()).extracting(Arrival::method).containsOnly("POST");
		assertThat(this.autotask.arrivals()).extracting(Arrival::text)
			.containsOnly("{\"maxRecords\":2,\"includeFields\":[\"title\",\"id\"],\"filter\":["
					+ "{\"op\":\"eq\",\"field\":\"status\",\"value\":1},{\"op\":\"gt\",\"field\":\"id\",\"value\":0}]}");
	}

	@Test
	void followsALinkThatIsAPathOnly() {
		this.autotask.answering((arrival) -> Mono.just(arrival.uri().contains("/next") ? page("[]", null)
				: page("[]", "/ATServicesRest/V1.0/Tickets/query/next?paging=1")));
		assertThat(this.client.query("Tickets").page(JsonNode.class).flatMap(Page::next).block().isLast()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.test/ATServicesRest/V1.0/Tickets/query/next?paging=1",
			"//evil.test/ATServicesRest/V1.0/Tickets/query/next", "https://127.0.0.1/ATServicesRest/V1.0/next",
			"http://user@evil.test/x", "http://127.0.0.1:1/ATServicesRest/V1.0/Tickets/query/next" })
	void followsNoLinkToAnotherOrigin(String link) {
		this.autotask.answering(page("[]", link));
		assertThatIllegalStateException()
			.isThrownBy(() -> this.client.query("Tickets").page(JsonNode.class).flatMap(Page::next).block())
			.withMessageContaining("credentials are not sent anywhere else");
		assertThat(this.autotask.arrivals()).hasSize(1);
	}

	@Test
	void aQueryWithoutConditionsAsksForAllRows() {
		this.client.query("Companies").page(JsonNode.class).block();
		assertThat(last().text()).contains("\"filter\":[{\"op\":\"exist\",\"field\":\"id\"}]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.example/x", "../Tickets", "Tickets/5", "Tickets?x=", "", "Tickets%2F5", "a b" })
	void aNameThatIsNoNameLeadsNowhere(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.entity(name)).withMessageContaining(name);
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.tickets().child(5, name));
	}

	@Test
	void aDeleteMayBeAnsweredWithNothing() {
		this.autotask.answering(Reply.empty(204));
		assertThat(this.client.timeEntries().delete(5).blockOptional()).isEmpty();
		assertThat(last().method()).isEqualTo("DELETE");
	}

	@Test
	void counts() {
		this.autotask.answering(Reply.json(200, "{\"queryCount\":7}"));
		assertThat(this.client.query("Tickets").where(Filters.exist("contactID")).count().block()).isEqualTo(7);
		assertThat(last().uri()).isEqualTo("/ATServicesRest/V1.0/Tickets/query/count");
	}

	@Test
	void writesAsTheApiWantsIt() {
		this.autotask.answering(Reply.json(200, "{\"itemId\":128926}"));
		assertThat(this.client.tickets().create(new Ticket(0, "New", 5L, null, null, null, null)).block())
			.isEqualTo(128926);
		assertThat(last().method() + " " + last().uri() + " " + last().text())
			.isEqualTo("POST /ATServicesRest/V1.0/Tickets {\"id\":0,\"title\":\"New\",\"companyID\":5}");
		Map<String, Object> changes = new LinkedHashMap<>();
		changes.put("status", 5);
		changes.put("contactID", null);
		this.client.tickets().update(5, changes).block();
		assertThat(last().method() + " " + last().uri() + " " + last().text())
			.isEqualTo("PATCH /ATServicesRest/V1.0/Tickets {\"id\":5,\"status\":5,\"contactID\":null}");
		this.client.tickets().update(new Ticket(6, "Changed", null, null, null, null, null)).block();
		assertThat(last().text()).isEqualTo("{\"id\":6,\"title\":\"Changed\"}");
		this.client.tickets().replace(Map.of("id", 6)).block();
		assertThat(last().method()).isEqualTo("PUT");
		this.client.timeEntries().delete(9).block();
		assertThat(last().method() + " " + last().uri()).isEqualTo("DELETE /ATServicesRest/V1.0/TimeEntries/9");
		this.client.tickets().child(5, "Notes").create(Map.of("title", "Called")).block();
		assertThat(last().uri()).isEqualTo("/ATServicesRest/V1.0/Tickets/5/Notes");
	}

	@Test
	void tellsAnErrorInAutotasksOwnWords() {
		this.autotask.answering(Reply.json(500,
				"{\"errors\":[\"Picklist value [3] does not exist for priority\\r\\n\",\"queueID is required\"]}"));
		assertThatExceptionOfType(AutotaskApiException.class)
			.isThrownBy(() -> this.client.tickets().update(5, Map.of("priority", 3)).block())
			.satisfies((ex) -> {
				assertThat(ex.status()).isEqualTo(500);
				assertThat(ex.errors()).containsExactly("Picklist value [3] does not exist for priority",
						"queueID is required");
			})
			.withMessage("PATCH /ATServicesRest/V1.0/Tickets: Autotask answered 500: "
					+ "Picklist value [3] does not exist for priority; queueID is required");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "401 | `` | does not accept the credentials",
					"404 | {\"Message\":\"No HTTP resource\"} | No HTTP resource", "500 | `` | without saying why",
					"502 | <html> | not JSON", "200 | {\"errors\":[\"hidden\"]} | hidden",
					"200 | [] | without a JSON object", "200 | {\"item\": | not JSON" })
	void tellsEveryOtherErrorToo(int status, String body, String words) {
		this.autotask.answering(Reply.json(status, body));
		assertThatExceptionOfType(AutotaskApiException.class).isThrownBy(() -> this.client.tickets().get(5).block())
			.withMessageContaining(words)
			.withMessageStartingWith("GET /ATServicesRest/V1.0/Tickets/5: ");
	}

	@Test
	void aWriteThatIsAnsweredWithoutAnIdIsAnError() {
		this.autotask.answering(Reply.json(200, "{}"));
		assertThatExceptionOfType(AutotaskApiException.class)
			.isThrownBy(() -> this.client.tickets().create(Map.of()).block())
			.withMessageContaining("without 'itemId'");
	}

	@Test
	void saysWhichTypeARowDoesNotFit() {
		this.autotask.answering(Reply.json(200, "{\"item\":{\"id\":null}}"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.tickets().get(5, Ticket.class).block())
			.withMessageContaining("A row of Tickets does not fit")
			.withMessageContaining("such as Long");
	}

	@Test
	void saysWhichValuesAreAllowed() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.query("Tickets").maxRecords(501))
			.withMessageContaining("is 501, allowed are 1 to 500");
	}

	@Test
	void asksNothingWithoutCredentialsAndSaysWhichAreMissing() {
		AutotaskClient anonymous = client(new ApiCredentials("user", null, null));
		assertThatIllegalStateException().isThrownBy(() -> anonymous.tickets().get(5).block())
			.withMessageContaining("username=set, secret=missing, integrationCode=missing");
		assertThat(this.autotask.arrivals()).isEmpty();
	}

	@Test
	void credentialsAreNeverShown() {
		assertThat(new ApiCredentials("user@example.test", "hush", "CODE").toString()).doesNotContain("hush")
			.doesNotContain("user@")
			.doesNotContain("CODE");
	}

	@Test
	void addsTheVersionWhereItIsMissing() {
		for (String url : List.of("https://x.test/ATServicesRest", "https://x.test/ATServicesRest/",
				"https://x.test/ATServicesRest/V1.0", "https://x.test/ATServicesRest/v1.0/")) {
			assertThat(BaseUrl.versioned(URI.create(url)).toString())
				.isEqualToIgnoringCase("https://x.test/ATServicesRest/V1.0/");
		}
	}

	private Arrival last() {
		return this.autotask.arrivals().get(this.autotask.arrivals().size() - 1);
	}

	private static Reply page(String items, String next) {
		return Reply.json(200, "{\"items\":" + items + ",\"pageDetails\":{\"nextPageUrl\":"
				+ ((next != null) ? "\"" + next + "\"" : "null") + "}}");
	}

	private AutotaskClient client(ApiCredentials credentials) {
		ApiHttp http = new ApiHttp(WebClient.create(), new RowMapper(), credentials);
		return new AutotaskClient(http, BaseUrl.fixed(this.autotask.baseUrl()));
	}

	record Ticket(long id, String title, Long companyID, BigDecimal estimatedHours, Instant createDate,
			Instant dueDateTime, Long contactID) {

	}

}
