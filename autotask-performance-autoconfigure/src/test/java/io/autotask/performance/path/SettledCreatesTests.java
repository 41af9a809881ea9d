package io.autotask.performance.path;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.autotask.performance.call.AutotaskAttributes;
import io.autotask.performance.optimizer.resilience.RetrySettings;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Arrival;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Creates of unknown outcome, whose caller said by what the new row can be found. */
class SettledCreatesTests {

	private static final String TICKET = "{\"title\":\"Printer\",\"externalID\":\"order & 7\"}";

	private final StubAutotask autotask = StubAutotask.start();

	private final Path path = Path.to(this.autotask)
		.retry(new RetrySettings(true, 3, Duration.ofMillis(2), Duration.ofMillis(20), Duration.ofSeconds(1), 10))
		.build();

	private volatile int lookUpsUntilItIsThere = 1;

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@ParameterizedTest
	@MethodSource("faults")
	void aCreateThatWasCarriedOutIsAnsweredAsIfNothingHadHappened(Reply fault) {
		answering(fault, "{\"id\":42}");
		ResponseEntity<String> created = create("externalID");
		assertThat(created.getStatusCode().value()).isEqualTo(200);
		assertThat(created.getBody()).isEqualTo("{\"itemId\":42}");
		assertThat(this.autotask.arrivals("POST")).as("never sent twice").hasSize(1);
		Arrival lookUp = this.autotask.arrivals("GET").get(0);
		assertThat(lookUp.path()).isEqualTo("/ATServicesRest/V1.0/Tickets/query");
		assertThat(URLDecoder.decode(lookUp.uri(), StandardCharsets.UTF_8)).contains("\"op\":\"eq\"",
				"\"field\":\"externalID\"", "\"value\":\"order & 7\"", "\"includeFields\":[\"id\"]");
		assertThat(lookUp.header("UserName")).isEqualTo("user@example.test");
		assertThat(lookUp.headers()).doesNotContainKey("Content-Type");
	}

	static List<Reply> faults() {
		return List.of(Reply.empty(503), Reply.json(502, "<html>"), Reply.json(500, "<html>"), Reply.reset(),
				Reply.brokenOff("{\"itemId\":"));
	}

	@Test
	void aRowThatIsStillOnItsWayIsFoundALittleLater() {
		this.lookUpsUntilItIsThere = 3;
		answering(Reply.empty(504), "{\"id\":42}");
		assertThat(create("externalid").getBody()).isEqualTo("{\"itemId\":42}");
		assertThat(this.autotask.arrivals("GET")).hasSize(3);
	}

	@ParameterizedTest
	@MethodSource("undecided")
	void whenItCannotBeSettledTheCallerSeesWhatHappened(String rows) {
		answering(Reply.empty(504), rows);
		assertThat(create("externalID").getStatusCode().value()).isEqualTo(504);
		assertThat(this.autotask.arrivals("POST")).as("not there yet is no proof").hasSize(1);
		assertThat(this.autotask.arrivals("GET")).hasSize(3);
	}

	static List<String> undecided() {
		return List.of("", "{\"id\":1},{\"id\":2}");
	}

	@Test
	void aMessageAboutWhatWasSentIsFinal() {
		this.autotask.answering(Reply.json(500, "{\"errors\":[\"Queue is required\"]}"));
		assertThat(create("externalID").getStatusCode().value()).isEqualTo(500);
		assertThat(this.autotask.arrivals()).hasSize(1);
	}

	@Test
	void withoutAValueForItNothingIsLookedUp() {
		answering(Reply.empty(504), "{\"id\":42}");
		assertThat(create("ticketNumber").getStatusCode().value()).isEqualTo(504);
		assertThat(this.autotask.arrivals()).hasSize(1);
	}

	@Test
	void theFiguresStillAddUp() {
		answering(Reply.empty(504), "{\"id\":42}");
		create("externalID");
		var performance = this.path.performance.dashboard().performance();
		assertThat(performance.metrics().totalRequests()).isEqualTo(1);
		assertThat(performance.metrics().failedRequests()).isZero();
		assertThat(performance.upstream().requests()).isEqualTo(2);
		assertThat(performance.upstream().background()).isEqualTo(1);
		assertThat(performance.waiting()).isZero();
	}

	@Test
	void saysWhatIsNoNameOfAField() {
		assertThatIllegalArgumentException().isThrownBy(() -> create("external ID"))
			.withMessageContaining("is no name of a field");
	}

	private void answering(Reply toCreate, String rows) {
		int[] lookUps = { 0 };
		this.autotask.answering((arrival) -> {
			if (arrival.method().equals("POST")) {
				return Mono.just(toCreate);
			}
			lookUps[0]++;
			String found = (lookUps[0] >= this.lookUpsUntilItIsThere) ? rows : "";
			return Mono.just(
					Reply.json(200, "{\"items\":[" + found + "],\"pageDetails\":{\"count\":1,\"nextPageUrl\":null}}"));
		});
	}

	private ResponseEntity<String> create(String reference) {
		return this.path.client()
			.post()
			.uri("/Tickets")
			.attribute(AutotaskAttributes.REFERENCE, reference)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(TICKET)
			.exchangeToMono((response) -> response.toEntity(String.class))
			.block();
	}

}
