package io.autotask.performance.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.autotask.performance.call.Entities;
import io.autotask.performance.client.bulk.BulkOptions;
import io.autotask.performance.client.bulk.RowOutcome;
import io.autotask.performance.client.bulk.RowWriter.Failure;
import io.autotask.performance.client.bulk.WriteJournal;
import io.autotask.performance.stub.RawServer;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Arrival;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SynchronisationTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final AutotaskClient client = client(this.autotask.baseUrl());

	@TempDir
	private java.nio.file.Path directory;

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@ParameterizedTest
	@CsvSource({ "Tickets, lastActivityDate", "timeentries, lastModifiedDateTime", "Contacts, lastModifiedDate",
			"ConfigurationItems, lastModifiedTime", "Projects, lastActivityDateTime", "Contracts, lastModifiedDateTime",
			"DeletedTicketLogs, deletedDateTime" })
	void readsWhatChangedByTheFieldThatTellsItAndFromALittleBefore(String entity, String field) {
		this.client.entity(entity).changedSince(Instant.parse("2026-01-02T03:04:05.678912Z")).stream().blockLast();
		assertThat(last().text())
			.contains("{\"op\":\"gte\",\"field\":\"" + field + "\",\"value\":\"2026-01-02T03:02:05.678Z\"}");
		this.client.entity(entity).changedSince(Instant.parse("2026-01-02T03:04:05Z"), Duration.ZERO).count().block();
		assertThat(last().text()).contains("\"2026-01-02T03:04:05Z\"");
	}

	@Test
	void everyEntityWithSuchAFieldExists() {
		assertThat(List.of("Companies", "CompanyNotes", "CompanyToDos", "ContractNotes", "DeletedTaskActivityLogs",
				"DeletedTicketActivityLogs", "Phases", "ProjectNotes", "ServiceBundles", "ServiceCalls", "Services",
				"TaskNotes", "Tasks", "TicketNotes"))
			.allSatisfy((entity) -> {
				assertThat(Entities.known().isKnown(entity)).isTrue();
				assertThat(ChangeFields.of(entity)).isNotBlank();
			});
	}

	@Test
	void anEntityWithoutSuchAFieldSaysSo() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.resources().changedSince(Instant.EPOCH))
			.withMessageContaining("No field of Resources is known to tell when a row was last changed");
	}

	@Test
	void readsWhichTicketsWereDeleted() {
		this.autotask.answering(Reply.json(200,
				"{\"items\":[{\"id\":1,\"ticketID\":5,\"ticketNumber\":\"T20260101.0001\",\"ticketTitle\":\"Printer\","
						+ "\"deletedByResourceID\":9,\"deletedDateTime\":\"2026-01-02T03:04:05Z\"}],"
						+ "\"pageDetails\":{\"count\":1,\"nextPageUrl\":null}}"));
		assertThat(this.client.tickets().deletedSince(Instant.parse("2026-01-01T00:00:00Z")).collectList().block())
			.containsExactly(new DeletedRow(5, "T20260101.0001", Instant.parse("2026-01-02T03:04:05Z"), 9L));
		assertThat(last().path()).endsWith("/DeletedTicketLogs/query");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.client.contacts().deletedSince(Instant.EPOCH).blockLast())
			.withMessageContaining("keeps no log of deleted Contacts");
	}

	@Test
	void savesRowsWithAnIdAndCreatesTheOthers() {
		List<RowOutcome> outcomes = this.client.tickets()
			.saveAll(Flux.just(Map.of("id", 5, "status", 1), Map.of("title", "New"), Map.of("id", 0, "title", "Zero")))
			.collectList()
			.block();
		assertThat(outcomes).hasOnlyElementsOfType(RowOutcome.Written.class);
		assertThat(this.autotask.arrivals()).extracting(Arrival::method)
			.containsExactlyInAnyOrder("PATCH", "POST", "POST");
		this.client.companies().saveAll(Mono.just(Map.of("id", 0, "phone", "1"))).blockLast();
		assertThat(last().method()).isEqualTo("PATCH");
		this.client.companies().child(5, "Contacts").createAll(Mono.just(Map.of("firstName", "Ada"))).blockLast();
		assertThat(last().method() + " " + last().path()).isEqualTo("POST /ATServicesRest/V1.0/Companies/5/Contacts");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "500 | {\"errors\":[\"queueID is required\"]} | REFUSED", "404 | {\"Message\":\"no\"} | REFUSED",
					"500 | `` | UNKNOWN", "503 | <html> | UNKNOWN", "502 | {\"errors\":[\"proxy\"]} | UNKNOWN",
					"200 | {} | UNKNOWN", "200 | {\"errors\":[\"hidden\"]} | UNKNOWN", "401 | `` | NOT_SENT",
					"429 | {\"errors\":[\"thread threshold\"]} | NOT_SENT" })
	void tellsWhatAnAnswerMeans(int status, String body, Failure meaning) {
		this.autotask.answering(Reply.json(status, body));
		RowOutcome outcome = this.client.tickets().createAll(Mono.just(Map.of("title", "x"))).blockLast();
		assertThat(outcome.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT))
			.isEqualTo(meaning.name().replace("_", ""));
	}

	@Test
	void aConnectionThatIsCutOffLeavesItOpenAndOneThatNeverWasDoesNot() throws Exception {
		try (RawServer cuttingOff = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")) {
			assertThat(client(cuttingOff.baseUrl()).tickets().createAll(Mono.just(Map.of("title", "x"))).blockLast())
				.isInstanceOf(RowOutcome.Unknown.class);
		}
		this.autotask.close();
		assertThat(this.client.tickets().createAll(Mono.just(Map.of("title", "x"))).blockLast())
			.isInstanceOf(RowOutcome.NotSent.class);
	}

	@Test
	void anUpdateThatMayHaveBeenSentIsLookedUpBeforeItIsSentAgain() throws Exception {
		java.nio.file.Path journal = this.directory.resolve("journal");
		java.nio.file.Files.writeString(journal, "begin 0\nbegin 1\n");
		this.autotask.answering((arrival) -> Mono.just(arrival.method().equals("GET")
				? Reply.json(200, "{\"item\":{\"id\":5,\"status\":5.0000,\"title\":\"Printer\"}}")
				: this.autotask.usual(arrival)));
		List<RowOutcome> outcomes = this.client.tickets()
			.saveAll(Flux.just(Map.of("id", 5, "status", 5), Map.of("id", 6, "status", 1)),
					BulkOptions.defaults().withJournal(WriteJournal.file(journal)))
			.collectList()
			.block();
		assertThat(outcomes).hasOnlyElementsOfType(RowOutcome.Written.class);
		assertThat(this.autotask.arrivals("PATCH")).extracting(Arrival::text)
			.singleElement()
			.asString()
			.contains("\"id\":6");
	}

	@Test
	void aCreateThatMayHaveBeenSentIsFoundByTheApplication() throws Exception {
		java.nio.file.Path journal = this.directory.resolve("journal");
		java.nio.file.Files.writeString(journal, "begin 0\n");
		BulkOptions options = BulkOptions.defaults().withJournal(WriteJournal.file(journal));
		assertThat(this.client.tickets()
			.createAll(Mono.just(Map.of("externalID", "a")), options.withLookUp((row) -> Mono.just(77L)))
			.blockLast()).isEqualTo(new RowOutcome.Written(0, Map.of("externalID", "a"), 77));
		assertThat(this.autotask.arrivals()).isEmpty();
	}

	private Arrival last() {
		return this.autotask.arrivals().get(this.autotask.arrivals().size() - 1);
	}

	private static AutotaskClient client(URI url) {
		return new AutotaskClient(
				new ApiHttp(WebClient.create(), new RowMapper(), new ApiCredentials("user", "secret", "CODE")),
				BaseUrl.fixed(url));
	}

}
