package io.autotask.performance.sample;

import java.util.List;
import java.util.stream.LongStream;

import io.autotask.performance.sample.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.simulator.port=0", "sample.simulator.latency=1ms", "sample.simulator.tickets=3000" })
@AutoConfigureWebTestClient(timeout = "60s")
class ExportAndReportTests {

	private static final String[] AROUND_EACH_PAGE = { "Simulate traffic", "href=\"/actuator/autotask-performance\"",
			"So far the desk asked Autotask" };

	private static final JsonMapper JSON = new JsonMapper();

	@Autowired
	private WebTestClient web;

	@Autowired
	private Simulator simulator;

	@Test
	void everyTicketIsALineOnce() {
		List<JsonNode> tickets = text("/export/tickets.ndjson").lines().map(JSON::readTree).toList();
		assertThat(tickets).extracting((ticket) -> ticket.path("id").asLong())
			.containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 3_000).boxed().toList());
		assertThat(tickets).allSatisfy((ticket) -> {
			assertThat(ticket.path("status").asString()).doesNotContainPattern("^\\d+$").isNotBlank();
			assertThat(ticket.path("createDate").asString()).endsWith("Z");
		});
	}

	@Test
	void aSpreadsheetGetsALineOfNamesAndThenTheTickets() {
		EntityExchangeResult<String> file = file("/export/tickets.csv");
		List<String> lines = String.valueOf(file.getResponseBody()).lines().toList();
		assertThat(lines).hasSize(3_001)
			.first()
			.asString()
			.startsWith("id,ticketNumber,title,status,priority,companyID");
		assertThat(file.getResponseHeaders().getContentType()).hasToString("text/csv;charset=UTF-8");
		assertThat(file.getResponseHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION))
			.isEqualTo("attachment; filename=\"tickets.csv\"");
	}

	@Test
	void whoeverWatchesSeesHowFarItIs() {
		assertThat(progress("nobody-asked-yet", 1)).singleElement()
			.extracting((event) -> event.path("state").asString())
			.isEqualTo("WAITING");
		text("/export/tickets.csv?run=mine");
		JsonNode last = progress("mine", 1).get(0);
		assertThat(last.path("state").asString()).isEqualTo("DONE");
		assertThat(last.path("rows").asLong()).isEqualTo(3_000);
		assertThat(last.path("total").asLong()).isEqualTo(3_000);
		assertThat(last.path("requests").asLong()).isBetween(7L, 12L);
		assertThat(text("/export")).contains("Download as CSV", "tickets.ndjson").contains(AROUND_EACH_PAGE);
	}

	@Test
	void whatCannotBeReadIsSaidToWhoeverWatches() {
		this.simulator.faults().errors(1);
		try {
			this.web.get().uri("/export/tickets.csv?run=failed").exchange().expectStatus().is4xxClientError();
		}
		finally {
			this.simulator.faults().clear();
		}
		JsonNode last = progress("failed", 1).get(0);
		assertThat(last.path("state").asString()).isEqualTo("FAILED");
		assertThat(last.path("problem").asString()).contains("Autotask answered 500");
	}

	@Test
	void aTokenThatIsNoneIsABadRequest() {
		this.web.get().uri("/export/tickets.csv?after=nonsense").exchange().expectStatus().isBadRequest();
		this.web.get().uri("/export/tickets.exe").exchange().expectStatus().isNotFound();
	}

	@Test
	void theReportAsksEachEntityOnce() {
		text("/export/tickets.csv");
		this.simulator.ledger().reset();
		JsonNode report = JSON.readTree(text("/api/report"));
		assertThat(report.path("lines")).hasSize(500).allSatisfy((line) -> {
			assertThat(line.path("company").asString()).isNotBlank();
			assertThat(line.path("contact").asString()).isNotBlank();
			assertThat(line.path("status").asString()).isNotBlank();
		});
		assertThat(report.path("references").asLong()).isBetween(1_500L, 2_500L);
		// One more may ask how much of the hour is used.
		assertThat(this.simulator.ledger().counts().requests()).isBetween(1L, 7L);
		assertThat(text("/report"))
			.contains("open tickets with all that they are about",
					report.path("lines").path(0).path("number").asString())
			.contains(AROUND_EACH_PAGE);
	}

	private List<JsonNode> progress(String run, int events) {
		return this.web.get()
			.uri("/export/progress/{run}", run)
			.accept(MediaType.TEXT_EVENT_STREAM)
			.exchange()
			.returnResult(JsonNode.class)
			.getResponseBody()
			.take(events)
			.collectList()
			.blockOptional()
			.orElseThrow();
	}

	private String text(String uri) {
		return String.valueOf(file(uri).getResponseBody());
	}

	private EntityExchangeResult<String> file(String uri) {
		return this.web.mutate()
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(16 << 20))
			.build()
			.get()
			.uri(uri)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult();
	}

}
