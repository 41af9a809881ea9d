package io.autotask.performance.sample.simulator;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.autotask.performance.sample.simulator.ApiClient.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The API at a glance: what a client meets first.
 */
class SimulatorApiTests {

	private static Simulator simulator;

	private static ApiClient api;

	@BeforeAll
	static void start() {
		simulator = Simulator.start(SimulatorSettings.defaults().withPort(0).withLatency(Duration.ZERO));
		api = ApiClient.of(simulator);
	}

	@AfterAll
	static void stop() {
		simulator.close();
	}

	@Test
	void aRowIsReadByItsId() {
		Reply reply = api.get("/V1.0/Tickets/1");
		assertThat(reply.status()).isEqualTo(200);
		JsonNode ticket = reply.json().get("item");
		assertThat(ticket.get("id").asLong()).isEqualTo(1);
		assertThat(ticket.get("ticketNumber").asString()).matches("T\\d{8}\\.0001");
		assertThat(ticket.get("title").asString()).isNotBlank();
		assertThat(ticket.size()).isEqualTo(76);
	}

	@Test
	void aRowThatDoesNotExistIsNull() {
		Reply reply = api.get("/V1.0/Tickets/999999999");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.text()).isEqualTo("{\"item\":null}");
	}

	@Test
	void companyZeroExists() {
		assertThat(api.row("Companies", 0).get("companyName").asString()).isEqualTo("Sample Managed Services");
	}

	@Test
	void pathsAreReadInAnyCaseAndWithASlashAtTheEnd() {
		assertThat(api.get("/v1.0/tickets/1/").text()).isEqualTo(api.get("/V1.0/Tickets/1").text());
	}

	@Test
	void everyCredentialFailureIsTheSameEmptyAnswer() {
		for (ApiClient stranger : new ApiClient[] { api.without("Secret"), api.with("Secret", "wrong"),
				api.with("UserName", "nobody@example.test"), api.with("ApiIntegrationCode", "WRONG") }) {
			Reply reply = stranger.get("/V1.0/Tickets/1");
			assertThat(reply.status()).isEqualTo(401);
			assertThat(reply.text()).isEmpty();
			assertThat(reply.header("content-length")).isEqualTo("0");
			assertThat(reply.header("www-authenticate")).startsWith("Basic Realm=");
		}
	}

	@Test
	void theZoneIsToldWithoutCredentials() {
		ApiClient stranger = api.without("UserName").without("Secret").without("ApiIntegrationCode");
		JsonNode zone = stranger.get("/V1.0/zoneInformation?user=sample@example.test").json();
		assertThat(zone.get("url").asString()).isEqualTo(simulator.baseUrl() + "/");
		assertThat(zone.get("ci").isNumber()).isTrue();
		Reply unknown = stranger.get("/V1.0/zoneInformation?user=nobody");
		assertThat(unknown.status()).isEqualTo(500);
		assertThat(unknown.error()).isEqualTo("Zone information could not be determined");
		assertThat(stranger.get("/versioninformation").text()).isEqualTo("{\"apiVersions\":[\"1.0\"]}");
	}

	@Test
	void aQueryIsPagedByIdAndItsPagesAreAskedForWithTheSameBody() {
		String body = "{\"MaxRecords\":2,\"Filter\":[{\"op\":\"exist\",\"field\":\"id\"}]}";
		Reply first = api.post("/V1.0/Companies/query", body);
		assertThat(first.ids()).containsExactly(0L, 1L);
		Reply second = api.post(first.nextPageUrl(), body);
		assertThat(second.ids()).containsExactly(2L, 3L);
		assertThat(api.post(second.previousPageUrl(), body).ids()).containsExactly(0L, 1L);
		assertThat(api.get(first.nextPageUrl()).status()).isEqualTo(405);
		assertThat(api.post(first.nextPageUrl(), "").error())
			.isEqualTo("Value cannot be null. Parameter name: queryModel");
	}

	@Test
	void rowsAreCounted() {
		Reply reply = api.post("/V1.0/Tickets/query/count",
				"{\"filter\":[{\"op\":\"gte\",\"field\":\"id\",\"value\":1}]}");
		assertThat(reply.text()).startsWith("{\"queryCount\":")
			.satisfies((text) -> assertThat(reply.json().get("queryCount").asLong()).isGreaterThanOrEqualTo(2000));
	}

	@Test
	void aTicketIsCreatedChangedAndReadBack() {
		long id = api.post("/V1.0/Tickets", "{\"companyID\":1,\"title\":\"Printer\",\"status\":1,\"priority\":2}")
			.itemId();
		JsonNode created = api.row("Tickets", id);
		assertThat(created.get("completedDate").isNull()).isTrue();
		assertThat(api.patch("/V1.0/Tickets", "{\"id\":" + id + ",\"status\":5}").itemId()).isEqualTo(id);
		JsonNode completed = api.row("Tickets", id);
		assertThat(completed.get("status").asInt()).isEqualTo(5);
		assertThat(completed.get("completedDate").asString()).endsWith("Z");
		assertThat(completed.get("title").asString()).isEqualTo("Printer");
	}

	@Test
	void aChildIsCreatedBelowItsParentOnly() {
		String note = "{\"title\":\"Call\",\"description\":\"Left a message\",\"noteType\":3,\"publish\":1}";
		long id = api.post("/V1.0/Tickets/1/Notes", note).itemId();
		assertThat(api.row("TicketNotes", id).get("ticketID").asLong()).isEqualTo(1);
		assertThat(api.get("/V1.0/Tickets/1/Notes").ids()).contains(id);
		assertThat(api.post("/V1.0/TicketNotes", note).status()).isEqualTo(404);
		assertThat(api.post("/V1.0/Tickets/1/Notes/query", "{}").status()).isEqualTo(404);
	}

	@Test
	void theThresholdIsTold() {
		JsonNode threshold = api.get("/V1.0/ThresholdInformation").json();
		assertThat(threshold.get("externalRequestThreshold").asLong()).isEqualTo(10_000);
		assertThat(threshold.get("requestThresholdTimeframe").asLong()).isEqualTo(60);
		assertThat(threshold.get("currentTimeframeRequestCount").asLong()).isPositive();
	}

	@Test
	void entityInformationTellsFieldsAndPicklists() {
		JsonNode fields = api.get("/V1.0/Tickets/entityInformation/fields").json().get("fields");
		JsonNode status = fields.values()
			.stream()
			.filter((field) -> field.get("name").asString().equals("status"))
			.findFirst()
			.orElseThrow();
		assertThat(status.get("isPickList").asBoolean()).isTrue();
		assertThat(status.get("picklistValues").get(0).get("value").asString()).isEqualTo("1");
	}

}
