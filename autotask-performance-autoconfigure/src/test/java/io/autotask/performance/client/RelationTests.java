package io.autotask.performance.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.autotask.performance.client.relation.Label;
import io.autotask.performance.client.relation.Reference;
import io.autotask.performance.client.relation.RefersTo;
import io.autotask.performance.client.relation.RelationFigures;
import io.autotask.performance.client.scan.ReadStoppedException;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask.Arrival;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RelationTests {

	private static final JsonMapper JSON = new JsonMapper();

	private final TicketServer server = new TicketServer(40,
			(id) -> "{\"id\":" + id + ",\"companyID\":" + (100 + id % 4) + ",\"assignedResourceID\":"
					+ ((id % 2 == 0) ? "null" : String.valueOf(id % 3)) + ",\"status\":" + id % 3 + ",\"creator\":9}");

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private AutotaskClient client = this.server.client();

	RelationTests() {
		this.server.autotask.answering((arrival) -> Mono.just(answer(arrival)));
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void referencesThatAreUsedTogetherAreReadByOneQuery() {
		List<String> names = this.client.query("Tickets")
			.stream(Ticket.class)
			.collectList()
			.flatMapMany(Flux::fromIterable)
			.flatMapSequential((ticket) -> ticket.companyID().get(), 500)
			.map(Company::companyName)
			.collectList()
			.block();
		assertThat(names).hasSize(40).startsWith("Companies 101", "Companies 102", "Companies 103", "Companies 100");
		// How many depends on how fast they ask; that a wave is one query is for
		// GatheringTests.
		assertThat(this.asked).hasSizeLessThan(10);
	}

	@Test
	void aReferenceOfOneRowIsReadWhenItIsUsed() {
		Ticket ticket = this.client.tickets().get(5, Ticket.class).block();
		assertThat(this.asked).isEmpty();
		assertThat(ticket.companyID().id()).isEqualTo(101);
		assertThat(ticket.companyID().ifLoaded()).isEmpty();
		assertThat(ticket.companyID().get().block().companyName()).isEqualTo("Companies 101");
		assertThat(ticket.companyID().ifLoaded()).isPresent();
		assertThat(ticket.companyID().get().block().id()).isEqualTo(101);
		assertThat(this.asked).containsExactly("Companies [101]");
	}

	@Test
	void aReferenceToNothingAndARowThatIsGoneAreEmpty() {
		this.server.rows.put(2L, "{\"id\":2,\"companyID\":404}");
		Ticket ticket = this.client.query("Tickets").stream(Ticket.class).filter((row) -> row.id() == 2).blockFirst();
		assertThat(ticket.assignedResourceID().id()).isNull();
		assertThat(ticket.assignedResourceID().get().blockOptional()).isEmpty();
		assertThat(ticket.companyID().get().blockOptional()).isEmpty();
		assertThat(this.asked).containsExactly("Tickets", "Companies [404]");
	}

	@Test
	void rowsComeWithTheReferencesThatWereAskedFor() {
		List<Ticket> tickets = this.client.query("Tickets")
			.with("companyID", "assignedResourceID")
			.maxRecords(10)
			.stream(Ticket.class)
			.collectList()
			.block();
		assertThat(tickets).hasSize(40).allSatisfy((ticket) -> {
			assertThat(ticket.companyID().ifLoaded()).isPresent();
			assertThat(ticket.assignedResourceID().ifLoaded().isPresent()).isEqualTo(ticket.id() % 2 == 1);
		});
		assertThat(this.asked).filteredOn("Tickets"::equals).hasSize(4);
		assertThat(this.asked).filteredOn((query) -> query.startsWith("Companies")).hasSize(4);
		List<Ticket> page = this.client.query("Tickets").with("companyID").page(Ticket.class).block().items();
		assertThat(page).allSatisfy((ticket) -> assertThat(ticket.companyID().ifLoaded()).isPresent());
	}

	@Test
	void rowsThatWereReadAreUsedAgainUntilSomethingIsWritten() {
		Path path = Path.of(this.server.autotask);
		ClientSettings settings = ClientSettings.defaults();
		this.client = this.server.client(path.client(), new ClientSettings(settings.paging(), settings.slots(),
				settings.remainingBudget(), path.cache::watch, settings.time(), true));
		EntityQuery query = this.client.query("Tickets").with("companyID").maxRecords(10);
		query.stream(Ticket.class).blockLast();
		assertThat(this.asked).filteredOn((asked) -> asked.startsWith("Companies"))
			.containsExactly("Companies [100, 101, 102, 103]");
		assertThat(this.client.relations().get("Companies").fromMemory()).isEqualTo(30);
		this.asked.clear();
		query.stream(Ticket.class)
			.concatMap((ticket) -> (ticket.id() == 15)
					? this.client.companies().update(100, Map.of("phone", "1")).thenReturn(ticket) : Mono.just(ticket))
			.blockLast();
		assertThat(this.asked).filteredOn((asked) -> asked.startsWith("Companies")).hasSizeBetween(1, 2);
	}

	@Test
	void theReferencesOfTheNextPageAreReadWhileThisOneIs() {
		StepVerifier.create(this.client.query("Tickets").with("companyID").maxRecords(10).stream(Ticket.class), 1)
			.expectNextCount(1)
			.then(() -> waitFor(
					() -> this.asked.stream().filter((asked) -> asked.startsWith("Companies")).count() == 2))
			.thenRequest(8)
			.expectNextCount(8)
			.then(() -> assertThat(this.asked).filteredOn((asked) -> asked.startsWith("Companies")).hasSize(2))
			.thenCancel()
			.verify();
	}

	@Test
	void referencesThatWereUsedBeforeAreForeseen() {
		for (long id = 41; id <= 160; id++) {
			this.server.rows.put(id, "{\"id\":" + id + ",\"companyID\":" + id + ",\"assignedResourceID\":1}");
		}
		EntityQuery query = this.client.query("Tickets").maxRecords(50);
		query.stream(Ticket.class).flatMap((ticket) -> ticket.companyID().get(), 50).blockLast();
		this.asked.clear();
		StepVerifier.create(query.stream(Ticket.class), 1)
			.expectNextCount(1)
			.then(() -> waitFor(() -> this.asked.stream().anyMatch((asked) -> asked.startsWith("Companies [41, 42"))))
			.thenCancel()
			.verify();
		assertThat(this.asked).noneMatch((asked) -> asked.startsWith("Resources"));
		query.stream(Ticket.class).flatMap((ticket) -> ticket.companyID().get(), 50).blockLast();
		RelationFigures figures = this.client.relations().get("Companies");
		assertThat(figures.foreseen()).isGreaterThan(100);
		assertThat(figures.foreseenUsed()).isBetween(1L, figures.foreseen());
		assertThat(figures.used()).isGreaterThanOrEqualTo(320);
	}

	@Test
	void referencesThatAreSeldomUsedAreNotForeseen() {
		for (int run = 0; run < 5; run++) {
			this.client.query("Tickets")
				.stream(Ticket.class)
				.filter((ticket) -> ticket.id() % 3 == 0)
				.flatMap((ticket) -> ticket.companyID().get())
				.blockLast();
		}
		assertThat(this.client.relations().get("Companies").foreseen()).isZero();
	}

	@Test
	void aReferenceThatCannotBeReadStopsItAfterTheRowsBefore() {
		this.server.rows.put(15L, "{\"id\":15,\"companyID\":500}");
		List<Long> delivered = new ArrayList<>();
		assertThatExceptionOfType(ReadStoppedException.class)
			.isThrownBy(() -> this.client.query("Tickets")
				.with("companyID")
				.maxRecords(10)
				.stream(Ticket.class)
				.doOnNext((ticket) -> delivered.add(ticket.id()))
				.blockLast())
			.withMessageContaining("after 10 rows were delivered")
			.withMessageContaining("no permission")
			.satisfies((ex) -> assertThat(ex.continuationToken()).endsWith(";10;;10.."));
		assertThat(delivered).hasSize(10);
	}

	@Test
	void aComponentThatIsNoReferenceIsNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.client.query("Tickets").with("status").stream(Ticket.class).blockLast())
			.withMessageContaining("has no component 'status' of type Reference")
			.withMessageContaining("[companyID, assignedResourceID, creator]");
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.tickets().get(5, Unclear.class).block())
			.withMessageContaining("It is not known which entity 'creator' refers to: add @RefersTo");
	}

	@Test
	void anAnnotationSaysWhatTheNameDoesNot() {
		Ticket ticket = this.client.query("Tickets").stream(Ticket.class).blockFirst();
		assertThat(ticket.creator().get().block().id()).isEqualTo(9);
		assertThat(this.asked).last().isEqualTo("Contacts [9]");
	}

	@Test
	void referencesAndLabelsAreWrittenAsWhatTheyAre() {
		this.client.tickets()
			.create(new Ticket(0, Reference.to(5L), Reference.to(null), Reference.to(null), Label.of(3)))
			.block();
		Arrival create = this.server.autotask.arrivals().get(0);
		assertThat(JSON.readTree(create.text())).isEqualTo(JSON.readTree("{\"id\":0,\"companyID\":5,\"status\":3}"));
		assertThatIllegalStateException().isThrownBy(() -> Reference.to(5L).get().block())
			.withMessageContaining("was made to be written");
		assertThatIllegalStateException().isThrownBy(() -> Label.of(5).text().block());
		assertThat(Reference.to(5L)).isEqualTo(Reference.to(5L)).hasToString("Reference[5]");
		assertThat(Label.of(5)).isEqualTo(Label.of(5L)).hasToString("Label[5]");
	}

	@Test
	void wordsForNumbers() {
		assertThat(this.client.tickets().label("status", 1).block()).isEqualTo("New");
		assertThat(this.client.tickets().label("STATUS", 77).block()).isEqualTo("77");
		assertThat(this.client.tickets().labels("status").block().labels())
			.isEqualTo(new LinkedHashMap<>(Map.of("1", "New", "2", "Waiting")));
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.tickets().labels("title").block())
			.withMessageContaining("'title' is no field of Tickets that has a picklist");
		this.asked.clear();
		assertThat(this.client.query("Tickets")
			.stream(Ticket.class)
			.concatMap((ticket) -> ticket.status().text())
			.collectList()
			.block()).startsWith("New", "Waiting", "0", "New");
		assertThat(this.asked).containsExactly("Tickets", "Tickets fields");
	}

	@Test
	void referencesAreReadInTheContextOfTheRowsThatRefer() {
		List<Object> users = new CopyOnWriteArrayList<>();
		WebClient web = WebClient.builder().filter((request, next) -> Mono.deferContextual((context) -> {
			users.add(context.getOrDefault("user", "nobody"));
			return next.exchange(request);
		})).build();
		Ticket ticket = this.server.client(web, ClientSettings.defaults())
			.query("Tickets")
			.stream(Ticket.class)
			.contextWrite((context) -> context.put("user", "ada"))
			.blockFirst();
		ticket.companyID().get().contextWrite((context) -> context.put("user", "bob")).block();
		assertThat(users).containsOnly("ada");
	}

	private static void waitFor(java.util.function.BooleanSupplier condition) {
		Mono.fromSupplier(condition::getAsBoolean)
			.filter((done) -> done)
			.repeatWhenEmpty((repeats) -> repeats.delayElements(java.time.Duration.ofMillis(5)))
			.block(java.time.Duration.ofSeconds(20));
	}

	private Reply answer(Arrival arrival) {
		if (arrival.path().endsWith("/entityInformation/fields")) {
			this.asked.add(arrival.entity() + " fields");
			return Reply.json(200, "{\"fields\":[{\"name\":\"title\",\"isPickList\":false,\"picklistValues\":null},"
					+ "{\"name\":\"status\",\"isPickList\":true,\"picklistValues\":[{\"value\":\"1\",\"label\":\"New\"},"
					+ "{\"value\":\"2\",\"label\":\"Waiting\"}]}]}");
		}
		if (arrival.method().equals("GET") && arrival.path().contains("/Tickets/")) {
			return Reply.json(200, "{\"item\":" + this.server.rows.get(5L) + "}");
		}
		if (!arrival.path().endsWith("/query")) {
			return this.server.answer(arrival);
		}
		List<Long> ids = StreamSupport
			.stream(JSON.readTree(arrival.text()).path("filter").path(0).path("value").spliterator(), false)
			.map((id) -> id.asLong())
			.toList();
		this.asked.add(arrival.entity() + (ids.isEmpty() ? "" : " " + ids));
		if (ids.isEmpty()) {
			return this.server.answer(arrival);
		}
		if (ids.contains(500L)) {
			return Reply.json(500, "{\"errors\":[\"no permission\"]}");
		}
		String rows = ids.stream()
			.filter((id) -> id != 404)
			.map((id) -> "{\"id\":" + id + ",\"companyName\":\"" + arrival.entity() + " " + id + "\"}")
			.collect(Collectors.joining(",", "[", "]"));
		return Reply.json(200,
				"{\"items\":" + rows + ",\"pageDetails\":{\"count\":" + ids.size() + ",\"nextPageUrl\":null}}");
	}

	record Ticket(long id, Reference<Company> companyID, Reference<Resource> assignedResourceID,
			@RefersTo("Contacts") Reference<Resource> creator, Label status) {

	}

	record Company(long id, String companyName) {

	}

	record Resource(long id) {

	}

	record Unclear(long id, Reference<Company> creator) {

	}

}
