package io.autotask.performance.sample.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.autotask.performance.sample.simulator.ApiClient.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The generated rows: always the same, in agreement with each other, and as many as one
 * likes.
 */
class SimulatorDataTests {

	private static final List<String> ENTITIES = List.of("Companies", "CompanyLocations", "Contacts", "Resources",
			"Tickets", "TicketNotes", "TimeEntries", "Projects", "Phases", "Tasks", "ConfigurationItems", "Contracts",
			"Products", "Roles", "Departments", "BillingCodes", "TicketCategories");

	private static final String ALL = "{'op':'exist','field':'id'}";

	private final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T00:00:01Z"));

	@Test
	void theSameSeedGivesTheSameBytesOnTheSameDay() {
		try (Simulator first = start(1, 300); Simulator second = start(1, 300); Simulator other = start(2, 300)) {
			for (String entity : ENTITIES) {
				String bytes = ApiClient.of(first).query(entity, ALL).text();
				assertThat(ApiClient.of(second).query(entity, ALL).items().toString()).as(entity)
					.isEqualTo(ApiClient.of(first).query(entity, ALL).items().toString());
				assertThat(ApiClient.of(first).query(entity, ALL).text()).isEqualTo(bytes);
			}
			assertThat(ApiClient.of(other).query("Tickets", ALL).items())
				.isNotEqualTo(ApiClient.of(first).query("Tickets", ALL).items());
		}
	}

	@Test
	void aResetForgetsEveryWrite() {
		try (Simulator simulator = start(1, 50)) {
			ApiClient api = ApiClient.of(simulator);
			String before = api.query("Tickets", ALL).text();
			api.patch("/V1.0/Tickets", "{\"id\":1,\"title\":\"Changed\"}");
			api.post("/V1.0/Tickets", "{\"title\":\"New\",\"companyID\":1,\"status\":1,\"priority\":2}");
			api.delete("/V1.0/TimeEntries/1");
			assertThat(api.query("Tickets", ALL).text()).isNotEqualTo(before);
			api.at("http://localhost:" + simulator.port()).post("/simulator/reset", "");
			assertThat(api.query("Tickets", ALL).text()).isEqualTo(before);
			assertThat(simulator.ledger().counts().requests()).isEqualTo(1);
		}
	}

	@Test
	void everyReferenceLeadsToARow() {
		try (Simulator simulator = start(3, 400)) {
			ApiClient api = ApiClient.of(simulator);
			Map<String, Set<Long>> ids = ENTITIES.stream()
				.collect(Collectors.toMap(Function.identity(), (entity) -> ids(api, entity)));
			for (String entity : ENTITIES) {
				JsonNode fields = api.get("/V1.0/" + entity + "/entityInformation/fields").json().get("fields");
				for (JsonNode field : fields.values()) {
					Set<Long> known = ids.get(plural(field.get("referenceEntityType").asString()));
					if (known != null) {
						checkReferences(api, entity, field.get("name").asString(), known);
					}
				}
			}
		}
	}

	@Test
	void everyValueOfAPicklistIsOneOfIt() {
		try (Simulator simulator = start(1, 200)) {
			ApiClient api = ApiClient.of(simulator);
			for (String entity : ENTITIES) {
				JsonNode rows = api.query(entity, ALL).items();
				for (JsonNode field : api.get("/V1.0/" + entity + "/entityInformation/fields")
					.json()
					.get("fields")
					.values()) {
					Set<String> values = field.get("picklistValues")
						.values()
						.stream()
						.map((value) -> value.get("value").asString())
						.collect(Collectors.toSet());
					String name = field.get("name").asString();
					if (!values.isEmpty()) {
						rows.values()
							.stream()
							.filter((row) -> !row.get(name).isNull())
							.forEach((row) -> assertThat(values).as(entity + "." + name)
								.contains(row.get(name).asString()));
					}
					if (field.get("isRequired").asBoolean()) {
						rows.values()
							.forEach((row) -> assertThat(row.get(name).isNull()).as(entity + "." + name).isFalse());
					}
				}
			}
		}
	}

	@Test
	void ticketsLookLikeThoseOfAServiceDesk() {
		try (Simulator simulator = start(1, 500)) {
			List<JsonNode> tickets = List.copyOf(ApiClient.of(simulator).query("Tickets", ALL).items().values());
			List<JsonNode> open = tickets.stream().filter((row) -> row.get("status").asInt() != 5).toList();
			assertThat(open.size()).isBetween(90, 160);
			assertThat(open).allSatisfy((row) -> assertThat(row.get("completedDate").isNull()).isTrue());
			assertThat(open.stream().filter((row) -> row.get("assignedResourceID").isNull()).count()).isBetween(5L,
					45L);
			assertThat(tickets.stream().map((row) -> row.get("ticketNumber").asString()).distinct()).hasSize(500);
			assertThat(tickets).allSatisfy((row) -> {
				assertThat(row.get("assignedResourceID").isNull())
					.isEqualTo(row.get("assignedResourceRoleID").isNull());
				assertThat(row.get("createDate").asString())
					.isLessThanOrEqualTo(row.get("lastActivityDate").asString());
				assertThat(row.get("lastActivityDate").asString()).isLessThan("2026-11-24");
			});
			assertThat(tickets).isSortedAccordingTo(
					(left, right) -> left.get("createDate").asString().compareTo(right.get("createDate").asString()));
			assertThat(tickets.get(499).get("createDate").asString()).startsWith("2026-11-23");
		}
	}

	@Test
	void theContactOfATicketIsOfItsCompany() {
		try (Simulator simulator = start(1, 200)) {
			ApiClient api = ApiClient.of(simulator);
			Map<Long, Long> companies = api.query("Contacts", ALL)
				.items()
				.values()
				.stream()
				.collect(Collectors.toMap((row) -> row.get("id").asLong(), (row) -> row.get("companyID").asLong()));
			assertThat(api.query("Tickets", ALL).items().values())
				.allSatisfy((row) -> assertThat(companies.get(row.get("contactID").asLong()))
					.isEqualTo(row.get("companyID").asLong()));
		}
	}

	@Test
	void childrenAreTheRowsThatPointToTheirParent() {
		try (Simulator simulator = start(1, 100)) {
			ApiClient api = ApiClient.of(simulator);
			assertThat(api.get("/V1.0/Tickets/7/Notes").ids())
				.isEqualTo(api.query("TicketNotes", "{'op':'eq','field':'ticketID','value':7}").ids());
			assertThat(api.get("/V1.0/Companies/2/Contacts").ids()).hasSize(4)
				.isEqualTo(api.query("Contacts", "{'op':'eq','field':'companyID','value':2}").ids());
			assertThat(api.get("/V1.0/Projects/3/Tasks").ids()).hasSize(8);
			assertThat(api.get("/V1.0/Tickets/99999/Notes").ids()).isEmpty();
		}
	}

	@Test
	void aRowThatMovesToAnotherParentIsFoundThere() {
		try (Simulator simulator = start(1, 100)) {
			ApiClient api = ApiClient.of(simulator);
			api.patch("/V1.0/ConfigurationItems", "{\"id\":1,\"companyID\":2}");
			String filter = "{'op':'eq','field':'companyID','value':%d}";
			assertThat(api.query("ConfigurationItems", filter.formatted(1)).ids()).containsExactly(2L, 3L, 4L, 5L);
			assertThat(api.query("ConfigurationItems", filter.formatted(2)).ids()).containsExactly(1L, 6L, 7L, 8L, 9L,
					10L);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 39 })
	void aFewTicketsAreEnough(long tickets) {
		try (Simulator simulator = start(1, tickets)) {
			assertThat(ApiClient.of(simulator).query("Tickets", ALL).ids()).hasSize((int) tickets);
			assertThat(ApiClient.of(simulator).query("Companies", ALL).ids()).hasSize(26);
		}
	}

	@Test
	void aMillionTicketsTakeNoMemoryAndStayUsable() {
		try (Simulator simulator = start(1, 1_000_000)) {
			ApiClient api = ApiClient.of(simulator);
			assertThat(api.row("Tickets", 1_000_000).get("id").asLong()).isEqualTo(1_000_000);
			Reply open = api.query("Tickets", "{'op':'noteq','field':'status','value':5}");
			assertThat(open.ids()).hasSize(500);
			assertThat(open.nextPageUrl()).isNotNull();
			assertThat(api.query("Tickets", "{'op':'gt','field':'id','value':999990}").ids()).hasSize(10);
			assertThat(api.get("/V1.0/Tickets/900000/Notes").status()).isEqualTo(200);
			long all = api.post("/V1.0/Tickets/query/count", "{\"filter\":[" + ALL + "]}")
				.json()
				.get("queryCount")
				.asLong();
			assertThat(all).isEqualTo(1_000_000);
			long id = api.post("/V1.0/Tickets", "{\"title\":\"New\",\"companyID\":1,\"status\":1,\"priority\":2}")
				.itemId();
			assertThat(id).isEqualTo(1_000_001);
			assertThat(api.query("Tickets", "{'op':'eq','field':'title','value':'New'}").ids()).containsExactly(id);
		}
	}

	private Simulator start(long seed, long tickets) {
		return Simulator.start(
				SimulatorSettings.defaults().withPort(0).withLatency(Duration.ZERO).withSeed(seed).withTickets(tickets),
				new SimulatorTime(this.clock, new ManualTimer()));
	}

	private static Set<Long> ids(ApiClient api, String entity) {
		String body = "{\"IncludeFields\":[\"id\"],\"filter\":[{\"op\":\"exist\",\"field\":\"id\"}]}";
		Reply page = api.post("/V1.0/" + entity + "/query", body);
		Set<Long> ids = new HashSet<>(page.ids());
		while (page.nextPageUrl() != null) {
			page = api.post(page.nextPageUrl(), body);
			ids.addAll(page.ids());
		}
		return ids;
	}

	private static void checkReferences(ApiClient api, String entity, String field, Set<Long> known) {
		assertThat(api.query(entity, "{'op':'exist','field':'" + field + "'}").items().values())
			.as(entity + "." + field)
			.allSatisfy((row) -> assertThat(known).contains(row.get(field).asLong()));
	}

	private static String plural(String singular) {
		return singular.endsWith("y") ? singular.substring(0, singular.length() - 1) + "ies" : singular + "s";
	}

}
