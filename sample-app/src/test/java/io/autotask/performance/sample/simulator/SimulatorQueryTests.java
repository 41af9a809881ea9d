package io.autotask.performance.sample.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.autotask.performance.sample.simulator.ApiClient.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queries: what a filter means, what is refused in which words, and how pages follow each
 * other.
 */
class SimulatorQueryTests {

	private static Simulator simulator;

	private static ApiClient api;

	private static List<JsonNode> rows;

	@BeforeAll
	static void start() {
		simulator = Simulator
			.start(SimulatorSettings.defaults().withPort(0).withLatency(Duration.ZERO).withTickets(400));
		api = ApiClient.of(simulator);
		rows = List.copyOf(api.query("Tickets", "{'op':'gte','field':'id','value':0}").items().values());
	}

	@AfterAll
	static void stop() {
		simulator.close();
	}

	static Stream<Arguments> conditions() {
		return Stream.of(
				Arguments.of("{'op':'eq','field':'status','value':5}", where((row) -> number(row, "status") == 5)),
				Arguments.of("{'op':'noteq','field':'status','value':5}", where((row) -> number(row, "status") != 5)),
				Arguments.of("{'op':'gt','field':'id','value':390}", where((row) -> number(row, "id") > 390)),
				Arguments.of("{'op':'gte','field':'id','value':390}", where((row) -> number(row, "id") >= 390)),
				Arguments.of("{'op':'lt','field':'id','value':10}", where((row) -> number(row, "id") < 10)),
				Arguments.of("{'op':'lte','field':'id','value':10}", where((row) -> number(row, "id") <= 10)),
				Arguments.of("{'op':'in','field':'id','value':[7,3,3,99999]}",
						where((row) -> number(row, "id") == 3 || number(row, "id") == 7)),
				Arguments.of("{'op':'notIn','field':'status','value':[1,5]}",
						where((row) -> number(row, "status") != 1 && number(row, "status") != 5)),
				Arguments.of("{'op':'exist','field':'assignedResourceID'}",
						where((row) -> !row.get("assignedResourceID").isNull())),
				Arguments.of("{'op':'notExist','field':'assignedResourceID'}",
						where((row) -> row.get("assignedResourceID").isNull())),
				Arguments.of("{'op':'beginsWith','field':'title','value':'pri'}",
						where((row) -> text(row, "title").startsWith("pri"))),
				Arguments.of("{'op':'endsWith','field':'title','value':'RESET'}",
						where((row) -> text(row, "title").endsWith("reset"))),
				Arguments.of("{'op':'contains','field':'title','value':'Wireless'}",
						where((row) -> text(row, "title").contains("wireless"))),
				Arguments.of("{'op':'eq','field':'title','value':'PASSWORD RESET  '}",
						where((row) -> text(row, "title").equals("password reset"))),
				Arguments.of("{'op':'gt','field':'estimatedHours','value':3.5}",
						where((row) -> row.get("estimatedHours").asDouble(0) > 3.5)),
				Arguments.of("{'op':'eq','field':'estimatedHours','value':'2'}",
						where((row) -> row.get("estimatedHours").asDouble(0) == 2)),
				Arguments.of("{'op':'eq','field':'isVisibleToComanaged','value':'false'}", where((row) -> true)),
				Arguments.of("{'op':'noteq','field':'assignedResourceID','value':1}", where(
						(row) -> !row.get("assignedResourceID").isNull() && number(row, "assignedResourceID") != 1)));
	}

	@ParameterizedTest
	@MethodSource("conditions")
	void aConditionMatchesTheRowsThatItSays(String condition, Predicate<JsonNode> expected) {
		assertThat(api.query("Tickets", condition).ids()).isEqualTo(idsOf(expected));
	}

	@Test
	void dateConditionsTakeUtcWithAndWithoutZone() {
		String created = text(api.row("Tickets", 200), "createDate").toUpperCase(Locale.ROOT);
		String moment = created.substring(0, 19);
		for (String value : new String[] { created, moment, moment + "Z", moment + "+00:00" }) {
			assertThat(api.query("Tickets", "{'op':'gt','field':'createDate','value':'%s'}".formatted(value)).ids())
				.isSubsetOf(LongStream.rangeClosed(200, 400).boxed().toList())
				.contains(201L, 400L);
		}
		assertThat(api.query("Tickets", "{'op':'lt','field':'createDate','value':'2000-01-01'}").ids()).isEmpty();
	}

	@Test
	void aQueryReturnsTheRowsThatAReadReturns() {
		assertThat(rows).hasSize(400);
		for (long id : new long[] { 1, 17, 250, 400 }) {
			assertThat(rows.get((int) id - 1)).isEqualTo(api.row("Tickets", id));
		}
	}

	@Test
	void conditionsOfTheTopAllHold() {
		assertThat(
				api.query("Tickets", "{'op':'eq','field':'status','value':5},{'op':'eq','field':'priority','value':1}")
					.ids())
			.isEqualTo(idsOf((row) -> number(row, "status") == 5 && number(row, "priority") == 1));
	}

	@Test
	void groupsNest() {
		String filter = "{'op':'or','items':[{'op':'eq','field':'id','value':5},{'op':'and','items':["
				+ "{'op':'gt','field':'id','value':395},{'op':'eq','field':'status','value':5}]}]}";
		assertThat(api.query("Tickets", filter).ids())
			.isEqualTo(idsOf((row) -> number(row, "id") == 5 || number(row, "id") > 395 && number(row, "status") == 5));
	}

	@Test
	void aConditionOnIdsInsideOfAnOrDoesNotNarrowTheRest() {
		String filter = "{'op':'or','items':[{'op':'eq','field':'id','value':400},{'op':'lt','field':'id','value':3}]}";
		assertThat(api.query("Tickets", filter).ids()).containsExactly(1L, 2L, 400L);
	}

	@Test
	void namesAreReadInAnyCase() {
		Reply reply = api.post("/v1.0/tickets/QUERY",
				"{\"FILTER\":[{\"Op\":\"EQ\",\"Field\":\"COMPANYID\",\"Value\":\"1\"}],\"includefields\":[\"Id\",\"companyid\"]}");
		assertThat(reply.items().values()).isNotEmpty().allSatisfy((row) -> {
			assertThat(row.get("companyID").asLong()).isEqualTo(1);
			assertThat(row.get("title")).isNull();
		});
	}

	@Test
	void aSearchMayHaveSingleQuotes() {
		assertThat(api.search("Companies", "{'filter':[{'op':'exist','field':'IsActive'}]}").ids()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ne", "noteExist", "like", "" })
	void anUnknownOperatorIsDroppedWithoutAWord(String operator) {
		Reply reply = api.query("Tickets", "{'op':'%s','field':'noSuchField','value':1}".formatted(operator));
		assertThat(reply.ids()).hasSize(400);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					{"filter":[{"op":"eq","field":"projectName","value":1}]} | Unable to find projectName in the Ticket Entity
					{"filter":[{"op":"eq","field":"Root Cause","value":"User"}]} | Unable to find Root Cause in the Ticket Entity
					{} | Value cannot be null. Parameter name: filters
					{"filter":null} | Value cannot be null. Parameter name: filters
					{"MaxRecords":0,"filter":[{"op":"exist","field":"id"}]} | maxCountOfRecordsToReturn must be between 1 and 500
					{"MaxRecords":501,"filter":[{"op":"exist","field":"id"}]} | maxCountOfRecordsToReturn must be between 1 and 500
					{"filter":[{"op":"eq","field":"id","value":null}]} | Value cannot be null. Parameter name: value
					{"filter":[5]} | Error converting value 5 to type 'Autotask.Api.Filter'. Path 'filter'.
					{"filter":[{"op":"eq","field":"id","value":"abc"}]} | Input string was not in a correct format.
					{"filter":[{"op":"eq","field":"createDate","value":"soon"}]} | String was not recognized as a valid DateTime.
					""",
			ignoreLeadingAndTrailingWhitespace = true)
	void whatIsWrongIsSaidWithAStatusOf500(String body, String error) {
		Reply reply = api.post("/V1.0/Tickets/query", body);
		assertThat(reply.status()).isEqualTo(500);
		assertThat(reply.error()).isEqualTo(error);
	}

	@Test
	void aQueryWithoutABodyIsRefused() {
		assertThat(api.post("/V1.0/Tickets/query", "").error())
			.isEqualTo("Value cannot be null. Parameter name: queryModel");
		assertThat(api.get("/V1.0/Tickets/query").error())
			.isEqualTo("Value cannot be null. Parameter name: queryModel");
	}

	@Test
	void aFilterThatIsNoListIsRefused() {
		Reply reply = api.post("/V1.0/Tickets/query", "{\"filter\":{\"op\":\"exist\",\"field\":\"id\"}}");
		assertThat(reply.status()).isEqualTo(500);
		assertThat(reply.error()).startsWith("Cannot deserialize the current JSON object");
	}

	@Test
	void malformedJsonIsRefused() {
		assertThat(api.post("/V1.0/Tickets/query", "{\"filter\":[").status()).isEqualTo(500);
		assertThat(api.post("/V1.0/Tickets/query", "{\"filter\":[").error()).startsWith("Unexpected character");
	}

	@Test
	void deeplyNestedJsonIsRefused() {
		String deep = "[".repeat(5000) + "]".repeat(5000);
		assertThat(api.post("/V1.0/Tickets/query", "{\"filter\":" + deep + "}").status()).isEqualTo(500);
	}

	@Test
	void anEmptyFilterMatchesNothing() {
		Reply reply = api.post("/V1.0/Tickets/query", "{\"filter\":[]}");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.ids()).isEmpty();
		assertThat(reply.json().get("pageDetails").get("requestCount").asInt()).isEqualTo(500);
	}

	@Test
	void fieldsThatCannotBeQueriedAreRefused() {
		assertThat(api.query("Tickets", "{'op':'eq','field':'lastActivityPersonType','value':1}").status())
			.isEqualTo(500);
	}

	@Test
	void upToFiveHundredAlternativesAreTaken() {
		assertThat(api.query("Tickets", "{'op':'in','field':'id','value':[%s]}".formatted(ids(500))).ids())
			.hasSize(400);
		Reply reply = api.query("Tickets", "{'op':'in','field':'id','value':[%s]}".formatted(ids(501)));
		assertThat(reply.status()).isEqualTo(500);
		assertThat(reply.error())
			.isEqualTo("Invalid query syntax. Queries are limited to 500 or fewer 'OR' conditions.");
		String or = LongStream.rangeClosed(1, 501)
			.mapToObj("{'op':'eq','field':'id','value':%d}"::formatted)
			.collect(Collectors.joining(",", "{'op':'or','items':[", "]}"));
		assertThat(api.query("Tickets", or).status()).isEqualTo(500);
	}

	@Test
	void aUserDefinedFieldIsQueriedOneAtATime() {
		String userDefined = "{'op':'eq','field':'root cause','value':'network','udf':true}";
		Reply reply = api.query("Tickets", userDefined);
		assertThat(reply.items().values()).isNotEmpty()
			.allSatisfy((row) -> assertThat(row.get("userDefinedFields").toString())
				.contains("{\"name\":\"Root Cause\",\"value\":\"Network\"}"));
		assertThat(api.query("Tickets", userDefined + ",{'op':'exist','field':'Asset Tag','udf':true}").status())
			.isEqualTo(500);
	}

	@Test
	void numbersInUserDefinedFieldsCompareAsNumbers() {
		long all = api.query("Companies", "{'op':'exist','field':'Number of Seats','udf':true}").ids().size();
		long few = api.query("Companies", "{'op':'lt','field':'Number of Seats','udf':true,'value':9}").ids().size();
		long many = api.query("Companies", "{'op':'gte','field':'Number of Seats','udf':true,'value':9}").ids().size();
		assertThat(few + many).isEqualTo(all);
		assertThat(many).isPositive();
	}

	@Test
	void onlyTheFieldsThatAreIncludedAreReturned() {
		Reply reply = api.post("/V1.0/Tickets/query",
				"{\"IncludeFields\":[\"title\",\"Root Cause\"],\"filter\":[{\"op\":\"eq\",\"field\":\"id\",\"value\":1}]}");
		assertThat(reply.items().get(0).propertyNames()).containsExactlyInAnyOrder("id", "title", "userDefinedFields");
		assertThat(reply.items().get(0).get("userDefinedFields").size()).isEqualTo(1);
		assertThat(api
			.post("/V1.0/Tickets/query",
					"{\"IncludeFields\":[\"nope\"],\"filter\":[{\"op\":\"exist\",\"field\":\"id\"}]}")
			.error()).isEqualTo("Unable to find nope in the Ticket Entity");
	}

	@Test
	void pagesOfAQueryByGetHoldTheFilter() {
		Reply first = api.search("Tickets",
				"{\"MaxRecords\":150,\"filter\":[{\"op\":\"gte\",\"field\":\"id\",\"value\":0}]}");
		assertThat(first.nextPageUrl())
			.startsWith(simulator.baseUrl() + "/V1.0/Tickets/query/next?paging=%7b%22pageSize%22%3a150"
					+ "%2c%22previousIds%22%3a%5b-1%5d%2c%22nextIds%22%3a%5b150%5d%7d&search=%7b");
		Reply second = api.get(first.nextPageUrl());
		Reply third = api.get(second.nextPageUrl());
		assertThat(third.ids()).hasSize(100).endsWith(400L);
		assertThat(third.nextPageUrl()).isNull();
		assertThat(api.get(third.previousPageUrl()).ids()).isEqualTo(second.ids());
		assertThat(first.previousPageUrl()).isNull();
	}

	@Test
	void aLastPageThatIsFullHasNoNextOne() {
		String body = "{\"MaxRecords\":400,\"filter\":[{\"op\":\"exist\",\"field\":\"id\"}]}";
		assertThat(api.post("/V1.0/Tickets/query", body).nextPageUrl()).isNull();
	}

	@Test
	void aPageIsRefusedWithoutItsPosition() {
		String body = "{\"filter\":[{\"op\":\"exist\",\"field\":\"id\"}]}";
		for (String paging : new String[] { "", "?paging=", "?paging=%7b%7d", "?paging=x",
				"?paging=%7b%22pageSize%22%3a9999%2c%22nextIds%22%3a%5b1%5d%7d" }) {
			assertThat(api.post("/V1.0/Tickets/query/next" + paging, body).status()).isEqualTo(500);
		}
	}

	@Test
	void aUrlThatIsTooLongIsNotFound() {
		String filter = "{\"filter\":[{\"op\":\"in\",\"field\":\"id\",\"value\":[" + ids(400) + "]}]}";
		assertThat(api.search("Tickets", filter).status()).isEqualTo(404);
		assertThat(api.post("/V1.0/Tickets/query", filter).ids()).hasSize(400);
	}

	@Test
	void entitiesWithoutRowsAreEmpty() {
		assertThat(api.query("Opportunities", "{'op':'eq','field':'anything','value':1}").ids()).isEmpty();
		assertThat(api.get("/V1.0/Opportunities/1").text()).isEqualTo("{\"item\":null}");
		assertThat(api.post("/V1.0/Opportunities/query/count", "{\"filter\":[{\"op\":\"exist\",\"field\":\"id\"}]}")
			.text()).isEqualTo("{\"queryCount\":0}");
	}

	@Test
	void pageUrlsStayOnTheOriginThatWasAsked() {
		ApiClient other = api.at("http://127.0.0.1:" + simulator.port() + "/ATServicesRest");
		String body = "{\"MaxRecords\":1,\"filter\":[{\"op\":\"exist\",\"field\":\"id\"}]}";
		assertThat(other.post("/V1.0/Tickets/query", body).nextPageUrl())
			.startsWith("http://127.0.0.1:" + simulator.port() + "/ATServicesRest/V1.0/Tickets/query/next?paging=");
	}

	private static List<Long> idsOf(Predicate<JsonNode> expected) {
		return rows.stream().filter(expected).map((row) -> row.get("id").asLong()).toList();
	}

	private static Predicate<JsonNode> where(Predicate<JsonNode> predicate) {
		return predicate;
	}

	private static long number(JsonNode row, String field) {
		return row.get(field).asLong(-1);
	}

	private static String text(JsonNode row, String field) {
		return row.get(field).asString("").toLowerCase(Locale.ROOT);
	}

	private static String ids(int count) {
		return LongStream.rangeClosed(1, count).mapToObj(String::valueOf).collect(Collectors.joining(","));
	}

}
