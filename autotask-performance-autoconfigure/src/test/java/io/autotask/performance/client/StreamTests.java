package io.autotask.performance.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

import io.autotask.performance.call.AutotaskAttributes;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.client.scan.Progress;
import io.autotask.performance.client.scan.ReadStoppedException;
import io.autotask.performance.query.Filters;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class StreamTests {

	private final TicketServer server = new TicketServer(1_250);

	private final AutotaskClient client = this.server.client();

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void streamsAllRowsInTheOrderOfTheirIdsByKeyset() {
		List<Ticket> tickets = this.client.query("tickets")
			.where(Filters.eq("status", 1))
			.stream(Ticket.class)
			.collectList()
			.block();
		assertThat(tickets).hasSize(1_250).isSortedAccordingTo((one, other) -> Long.compare(one.id(), other.id()));
		assertThat(tickets.get(699)).isEqualTo(new Ticket(700, "Ticket 700", 0L, null));
		assertThat(this.server.arrivals("/Tickets/query")).hasSize(3);
		assertThat(this.server.arrivals("/Tickets/query").get(1).text())
			.isEqualTo("{\"maxRecords\":500,\"includeFields\":[\"id\",\"title\",\"companyID\",\"contactID\"],"
					+ "\"filter\":[{\"op\":\"eq\",\"field\":\"status\",\"value\":1},"
					+ "{\"op\":\"gt\",\"field\":\"id\",\"value\":500}]}");
	}

	@Test
	void streamsTrees() {
		assertThat(this.client.query("Tickets")
			.maxRecords(400)
			.stream()
			.map((row) -> row.path("id").asLong())
			.collectList()
			.block()).containsExactlyElementsOf(this.server.rows.keySet());
		assertThat(this.server.autotask.arrivals().get(0).text())
			.isEqualTo("{\"maxRecords\":400,\"filter\":[{\"op\":\"exist\",\"field\":\"id\"}]}");
	}

	@Test
	void aPageSaysWhereToGoOn() {
		EntityQuery query = this.client.query("Tickets");
		List<Page<Ticket>> pages = query.pages(Ticket.class).collectList().block();
		assertThat(pages).extracting((page) -> page.items().size()).containsExactly(500, 500, 250);
		assertThat(pages).extracting(Page::isLast).containsExactly(false, false, true);
		assertThat(pages.get(0).next().block().items().get(0).id()).isEqualTo(501);
		assertThat(pages.get(2).next().blockOptional()).isEmpty();
		String token = pages.get(1).continuationToken();
		assertThat(query.startingAfter(token).stream().map((row) -> row.path("id").asLong()).collectList().block())
			.containsExactlyElementsOf(LongStream.rangeClosed(1_001, 1_250).boxed().toList());
		assertThat(query.startingAfter(pages.get(2).continuationToken()).stream().collectList().block()).isEmpty();
	}

	@Test
	void theTokenOfALinkedPageGoesOnInAStream() {
		String token = this.client.query("Tickets").page(Ticket.class).block().continuationToken();
		assertThat(this.client.query("Tickets").startingAfter(token).stream().count().block()).isEqualTo(750);
	}

	@Test
	void linkedPagesThatGoRoundInCirclesSayWhere() {
		this.server.autotask.answering(Reply.json(200, "{\"items\":[{\"id\":1},{\"id\":2}],\"pageDetails\":"
				+ "{\"count\":2,\"nextPageUrl\":\"" + this.server.autotask.baseUrl() + "/V1.0/Tickets/query/next\"}}"));
		Page<JsonNode> first = this.client.query("Tickets").page(JsonNode.class).block();
		assertThatIllegalStateException().isThrownBy(() -> first.next().block())
			.withMessage("The pages of Tickets go round in circles: the page after id 2 ends with id 2");
	}

	@Test
	void aTokenOfAnotherQueryIsRefused() {
		String token = this.client.query("Tickets").page(Ticket.class).block().continuationToken();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.client.query("Tickets")
				.where(Filters.eq("status", 5))
				.startingAfter(token)
				.stream()
				.blockLast())
			.withMessageContaining("is of another query");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.client.query("Companies").startingAfter("next").stream().blockLast())
			.withMessageContaining("no checkpoint or continuation token");
	}

	@Test
	void tellsHowFarItIs() {
		List<Progress> progress = new CopyOnWriteArrayList<>();
		this.client.query("Tickets").counted().onProgress(progress::add).stream().blockLast();
		assertThat(progress).extracting(Progress::rows).containsExactly(0L, 500L, 1_000L, 1_250L);
		assertThat(progress.get(2)).isEqualTo(new Progress(1_000, 2, 4, 1_250L, null));
		assertThat(this.client.query("Tickets").counted().onProgress(progress::add).stream().take(1).count().block())
			.isEqualTo(1);
	}

	@Test
	void scansAllRowsInParallelAndResumes() {
		EntityQuery query = this.client.query("Tickets").maxRecords(50);
		assertThat(query.parallelScan(Ticket.class).map(Ticket::id).collectSortedList().block())
			.containsExactlyElementsOf(this.server.rows.keySet());
		List<Long> ids = new ArrayList<>();
		Page<JsonNode> last = query.parallelPages(JsonNode.class)
			.doOnNext((page) -> page.items().forEach((row) -> ids.add(row.path("id").asLong())))
			.take(9)
			.blockLast();
		query.startingAfter(last.continuationToken())
			.parallelScan()
			.doOnNext((row) -> ids.add(row.path("id").asLong()))
			.blockLast();
		assertThat(ids).containsExactlyInAnyOrderElementsOf(this.server.rows.keySet());
		assertThat(this.server.autotask.mostInFlight().get("Tickets")).isBetween(2, 3);
	}

	@Test
	void theFirstPageOfAStreamIsAQueryLikeAnyOtherAndTheRestPassesByTheCache() {
		Path path = Path.of(this.server.autotask);
		AutotaskClient cached = this.server.client(path);
		cached.query("Tickets").page(Ticket.class).block();
		cached.query("Tickets").stream(Ticket.class).blockLast();
		assertThat(this.server.arrivals("/Tickets/query")).hasSize(3);
		assertThat(path.cache.snapshot().entries()).isEqualTo(1);
	}

	@Test
	void aScanDoesNotEnterTheCacheAndGivesWayToOthers() {
		List<CallEvent> events = new CopyOnWriteArrayList<>();
		Path path = Path.to(this.server.autotask).listener(events::add).build();
		AutotaskClient cached = this.server.client(path);
		cached.query("Tickets").parallelScan(Ticket.class).blockLast();
		assertThat(path.cache.snapshot().entries()).isEqualTo(1);
		assertThat(events).filteredOn((event) -> event instanceof CallEvent.Departed)
			.filteredOn((event) -> event.call().operation().word().equals("query"))
			.isNotEmpty()
			.allSatisfy((event) -> assertThat(event.call().options().priority()).isEqualTo(2));
		events.clear();
		cached.with((attributes) -> attributes.put(AutotaskAttributes.PRIORITY, 9))
			.query("Tickets")
			.parallelScan(Ticket.class)
			.blockLast();
		assertThat(events).filteredOn((event) -> event instanceof CallEvent.Departed)
			.extracting((event) -> event.call().options().priority())
			.containsOnly(9);
	}

	@Test
	void aPropertyMakesStreamsParallel() {
		// Long enough for both ranges to be asked for at once.
		this.server.autotask
			.answering((arrival) -> Mono.delay(Duration.ofMillis(20)).map((tick) -> this.server.answer(arrival)));
		ClientSettings settings = ClientSettings.defaults();
		AutotaskClient parallel = this.server.client(
				org.springframework.web.reactive.function.client.WebClient.create(),
				new ClientSettings(new ClientSettings.Paging(50, 1, 2), settings.slots(), settings.remainingBudget(),
						settings.unchanged(), settings.time(), true));
		assertThat(parallel.query("Tickets").stream(Ticket.class).map(Ticket::id).collectSortedList().block())
			.containsExactlyElementsOf(this.server.rows.keySet());
		assertThat(this.server.autotask.mostInFlight().get("Tickets")).isEqualTo(2);
		assertThat(parallel.query("Tickets").parallelism(1).stream(Ticket.class).map(Ticket::id).collectList().block())
			.containsExactlyElementsOf(this.server.rows.keySet());
		assertThatIllegalArgumentException().isThrownBy(() -> parallel.query("Tickets").parallelism(21))
			.withMessageContaining("is 21, allowed are 1 to 20");
	}

	@Test
	void aQueryThatIsRefusedSaysSoInAutotasksOwnWords() {
		this.server.autotask.answering(Reply.json(500, "{\"errors\":[\"Unable to find x in the Ticket Entity\"]}"));
		assertThatExceptionOfType(AutotaskApiException.class)
			.isThrownBy(() -> this.client.query("Tickets").stream(Ticket.class).blockLast())
			.withMessageContaining("Unable to find x");
		assertThatExceptionOfType(AutotaskApiException.class)
			.isThrownBy(() -> this.client.query("Tickets").parallelScan(Ticket.class).blockLast());
	}

	@Test
	void aPageThatFailsForGoodSaysWhereAndWhatWasDeliveredStaysDelivered() {
		this.server.autotask.answering((arrival) -> Mono
			.just(arrival.text().contains("\"value\":1000") ? Reply.json(503, "<html>") : this.server.answer(arrival)));
		List<Ticket> delivered = new ArrayList<>();
		assertThatExceptionOfType(ReadStoppedException.class)
			.isThrownBy(() -> this.client.query("Tickets").stream(Ticket.class).doOnNext(delivered::add).blockLast())
			.withMessageStartingWith(
					"Reading Tickets stopped at the page after id 1000, after 1000 rows were delivered")
			.withMessageContaining("not JSON")
			.withCauseInstanceOf(AutotaskApiException.class);
		assertThat(delivered).hasSize(1_000);
	}

	@Test
	void aRowThatDoesNotFitNamesItsType() {
		this.server.rows.put(600L, "{\"id\":600,\"companyID\":\"many\"}");
		assertThatExceptionOfType(ReadStoppedException.class)
			.isThrownBy(() -> this.client.query("Tickets").stream(Ticket.class).blockLast())
			.withMessageContaining("at the row after the one with id 599, after 599 rows were delivered")
			.withMessageContaining("A row of Tickets does not fit " + Ticket.class.getName());
	}

	record Ticket(long id, String title, Long companyID, Long contactID) {

	}

}
