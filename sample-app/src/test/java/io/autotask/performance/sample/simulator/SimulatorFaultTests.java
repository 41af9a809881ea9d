package io.autotask.performance.sample.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.autotask.performance.sample.simulator.ApiClient.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What can be made to go wrong, and how.
 */
class SimulatorFaultTests {

	private final ManualTimer timer = new ManualTimer();

	private Simulator simulator;

	private ApiClient api;

	@BeforeEach
	void start() {
		this.simulator = start(SimulatorSettings.defaults());
		this.api = ApiClient.of(this.simulator);
	}

	@AfterEach
	void stop() {
		this.simulator.close();
	}

	@Test
	void aProxyInFrontMayBeUnavailable() {
		this.simulator.faults().unavailable(1);
		assertThat(List.of(status(), status(), status())).containsExactly(503, 502, 503);
		assertThat(this.api.get("/V1.0/Tickets/1").header("content-type")).startsWith("text/html");
		assertThat(this.simulator.ledger().counts().requests()).isZero();
		assertThat(this.simulator.ledger().counts().endpoint("Tickets").errors5xx()).isEqualTo(4);
		this.simulator.faults().clear();
		assertThat(this.api.get("/V1.0/ThresholdInformation").json().get("currentTimeframeRequestCount").asLong())
			.isEqualTo(1);
	}

	@Test
	void theApiMayFail() {
		this.simulator.faults().errors(1);
		Reply reply = this.api.patch("/V1.0/Tickets", "{\"id\":1,\"title\":\"Never\"}");
		assertThat(reply.status()).isEqualTo(500);
		assertThat(reply.error()).isNotBlank();
		this.simulator.faults().clear();
		assertThat(this.api.row("Tickets", 1).get("title").asString()).isNotEqualTo("Never");
	}

	@Test
	void theTenantMayBeLockedOut() {
		this.simulator.faults().unauthorised(true);
		Reply reply = this.api.get("/V1.0/Tickets/1");
		assertThat(reply.status()).isEqualTo(401);
		assertThat(reply.text()).isEmpty();
		assertThat(this.api.get("/V1.0/zoneInformation?user=sample@example.test").status()).isEqualTo(200);
	}

	@Test
	void requestsMayBeSlow() {
		this.simulator.faults().slow(1, Duration.ofSeconds(4));
		CompletableFuture<Reply> slow = this.api.sendAsync("GET", "/V1.0/Tickets/1", "");
		Eventually.until(() -> this.timer.waiting() == 1);
		this.timer.pass(Duration.ofSeconds(2));
		Eventually.until(() -> this.timer.waiting() == 1);
		assertThat(slow).isNotDone();
		this.timer.pass(Duration.ofSeconds(2));
		assertThat(slow.join().status()).isEqualTo(200);
	}

	@Test
	void requestsMayHangAndKeepTheirSlot() {
		this.simulator.faults().hang(1);
		CompletableFuture<Reply> hanging = this.api.sendAsync("GET", "/V1.0/Tickets/1", "");
		Eventually.until(() -> this.simulator.slotsTaken() == 1);
		this.simulator.faults().clear();
		assertThat(status()).isEqualTo(200);
		assertThat(hanging).isNotDone();
		hanging.cancel(true);
		Eventually.until(() -> this.simulator.slotsTaken() == 0);
	}

	@Test
	void answersMayBeCutOff() {
		this.simulator.faults().resetConnections(1);
		for (ApiClient client : List.of(this.api, this.api.with("Accept-Encoding", "gzip"))) {
			assertThatExceptionOfType(ApiClient.Failed.class).isThrownBy(() -> client.get("/V1.0/Tickets/1"));
		}
		assertThat(this.simulator.slotsTaken()).isZero();
		this.simulator.faults().clear();
		assertThat(status()).isEqualTo(200);
	}

	@Test
	void updatesMayBeRevertedWithoutAWord() {
		this.simulator.faults().revertedWrites(1);
		JsonNode before = this.api.row("Tickets", 1);
		assertThat(this.api.patch("/V1.0/Tickets", "{\"id\":1,\"title\":\"Changed\",\"status\":5}").itemId())
			.isEqualTo(1);
		JsonNode after = this.api.row("Tickets", 1);
		assertThat(after.get("title")).isEqualTo(before.get("title"));
		assertThat(after.get("status")).isEqualTo(before.get("status"));
		assertThat(after.get("lastActivityDate")).isNotEqualTo(before.get("lastActivityDate"));
	}

	@Test
	void rowsOfQueriesMayLackWhatAReadHas() {
		this.simulator.faults().sparseQueries(true);
		JsonNode read = this.api.row("Tickets", 1);
		JsonNode queried = this.api.query("Tickets", "{'op':'eq','field':'id','value':1}").items().get(0);
		assertThat(read.get("description").asString()).isNotBlank();
		assertThat(queried.get("description")).isNull();
		assertThat(queried.get("title")).isEqualTo(read.get("title"));
	}

	@Test
	void theTenantMayMoveToAnotherZone() {
		this.simulator.faults().zoneMigration(true);
		assertThat(status()).isEqualTo(401);
		String zone = this.api.get("/V1.0/zoneInformation?user=sample@example.test").json().get("url").asString();
		assertThat(zone).isEqualTo("http://127.0.0.1:" + this.simulator.port() + "/ATServicesRest/");
		assertThat(this.api.at(zone).get("V1.0/Tickets/1").status()).isEqualTo(200);
	}

	@Test
	void sharesFollowFromTheSeed() {
		this.simulator.faults().errors(0.3);
		List<Integer> first = statuses();
		this.simulator.reset();
		assertThat(statuses()).isEqualTo(first);
		try (Simulator same = start(this.settings()); Simulator other = start(this.settings().withSeed(2))) {
			same.faults().errors(0.3);
			other.faults().errors(0.3);
			this.api = ApiClient.of(same);
			assertThat(statuses()).isEqualTo(first);
			this.api = ApiClient.of(other);
			assertThat(statuses()).isNotEqualTo(first);
		}
		assertThat(first.stream().filter((status) -> status == 500).count()).isBetween(15L, 45L);
	}

	@Test
	void faultsAreShownAndChangedOverHttp() {
		ApiClient control = this.api.at("http://localhost:" + this.simulator.port() + "/simulator");
		Reply changed = control.post("/faults", "{\"errors\":0.25,\"slow-delay\":\"2s\",\"rejectionsAs500\":true}");
		assertThat(changed.status()).isEqualTo(200);
		assertThat(this.simulator.faults().current())
			.isEqualTo(new FaultSettings(0, 0.25, false, 0, Duration.ofSeconds(2), 0, 0, 0, false, null, true, false));
		control.post("/faults", "{\"errors\":0,\"retryAfter\":\"10s\",\"unauthorised\":true}");
		FaultSettings now = this.simulator.faults().current();
		assertThat(now.errors()).isZero();
		assertThat(now.retryAfter()).isEqualTo(Duration.ofSeconds(10));
		assertThat(now.slowDelay()).isEqualTo(Duration.ofSeconds(2));
		assertThat(control.get("/faults").json()).isEqualTo(control.post("/faults", "{}").json());
		control.post("/faults", "{\"retry-after\":null}");
		assertThat(this.simulator.faults().current().retryAfter()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"nonsense":1} | There is no fault 'nonsense'.
			{"errors":2} | must be a share from 0 to 1
			{"errors":"often"} | The value 'often' of 'faults.errors' cannot be read.
			{"slow-delay":"-1s"} | must be a duration of 0 or more
			[1] | The body is no JSON object
			~~ | The body is no JSON object
			{"errors": | The body is not JSON
			""")
	void faultsThatAreWrongChangeNothing(String body, String error) {
		ApiClient control = this.api.at("http://localhost:" + this.simulator.port() + "/simulator");
		Reply reply = control.post("/faults", body);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.json().get("error").asString()).contains(error);
		assertThat(this.simulator.faults().current()).isEqualTo(FaultSettings.none());
	}

	@Test
	void faultsCanBeSetFromTheStart() {
		FaultSettings faults = new SimulatorFaults(FaultSettings.none()).errors(1).current();
		try (Simulator faulty = start(settings().withFaults(faults))) {
			assertThat(ApiClient.of(faulty).get("/V1.0/Tickets/1").status()).isEqualTo(500);
		}
	}

	private SimulatorSettings settings() {
		return SimulatorSettings.defaults();
	}

	private Simulator start(SimulatorSettings settings) {
		return Simulator.start(settings.withPort(0).withLatency(Duration.ZERO).withTickets(50),
				new SimulatorTime(Clock.systemUTC(), this.timer));
	}

	private int status() {
		return this.api.get("/V1.0/Tickets/1").status();
	}

	private List<Integer> statuses() {
		return IntStream.range(0, 100).mapToObj((request) -> status()).toList();
	}

}
