package io.autotask.performance.sample.simulator;

import java.time.Duration;

import io.autotask.performance.sample.simulator.ApiClient.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which paths there are, which verbs they take, and what entity information says of them.
 */
class SimulatorRoutingTests {

	private static Simulator simulator;

	private static ApiClient api;

	@BeforeAll
	static void start() {
		simulator = Simulator
			.start(SimulatorSettings.defaults().withPort(0).withLatency(Duration.ZERO).withTickets(50));
		api = ApiClient.of(simulator);
	}

	@AfterAll
	static void stop() {
		simulator.close();
	}

	@ParameterizedTest
	@CsvSource({ "GET,/V1.0/Tickets,405", "DELETE,/V1.0/Tickets/1,405", "PUT,/V1.0/Tickets/1,405",
			"POST,/V1.0/Tickets/1,405", "PUT,/V1.0/Tickets/query,405", "DELETE,/V1.0/Tickets/query/count,405",
			"POST,/V1.0/Tickets/entityInformation,405", "POST,/V1.0/ThresholdInformation,405",
			"POST,/V1.0/Contacts,404", "POST,/V1.0/Tasks,404", "POST,/V1.0/CompanyToDos,404",
			"GET,/V1.0/NoSuchEntity/1,404", "GET,/V1.0/Tickets/one,404", "GET,/V1.0/Tickets/1/Notes/query,404",
			"POST,/V1.0/Tickets/1/Notes/query,404", "GET,/V1.0/Tickets/1/TimeEntries,404",
			"GET,/V1.0/Tickets/1/Notes/1/Attachments,404", "GET,/V1.0/,404", "GET,/V2.0/Tickets/1,404", "GET,,404",
			"GET,/Tickets/1,404", "GET,/V1.0/Tickets/query/nonsense,404", "GET,/V1.0/Tickets/99999999999999999999,404",
			"DELETE,/V1.0/TimeEntries/entityInformation,405" })
	void whatDoesNotExistIsNotFoundAndWhatDoesHasItsVerbs(String method, String path, int status) {
		Reply reply = api.send(method, (path != null) ? path : "", "");
		assertThat(reply.status()).isEqualTo(status);
		assertThat(reply.json().get("Message").asString()).isNotBlank();
		assertThat(reply.json().get("errors")).isNull();
	}

	@Test
	void pathsOutsideOfTheApiAreNotFound() {
		String root = "http://localhost:" + simulator.port();
		assertThat(api.at(root).get("/").status()).isEqualTo(404);
		assertThat(api.at(root).get("/simulator/nonsense").status()).isEqualTo(404);
		assertThat(api.at(root).get("/actuator/health").status()).isEqualTo(404);
	}

	@Test
	void credentialsAreCheckedBeforeThePath() {
		assertThat(api.without("Secret").get("/V1.0/NoSuchEntity/1").status()).isEqualTo(401);
	}

	@Test
	void rootEntitiesOfTheMatrixAreKnown() {
		JsonNode all = api.get("/V1.0/EntityInformation").json().get("entityDescriptions");
		assertThat(all.size()).isEqualTo(225);
		assertThat(all.values().stream().map((entity) -> entity.get("info").get("name").asString()))
			.contains("Company", "TimeEntry", "TaxCategory", "Tax", "TicketHistory", "AttachmentInfo", "Phase")
			.doesNotHaveDuplicates();
	}

	@Test
	void entityInformationSaysWhatCanBeDone() {
		JsonNode contacts = api.get("/V1.0/Contacts/entityInformation").json().get("info");
		assertThat(contacts.get("name").asString()).isEqualTo("Contact");
		assertThat(contacts.get("canCreate").asBoolean()).isTrue();
		assertThat(contacts.get("canDelete").asBoolean()).isTrue();
		assertThat(contacts.get("supportsWebhookCallouts").asBoolean()).isTrue();
		JsonNode tickets = api.get("/V1.0/Tickets/entityInformation").json().get("info");
		assertThat(tickets.get("canDelete").asBoolean()).isFalse();
		assertThat(tickets.get("userAccessForDelete").asString()).isEqualTo("None");
		assertThat(tickets.get("hasUserDefinedFields").asBoolean()).isTrue();
		assertThat(api.get("/V1.0/Companies/1/Contacts/entityInformation").json().get("info")).isEqualTo(contacts);
	}

	@Test
	void fieldsAreDescribed() {
		JsonNode title = field("Tickets", "title");
		assertThat(title.toString()).isEqualTo("{\"name\":\"title\",\"dataType\":\"string\",\"length\":255,"
				+ "\"isRequired\":true,\"isReadOnly\":false,\"isQueryable\":true,\"isReference\":false,"
				+ "\"referenceEntityType\":\"\",\"isPickList\":false,\"picklistValues\":null,"
				+ "\"picklistParentValueField\":\"\",\"isSupportedWebhookField\":true}");
		JsonNode company = field("Tickets", "companyID");
		assertThat(company.get("isReference").asBoolean()).isTrue();
		assertThat(company.get("referenceEntityType").asString()).isEqualTo("Company");
		assertThat(field("Companies", "companyType").get("picklistValues").get(0).toString())
			.isEqualTo("{\"value\":\"1\",\"label\":\"Customer\",\"isDefaultValue\":true,\"sortOrder\":1,"
					+ "\"parentValue\":\"\",\"isActive\":true,\"isSystem\":true}");
		assertThat(field("Tickets", "subIssueType").get("picklistParentValueField").asString()).isEqualTo("issueType");
		assertThat(field("Tickets", "lastActivityPersonType").get("isQueryable").asBoolean()).isFalse();
	}

	@Test
	void userDefinedFieldsAreDescribedWhereThereAreSome() {
		JsonNode fields = api.get("/V1.0/Companies/entityInformation/userDefinedFields").json().get("fields");
		assertThat(fields.values().stream().map((field) -> field.get("name").asString())).contains("Customer Ranking");
		assertThat(fields.get(0).get("picklistValues").get(0).get("value").asString()).isEqualTo("Golden");
		assertThat(api.get("/V1.0/Contacts/entityInformation/userDefinedFields").text()).isEqualTo("{\"fields\":[]}");
		assertThat(api.get("/V1.0/TimeEntries/entityInformation/userDefinedFields").status()).isEqualTo(404);
	}

	@Test
	void theVersionIsTold() {
		assertThat(api.get("/V1.0/Version").json().propertyNames()).contains("majorVersion", "customerType");
		assertThat(api.get("/V1.0/Modules").status()).isEqualTo(200);
	}

	@Test
	void childrenCountAsTheirOwnObject() {
		simulator.ledger().reset();
		api.get("/V1.0/Tickets/1/Notes");
		api.get("/V1.0/Companies/1/Contacts");
		api.get("/V1.0/Projects/1/Tasks/1");
		api.get("/V1.0/Companies/1/ToDos");
		api.get("/V1.0/Tickets/entityInformation");
		api.query("Tickets", "{'op':'eq','field':'id','value':1}");
		api.post("/V1.0/Tickets/query/count", "{\"filter\":[]}");
		SimulatorCounts counts = simulator.ledger().counts();
		assertThat(counts.endpoints()).containsOnlyKeys("TicketNotes", "Contacts", "Tasks", "CompanyToDos", "Tickets");
		assertThat(counts.endpoint("TicketNotes").childReads()).isEqualTo(1);
		assertThat(counts.endpoint("Tickets").metadata()).isEqualTo(1);
		assertThat(counts.endpoint("Tickets").queries()).isEqualTo(1);
		assertThat(counts.endpoint("Tickets").counts()).isEqualTo(1);
		assertThat(counts.requests()).isEqualTo(7);
	}

	private static JsonNode field(String entity, String name) {
		return api.get("/V1.0/" + entity + "/entityInformation/fields")
			.json()
			.get("fields")
			.values()
			.stream()
			.filter((field) -> field.get("name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

}
