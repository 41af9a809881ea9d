package io.autotask.performance.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.autotask.performance.client.relation.Label;
import io.autotask.performance.client.relation.Reference;
import io.autotask.performance.query.Filters;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Arrival;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The typed client asks for the fields that a record has, loses no answer by that, and
 * gives nobody an answer that holds fewer fields than he asked for.
 */
class ProjectionTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final List<String> FIELDS = List.of("id", "title", "status", "companyID", "notes");

	private final StubAutotask autotask = StubAutotask.start();

	private final Path path = Path.to(this.autotask).withoutRetry().build();

	private final AutotaskClient client = client(ClientSettings.defaults());

	ProjectionTests() {
		this.autotask.answering((arrival) -> Mono.just(rows(arrival)));
	}

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void aPageAsksForTheFieldsOfItsRecordAndTheId() {
		List<Ticket> rows = open(Ticket.class);
		assertThat(rows).containsExactly(new Ticket("Printer 1", 5), new Ticket("Printer 2", 5));
		assertThat(asked()).containsExactly(List.of("title", "status", "id"));
	}

	@Test
	void referencesLabelsAndOtherNamesAreFieldsToo() {
		assertThat(open(Linked.class)).extracting((row) -> row.companyID().id()).containsExactly(7L, 7L);
		assertThat(open(Linked.class).get(0).words()).isEqualTo("Printer 1");
		assertThat(asked()).containsExactly(List.of("id", "companyID", "status", "title"));
	}

	@Test
	void streamsScansAndFollowingPagesAskForTheSame() {
		EntityQuery all = this.client.tickets().query().maxRecords(2);
		assertThat(all.stream(Ticket.class).collectList().block()).hasSize(2);
		assertThat(all.parallelScan(Ticket.class).collectList().block()).hasSize(2);
		this.path.cache.clear();
		all.page(Ticket.class).flatMap(Page::next).block();
		assertThat(asked()).hasSizeGreaterThan(3).containsOnly(List.of("title", "status", "id"));
	}

	@ParameterizedTest
	@ValueSource(classes = { JsonNode.class, Map.class, NoRecord.class, WithTheRest.class, WithAnotherName.class,
			WithParts.class, OfItsOwn.class, WithUserDefinedFields.class, ReadElsewhere.class })
	void whereEveryFieldMayMatterAllAreAskedFor(Class<?> type) {
		assertThat(open(type)).hasSize(2);
		assertThat(asked()).containsExactly(List.of());
	}

	@Test
	void whatTheCallerChoosesCounts() {
		this.client.tickets().query().includeFields("notes", "status").page(Ticket.class).block();
		assertThat(asked()).containsExactly(List.of("notes", "status", "id"));
	}

	@Test
	void aFieldThatTheApiDoesNotKnowCostsOneRequestOnce() {
		assertThat(open(WithAFieldOfNobody.class)).extracting(WithAFieldOfNobody::title)
			.containsExactly("Printer 1", "Printer 2");
		assertThat(asked()).containsExactly(List.of("id", "title", "mood"), List.of());
		this.path.cache.clear();
		assertThat(open(WithAFieldOfNobody.class)).hasSize(2);
		assertThat(this.client.tickets().query().stream(WithAFieldOfNobody.class).collectList().block()).hasSize(2);
		assertThat(asked().subList(2, 4)).containsOnly(List.of());
	}

	@Test
	void aQueryThatIsRefusedForItselfSaysSoAndIsTriedTwiceOnlyBeforeTheFieldsAreKnown() {
		EntityQuery wrong = this.client.tickets().query().where(Filters.eq("nonsense", 1));
		assertThatExceptionOfType(AutotaskApiException.class).isThrownBy(() -> wrong.page(Ticket.class).block())
			.withMessageContaining("Unable to find nonsense");
		assertThat(asked()).hasSize(2);
		open(Ticket.class);
		assertThatExceptionOfType(AutotaskApiException.class).isThrownBy(() -> wrong.page(Ticket.class).block());
		assertThat(asked()).hasSize(4);
	}

	@Test
	void aFailureThatIsNoRefusalIsNotTakenForOne() {
		this.autotask.answering(Reply.empty(401));
		assertThatExceptionOfType(AutotaskApiException.class).isThrownBy(() -> open(Ticket.class));
		assertThat(this.autotask.arrivals()).hasSize(1);
		this.autotask.answering((arrival) -> Mono.just(rows(arrival)));
		assertThat(open(Ticket.class)).hasSize(2);
		assertThat(asked().get(1)).isNotEmpty();
	}

	@Test
	void whatIsInMemoryWithAllFieldsIsUsed() {
		open(JsonNode.class);
		assertThat(open(Ticket.class)).hasSize(2);
		assertThat(open(Linked.class)).hasSize(2);
		assertThat(this.autotask.arrivals()).hasSize(1);
	}

	@Test
	void whoeverReadsMoreIsNeverGivenLess() {
		open(Ticket.class);
		assertThat(open(JsonNode.class).get(0).path("notes").asString()).isEqualTo("long text");
		assertThat(open(Linked.class).get(0).companyID().id()).isEqualTo(7);
		assertThat(this.autotask.arrivals()).as("the third is answered by the second").hasSize(2);
	}

	@Test
	void aWebClientThatChoosesItsFieldsGetsThoseAndNoOthers() {
		open(JsonNode.class);
		String few = this.path.client()
			.post()
			.uri("/Tickets/query")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{'maxRecords':500,'includeFields':['title'],'filter':[{'op':'eq','field':'status','value':5}]}"
				.replace('\'', '"'))
			.retrieve()
			.bodyToMono(String.class)
			.block();
		assertThat(few).contains("Printer 1").doesNotContain("long text");
		assertThat(this.autotask.arrivals()).hasSize(2);
	}

	@Test
	void aRowOfAQueryAnswersAReadOfTheSameTypeOnceBothAreKnownToBeTheSame() {
		open(Ticket.class);
		assertThat(get(1, Ticket.class)).isEqualTo(new Ticket("Printer 1", 5));
		assertThat(this.autotask.arrivals()).as("nothing is known yet").hasSize(2);
		assertThat(get(2, Ticket.class)).isEqualTo(new Ticket("Printer 2", 5));
		assertThat(this.autotask.arrivals()).hasSize(2);
		assertThat(get(2, Linked.class).companyID().id()).as("a field that the query did not ask for").isEqualTo(7);
		assertThat(this.autotask.arrivals()).hasSize(3);
		assertThat(get(2, JsonNode.class).path("notes").asString()).isEqualTo("long text");
		assertThat(this.autotask.arrivals()).hasSize(3);
	}

	@Test
	void afterAWriteARowOfAQueryAnswersNothing() {
		open(Ticket.class);
		get(1, Ticket.class);
		this.client.tickets().update(2, Map.of("title", "Scanner")).onErrorComplete().block();
		get(2, Ticket.class);
		assertThat(this.autotask.arrivals()).extracting(Arrival::method).containsExactly("POST", "GET", "PATCH", "GET");
	}

	@Test
	void whereRowsOfQueriesHaveOtherValuesTheyAnswerNothing() {
		this.autotask.answering((arrival) -> Mono.just(arrival.method().equals("GET")
				? Reply.json(200, "{\"item\":{\"id\":1,\"title\":\"Other\",\"status\":5}}") : rows(arrival)));
		open(Ticket.class);
		get(1, Ticket.class);
		get(2, Ticket.class);
		assertThat(this.autotask.arrivals()).hasSize(3);
	}

	@Test
	void switchedOffItAsksForAllFields() {
		ClientSettings usual = ClientSettings.defaults();
		AutotaskClient all = client(new ClientSettings(usual.paging(), usual.slots(), usual.remainingBudget(),
				usual.unchanged(), usual.time(), false));
		all.tickets().query().page(Ticket.class).block();
		assertThat(asked()).containsExactly(List.of());
	}

	private <T> List<T> open(Class<T> type) {
		return this.client.tickets().query().where(Filters.eq("status", 5)).page(type).block().items();
	}

	private <T> T get(long id, Class<T> type) {
		return this.client.tickets().get(id, type).block();
	}

	/** The fields that each query asked for. */
	private List<List<String>> asked() {
		return this.autotask.arrivals()
			.stream()
			.filter((arrival) -> arrival.uri().contains("/query") && !arrival.path().endsWith("/count"))
			.map((arrival) -> JSON.readTree(arrival.text()).path("includeFields").valueStream())
			.map((names) -> names.map(JsonNode::asString).toList())
			.toList();
	}

	private AutotaskClient client(ClientSettings settings) {
		WebClient web = this.path.client();
		return new AutotaskClient(
				new ApiHttp(web, new RowMapper(), new ApiCredentials("user@example.test", "secret", "CODE"), settings),
				BaseUrl.fixed(URI.create(this.autotask.baseUrl().toString())));
	}

	/** Two tickets, with the fields that are asked for. */
	private static Reply rows(Arrival arrival) {
		if (arrival.method().equals("GET")) {
			return Reply.json(200,
					"{\"item\":" + row(Long.parseLong(arrival.path().replaceAll(".*/", "")), FIELDS) + "}");
		}
		if (arrival.path().endsWith("/count")) {
			return Reply.json(200, "{\"queryCount\":2}");
		}
		JsonNode query = JSON.readTree(arrival.text());
		List<String> wanted = new ArrayList<>();
		query.path("includeFields").valueStream().map(JsonNode::asString).forEach(wanted::add);
		Stream<String> named = Stream.concat(wanted.stream(),
				query.path("filter").valueStream().map((condition) -> condition.path("field").asString("id")));
		String unknown = named.filter((field) -> !FIELDS.contains(field)).findFirst().orElse(null);
		if (unknown != null) {
			return Reply.json(500, "{\"errors\":[\"Unable to find " + unknown + " in the Ticket Entity\"]}");
		}
		boolean further = arrival.text().contains("\"gt\"") || arrival.uri().contains("/next");
		ObjectNode page = JSON.createObjectNode();
		ArrayNode items = page.putArray("items");
		for (long id = 1; id <= (further ? 0 : 2); id++) {
			items.add(row(id, wanted.isEmpty() ? FIELDS : wanted));
		}
		boolean linked = JSON.readTree(arrival.text()).path("maxRecords").asInt() == 2 && !further;
		page.putObject("pageDetails")
			.put("nextPageUrl", linked ? "/ATServicesRest/V1.0/Tickets/query/next?paging=1" : null);
		return Reply.json(200, page.toString());
	}

	private static ObjectNode row(long id, List<String> fields) {
		ObjectNode all = JSON.createObjectNode();
		all.put("id", id).put("title", "Printer " + id).put("status", 5).put("companyID", 7).put("notes", "long text");
		return all.retain(fields);
	}

	record Ticket(String title, int status) {

	}

	record Linked(long id, Reference<Ticket> companyID, Label status, @JsonProperty("title") String words) {

	}

	record WithAFieldOfNobody(long id, String title, String mood) {

	}

	record WithTheRest(long id, @JsonAnySetter Map<String, Object> rest) {

	}

	record WithAnotherName(long id, @JsonAlias("title") String name) {

	}

	record WithParts(long id, @JsonUnwrapped Part part) {

	}

	record Part(String title) {

	}

	record OfItsOwn(long id) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		static OfItsOwn of(JsonNode row) {
			return new OfItsOwn(row.path("id").asLong() + row.path("companyID").asLong());
		}

	}

	record WithUserDefinedFields(long id, List<Object> userDefinedFields) {

	}

	@JsonDeserialize(using = Elsewhere.class)
	record ReadElsewhere(String title) {

	}

	static final class Elsewhere extends tools.jackson.databind.ValueDeserializer<ReadElsewhere> {

		@Override
		public ReadElsewhere deserialize(tools.jackson.core.JsonParser parser,
				tools.jackson.databind.DeserializationContext context) {
			return new ReadElsewhere(context.readTree(parser).path("notes").asString());
		}

	}

	static final class NoRecord {

		public String title;

	}

}
