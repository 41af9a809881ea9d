package io.autotask.performance.sample.simulator;

import java.time.Duration;
import java.time.Instant;

import io.autotask.performance.sample.simulator.ApiClient.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Creates, updates and deletes: what is accepted, what is refused in which words, and
 * what changes by itself.
 */
class SimulatorWriteTests {

	private static final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T12:00:00.250Z"));

	private static Simulator simulator;

	private static ApiClient api;

	@BeforeAll
	static void start() {
		simulator = Simulator.start(SimulatorSettings.defaults().withPort(0).withLatency(Duration.ZERO),
				new SimulatorTime(clock, Schedulers.newSingle("timer", true)));
		api = ApiClient.of(simulator);
	}

	@AfterAll
	static void stop() {
		simulator.close();
	}

	@AfterEach
	void forget() {
		simulator.reset();
	}

	@Test
	void aNewTicketGetsWhatTheServerGives() {
		long id = createTicket("");
		assertThat(id).isEqualTo(2001);
		JsonNode ticket = api.row("Tickets", id);
		assertThat(ticket.get("ticketNumber").asString()).isEqualTo("T20261124.0001");
		assertThat(ticket.get("createDate").asString()).isEqualTo("2026-11-24T12:00:00.25Z");
		assertThat(ticket.get("lastActivityDate").asString()).isEqualTo("2026-11-24T12:00:00.25Z");
		assertThat(ticket.get("creatorResourceID").asLong()).isEqualTo(24);
		assertThat(ticket.get("queueID").isNull()).isFalse();
		assertThat(api.row("Tickets", createTicket("")).get("ticketNumber").asString()).isEqualTo("T20261124.0002");
	}

	@Test
	void completingAndReopeningATicketMovesItsDates() {
		long id = createTicket("");
		clock.pass(Duration.ofMinutes(5));
		api.patch("/V1.0/Tickets", "{\"id\":%d,\"status\":5}".formatted(id));
		JsonNode completed = api.row("Tickets", id);
		assertThat(completed.get("completedDate").asString()).isEqualTo(completed.get("lastActivityDate").asString());
		assertThat(completed.get("completedByResourceID").asLong()).isEqualTo(24);
		api.patch("/V1.0/Tickets", "{\"id\":%d,\"status\":8}".formatted(id));
		assertThat(api.row("Tickets", id).get("completedDate").isNull()).isTrue();
	}

	@Test
	void aPatchLeavesTheRestAndAPutClearsIt() {
		long id = createTicket(
				",\"description\":\"Long story\",\"userDefinedFields\":[{\"name\":\"Asset Tag\",\"value\":\"A1\"}]");
		api.patch("/V1.0/Tickets", "{\"ID\":%d,\"TITLE\":\"Changed\"}".formatted(id));
		JsonNode patched = api.row("Tickets", id);
		assertThat(patched.get("title").asString()).isEqualTo("Changed");
		assertThat(patched.get("description").asString()).isEqualTo("Long story");
		assertThat(patched.get("userDefinedFields").toString()).contains("{\"name\":\"Asset Tag\",\"value\":\"A1\"}");
		api.put("/V1.0/Tickets",
				"{\"id\":%d,\"title\":\"Replaced\",\"companyID\":1,\"status\":1,\"priority\":1}".formatted(id));
		JsonNode replaced = api.row("Tickets", id);
		assertThat(replaced.get("title").asString()).isEqualTo("Replaced");
		assertThat(replaced.get("description").isNull()).isTrue();
		assertThat(replaced.get("ticketNumber").asString()).isEqualTo(patched.get("ticketNumber").asString());
	}

	@Test
	void aPutWithoutARequiredFieldIsRefused() {
		assertThat(api.put("/V1.0/Tickets", "{\"id\":1,\"companyID\":1,\"status\":1,\"priority\":1}").error())
			.isEqualTo("Value does not exist for the required field title");
	}

	@Test
	void aNullInAPatchClearsTheField() {
		long id = createTicket(",\"description\":\"Long story\"");
		api.patch("/V1.0/Tickets", "{\"id\":%d,\"description\":null}".formatted(id));
		assertThat(api.row("Tickets", id).get("description").isNull()).isTrue();
	}

	@Test
	void readOnlyAndUnknownFieldsAreIgnored() {
		JsonNode before = api.row("Tickets", 1);
		Reply reply = api.patch("/V1.0/Tickets",
				"{\"id\":1,\"ticketNumber\":\"X\",\"creatorResourceID\":3,\"noSuchField\":1}");
		assertThat(reply.status()).isEqualTo(200);
		JsonNode after = api.row("Tickets", 1);
		assertThat(after.get("ticketNumber")).isEqualTo(before.get("ticketNumber"));
		assertThat(after.get("creatorResourceID")).isEqualTo(before.get("creatorResourceID"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{"companyID":1,"status":1,"priority":2} | Value does not exist for the required field title
					{"title":"","companyID":1,"status":1,"priority":2} | Value does not exist for the required field title
					{"title":"T","companyID":1,"status":1,"priority":77} | Picklist value [77] does not exist for priority
					{"title":"T","companyID":1,"status":1,"priority":2,"assignedResourceID":2} | When assigning a Resource, you must assign both a assignedResourceID and assignedResourceRoleID.
					{"title":"T","companyID":true,"status":1,"priority":2} | Unexpected character encountered while parsing value: t. Path 'companyID'.
					{"title":"T","companyID":{},"status":1,"priority":2} | Unexpected character encountered while parsing value: {. Path 'companyID'.
					{"title":"T","companyID":"x","status":1,"priority":2} | Could not convert string to integer: x. Path 'companyID'.
					{"title":"T","companyID":1e9999,"status":1,"priority":2} | Could not convert string to integer: Infinity. Path 'companyID'.
					{"title":"T","companyID":"1e999999999","status":1,"priority":2} | Could not convert string to integer: 1e999999999. Path 'companyID'.
					{"title":"T","companyID":1,"status":1,"priority":2,"estimatedHours":"1e-999999999"} | Could not convert string to decimal: 1e-999999999. Path 'estimatedHours'.
					{"title":"T","companyID":1,"status":1,"priority":2,"dueDateTime":"soon"} | Could not convert string to DateTime: soon. Path 'dueDateTime'.
					{"title":"T","companyID":1,"status":1,"priority":2,"userDefinedFields":[{"name":"Root Cause","value":"Weather"}]} | Picklist value [Weather] does not exist for Root Cause
					""")
	void aTicketThatIsWrongIsRefusedAndNotCreated(String body, String error) {
		Reply reply = api.post("/V1.0/Tickets", body);
		assertThat(reply.status()).isEqualTo(500);
		assertThat(reply.error()).isEqualTo(error);
		assertThat(api.get("/V1.0/Tickets/2001").text()).isEqualTo("{\"item\":null}");
	}

	@Test
	void aReferenceThatLeadsNowhereIsRefused() {
		Reply reply = api.post("/V1.0/Tickets", "{\"title\":\"T\",\"companyID\":999999,\"status\":1,\"priority\":2}");
		assertThat(reply.status()).isEqualTo(500);
		assertThat(reply.error()).isEqualTo("Value does not reference an existing entity for companyID . ");
	}

	@Test
	void aTextThatIsTooLongIsRefused() {
		assertThat(api.patch("/V1.0/Tickets", "{\"id\":1,\"title\":\"" + "x".repeat(256) + "\"}").status())
			.isEqualTo(500);
	}

	@Test
	void allFaultsOfARowAreTold() {
		JsonNode errors = api.post("/V1.0/Companies", "{}").json().get("errors");
		assertThat(errors.values().stream().map(JsonNode::asString)).containsExactly(
				"Value does not exist for the required field companyName",
				"Value does not exist for the required field companyType",
				"Value does not exist for the required field ownerResourceID",
				"Value does not exist for the required field phone");
	}

	@Test
	void anUpdateNeedsAnIdThatExists() {
		assertThat(api.patch("/V1.0/Tickets", "{\"title\":\"T\"}").error())
			.isEqualTo("Value does not exist for the required field id");
		assertThat(api.patch("/V1.0/Tickets", "{\"id\":999999,\"title\":\"T\"}").status()).isEqualTo(500);
	}

	@Test
	void aBodyThatIsNoRowIsRefused() {
		assertThat(api.post("/V1.0/Tickets", "").status()).isEqualTo(500);
		assertThat(api.post("/V1.0/Tickets", "[]").error()).startsWith("Cannot deserialize the current JSON array");
		assertThat(api.post("/V1.0/Tickets", "{\"title\":").error()).startsWith("Unexpected character");
		assertThat(api.post("/V1.0/Tickets", "nonsense").status()).isEqualTo(500);
	}

	@Test
	void anIdInTheUrlOfAnUpdateIsTheWrongVerb() {
		Reply reply = api.patch("/V1.0/Tickets/1", "{\"id\":1}");
		assertThat(reply.status()).isEqualTo(405);
		assertThat(reply.json().get("Message").asString())
			.isEqualTo("The requested resource does not support http method 'PATCH'.");
	}

	@Test
	void contactsAreWrittenBelowTheirCompany() {
		String contact = "{\"firstName\":\"Ada\",\"lastName\":\"Byron\",\"isActive\":1}";
		long id = api.post("/V1.0/Companies/3/Contacts", contact).itemId();
		assertThat(api.row("Contacts", id).get("companyID").asLong()).isEqualTo(3);
		String change = "{\"id\":%d,\"title\":\"Countess\"}".formatted(id);
		assertThat(api.patch("/V1.0/Companies/3/Contacts", change).status()).isEqualTo(200);
		assertThat(api.patch("/V1.0/Companies/4/Contacts", change).status()).isEqualTo(500);
		assertThat(api.patch("/V1.0/Contacts", change).status()).isEqualTo(404);
		assertThat(api.get("/V1.0/Companies/3/Contacts/" + id).items().get(0).get("title").asString())
			.isEqualTo("Countess");
		assertThat(api.get("/V1.0/Companies/4/Contacts/" + id).ids()).isEmpty();
		assertThat(api.delete("/V1.0/Contacts/" + id).status()).isEqualTo(405);
		assertThat(api.delete("/V1.0/Companies/3/Contacts/" + id).itemId()).isEqualTo(id);
		assertThat(api.get("/V1.0/Contacts/" + id).text()).isEqualTo("{\"item\":null}");
	}

	@Test
	void aBooleanForAnActiveContactIsRefused() {
		assertThat(api.post("/V1.0/Companies/3/Contacts", "{\"firstName\":\"A\",\"lastName\":\"B\",\"isActive\":true}")
			.error()).startsWith("Unexpected character encountered while parsing value: t.");
	}

	@Test
	void aChildOfAParentThatDoesNotExistIsRefused() {
		assertThat(
				api.post("/V1.0/Tickets/999999/Notes", "{\"description\":\"D\",\"noteType\":1,\"publish\":1}").error())
			.isEqualTo("Value does not reference an existing entity for ticketID . ");
	}

	@Test
	void aNoteIsActivityOfItsTicket() {
		clock.pass(Duration.ofMinutes(1));
		api.post("/V1.0/Tickets/1/Notes", "{\"description\":\"D\",\"noteType\":1,\"publish\":1}");
		assertThat(Instant.parse(api.row("Tickets", 1).get("lastActivityDate").asString())).isEqualTo(clock.instant());
	}

	@Test
	void timeIsSpentOnATicketAndItsHoursFollow() {
		long id = api
			.post("/V1.0/TimeEntries",
					"{\"resourceID\":2,\"roleID\":1,\"ticketID\":1,"
							+ "\"startDateTime\":\"2026-11-24T09:00:00Z\",\"endDateTime\":\"2026-11-24T10:30:00Z\"}")
			.itemId();
		JsonNode entry = api.row("TimeEntries", id);
		assertThat(api.get("/V1.0/TimeEntries/" + id).text()).contains("\"hoursWorked\":1.5000,");
		assertThat(entry.get("dateWorked").asString()).isEqualTo("2026-11-24T00:00:00Z");
		assertThat(entry.get("timeEntryType").asInt()).isEqualTo(2);
		assertThat(entry.get("userDefinedFields")).isNull();
		assertThat(api.delete("/V1.0/TimeEntries/" + id).itemId()).isEqualTo(id);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{"roleID":1,"ticketID":1,"hoursWorked":1,"dateWorked":"2026-11-24"} | Value does not exist for the required field resourceID
					{"resourceID":2,"ticketID":1,"hoursWorked":1,"dateWorked":"2026-11-24"} | TimeEntries for Tickets must have a roleID
					{"resourceID":2,"roleID":1,"ticketID":1} | Must have at least one of hoursWorked or startDateTime/endDateTime
					{"resourceID":2,"roleID":1,"ticketID":1,"hoursWorked":1} | dateWorked is required when no value is supplied for startDateTime
					""")
	void aTimeEntryThatIsWrongIsRefused(String body, String error) {
		assertThat(api.post("/V1.0/TimeEntries", body).error()).isEqualTo(error);
	}

	@Test
	void aDeleteOfAnUnknownIdIsRefused() {
		Reply reply = api.delete("/V1.0/TimeEntries/999999");
		assertThat(reply.status()).isEqualTo(500);
		assertThat(reply.error()).isEqualTo("No message. No matching records found. The logged in Resource may not"
				+ " have the required permissions to delete the data.");
	}

	@Test
	void whatCannotBeDeletedIsTheWrongVerb() {
		for (String entity : new String[] { "Companies", "Tickets", "Projects", "TicketNotes", "Tasks", "Resources" }) {
			assertThat(api.delete("/V1.0/" + entity + "/1").status()).as(entity).isEqualTo(405);
		}
	}

	@Test
	void aWriteIsSeenByQueriesAndCounts() {
		String filter = "{\"filter\":[{\"op\":\"eq\",\"field\":\"title\",\"value\":\"Only one\"}]}";
		long id = createTicket("").longValue();
		api.patch("/V1.0/Tickets", "{\"id\":%d,\"title\":\"Only one\"}".formatted(id));
		api.patch("/V1.0/Tickets", "{\"id\":7,\"title\":\"Only one\"}");
		assertThat(api.post("/V1.0/Tickets/query", filter).ids()).containsExactly(7L, id);
		assertThat(api.post("/V1.0/Tickets/query/count", filter).text()).isEqualTo("{\"queryCount\":2}");
	}

	@Test
	void aWriteMayBeInTheNameOfAnotherResource() {
		ApiClient other = api.with("ImpersonationResourceId", "5");
		long id = other.post("/V1.0/Tickets", "{\"title\":\"T\",\"companyID\":1,\"status\":1,\"priority\":2}").itemId();
		assertThat(api.row("Tickets", id).get("creatorResourceID").asLong()).isEqualTo(5);
		assertThat(api.row("Tickets", id).get("impersonatorCreatorResourceID").asLong()).isEqualTo(24);
	}

	@Test
	void impersonationIsRefusedOrIgnoredWhereItIsNotAllowed() {
		assertThat(api.with("ImpersonationResourceId", "5").query("Tickets", "{'op':'exist','field':'id'}").error())
			.isEqualTo("The logged in Resource does not have the adequate permissions to query this entity type.");
		for (String nobody : new String[] { "24", "21", "999", "me" }) {
			assertThat(api.with("ImpersonationResourceId", nobody)
				.post("/V1.0/Tickets", "{\"title\":\"T\",\"companyID\":1,\"status\":1,\"priority\":2}")
				.error())
				.isEqualTo("The logged in Resource does not have the adequate permissions to create this entity type.");
		}
		assertThat(api.with("ImpersonationResourceId", "999")
			.post("/V1.0/Projects/1/Tasks", "{\"title\":\"T\",\"status\":1,\"taskType\":1}")
			.status()).isEqualTo(200);
	}

	@Test
	void everyEntityOfTheSampleCanBeWritten() {
		assertThat(api
			.post("/V1.0/Companies",
					"{\"companyName\":\"New\",\"companyType\":1,\"ownerResourceID\":1,\"phone\":\"555\"}")
			.status()).isEqualTo(200);
		assertThat(api
			.post("/V1.0/Projects",
					"{\"projectName\":\"P\",\"companyID\":1,\"projectType\":5,\"status\":1,"
							+ "\"startDateTime\":\"2026-11-24\",\"endDateTime\":\"2026-12-24\"}")
			.status()).isEqualTo(200);
		assertThat(api.post("/V1.0/Projects/1/Phases", "{\"title\":\"Ph\"}").status()).isEqualTo(200);
		assertThat(api.post("/V1.0/ConfigurationItems", "{\"companyID\":1,\"productID\":1,\"isActive\":true}").status())
			.isEqualTo(200);
		assertThat(api
			.post("/V1.0/Contracts", "{\"companyID\":1,\"contractName\":\"C\",\"contractType\":7,\"status\":1,"
					+ "\"startDate\":\"2026-01-01\",\"endDate\":\"2027-01-01\",\"timeReportingRequiresStartAndStopTimes\":0}")
			.status()).isEqualTo(200);
		assertThat(api.post("/V1.0/Companies/1/Locations", "{\"name\":\"Annex\"}").status()).isEqualTo(200);
		assertThat(api.post("/V1.0/Roles", "{\"name\":\"R\",\"hourlyRate\":1,\"hourlyFactor\":1,\"isActive\":true}")
			.status()).isEqualTo(200);
		assertThat(api.post("/V1.0/Departments", "{\"name\":\"D\",\"primaryLocationID\":1}").status()).isEqualTo(200);
		assertThat(api.patch("/V1.0/Resources", "{\"id\":2,\"title\":\"Lead\"}").status()).isEqualTo(200);
		assertThat(api.patch("/V1.0/TicketCategories", "{\"id\":3,\"nickname\":\"Std\"}").status()).isEqualTo(200);
	}

	@Test
	void whatTheSimulatorKeepsNoRowsOfCannotBeWritten() {
		Reply reply = api.post("/V1.0/Opportunities", "{\"title\":\"O\"}");
		assertThat(reply.status()).isEqualTo(500);
		assertThat(reply.error()).contains("keeps no rows of the Opportunity Entity");
	}

	private static Long createTicket(String more) {
		return api
			.post("/V1.0/Tickets",
					"{\"id\":0,\"title\":\"Printer\",\"companyID\":1,\"status\":1,\"priority\":2" + more + "}")
			.itemId();
	}

}
