package io.autotask.performance.sample.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;

import io.autotask.performance.sample.simulator.ApiClient.Reply;
import io.autotask.performance.sample.simulator.SimulatorSettings.Account;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The server and its life: ports, threads, bodies, counts.
 */
class SimulatorServerTests {

	private static final SimulatorSettings SETTINGS = SimulatorSettings.defaults()
		.withPort(0)
		.withLatency(Duration.ZERO)
		.withTickets(600);

	/** Other tests of this process may have a simulator, too. */
	private final Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());

	@Test
	void answersAreCompressedWhenAskedFor() throws IOException {
		try (Simulator simulator = Simulator.start(SETTINGS)) {
			ApiClient api = ApiClient.of(simulator);
			Reply plain = api.query("Tickets", "{'op':'exist','field':'id'}");
			Reply small = api.with("Accept-Encoding", "gzip").query("Tickets", "{'op':'exist','field':'id'}");
			assertThat(plain.header("content-encoding")).isNull();
			assertThat(small.header("content-encoding")).isEqualTo("gzip");
			assertThat(small.response().body().length).isLessThan(plain.response().body().length / 4);
			assertThat(new GZIPInputStream(new ByteArrayInputStream(small.response().body())).readAllBytes())
				.isEqualTo(plain.response().body());
			assertThat(plain.response().body().length).isBetween(1_000_000, 2_000_000);
		}
	}

	@Test
	void aBodyThatIsTooLargeIsRefused() {
		try (Simulator simulator = Simulator.start(SETTINGS)) {
			ApiClient api = ApiClient.of(simulator);
			int status;
			try {
				status = api.post("/V1.0/Tickets", "{\"title\":\"" + "x".repeat(17 * 1024 * 1024) + "\"}").status();
			}
			catch (ApiClient.Failed ex) {
				// The connection was closed while the client was still sending.
				status = 413;
			}
			assertThat(status).isEqualTo(413);
			Eventually.until(() -> simulator.slotsTaken() == 0);
			assertThat(api.get("/V1.0/Tickets/1").status()).isEqualTo(200);
		}
	}

	@Test
	void everyRequestIsAnsweredHoweverManyAreTurnedAway() {
		try (Simulator simulator = Simulator.start(SETTINGS.withThreadsPerEndpoint(1))) {
			ApiClient api = ApiClient.of(simulator);
			ApiClient stranger = api.with("Secret", "wrong");
			for (int round = 0; round < 25; round++) {
				List<CompletableFuture<Reply>> replies = new ArrayList<>();
				for (int request = 0; request < 8; request++) {
					replies.add(api.sendAsync("GET", "/V1.0/Tickets/1", ""));
					replies.add(stranger.sendAsync("POST", "/V1.0/Tickets/query", "{\"filter\":[]}"));
				}
				assertThat(replies).allSatisfy((reply) -> assertThat(reply).succeedsWithin(Duration.ofSeconds(10)));
			}
			SimulatorCounts counts = simulator.ledger().counts();
			assertThat(counts.status(200) + counts.status(429)).isEqualTo(200);
			assertThat(counts.status(200)).isGreaterThanOrEqualTo(25);
			assertThat(counts.status(401)).isEqualTo(200);
			assertThat(simulator.slotsTaken()).isZero();
		}
	}

	@Test
	void aClientThatHasReadAnAnswerNeverMeetsItsOwnSlot() {
		try (Simulator simulator = Simulator.start(SETTINGS.withThreadsPerEndpoint(1))) {
			ApiClient api = ApiClient.of(simulator);
			for (int request = 0; request < 300; request++) {
				assertThat(api.get("/V1.0/Tickets/1").status()).isEqualTo(200);
			}
		}
	}

	@Test
	void whatIsAnsweredIsCounted() {
		try (Simulator simulator = Simulator.start(SETTINGS)) {
			ApiClient api = ApiClient.of(simulator);
			int bytes = api.get("/V1.0/Tickets/1").response().body().length;
			api.with("Secret", "wrong").get("/V1.0/Tickets/1");
			api.post("/V1.0/Tickets/query", "{}");
			api.patch("/V1.0/Tickets", "{\"id\":1,\"title\":\"Changed\"}");
			JsonNode ledger = api.at("http://localhost:" + simulator.port()).get("/simulator/ledger").json();
			assertThat(ledger.get("requests").asLong()).isEqualTo(3);
			assertThat(ledger.get("unauthorised401").asLong()).isEqualTo(1);
			assertThat(ledger.get("errors5xx").asLong()).isEqualTo(1);
			assertThat(ledger.get("statuses").get("200").asLong()).isEqualTo(2);
			assertThat(ledger.get("bytesOut").asLong()).isGreaterThan(bytes);
			JsonNode tickets = ledger.get("endpoints").get("Tickets");
			assertThat(tickets.get("readsById").asLong()).isEqualTo(1);
			assertThat(tickets.get("queries").asLong()).isEqualTo(1);
			assertThat(tickets.get("writes").asLong()).isEqualTo(1);
			assertThat(tickets.get("maxInFlight").asLong()).isEqualTo(1);
			assertThat(tickets.get("unauthorised401").asLong()).isEqualTo(1);
			simulator.ledger().reset();
			assertThat(simulator.ledger().counts().endpoints()).isEmpty();
		}
	}

	@Test
	void aClosedSimulatorReleasesItsPortAndItsThreads() {
		Simulator simulator = Simulator.start(SETTINGS);
		int port = simulator.port();
		ApiClient api = ApiClient.of(simulator);
		api.get("/V1.0/Tickets/1");
		assertThat(threads()).isNotEmpty();
		simulator.faults().hang(1);
		CompletableFuture<Reply> hanging = api.sendAsync("GET", "/V1.0/Tickets/1", "");
		Eventually.until(() -> simulator.slotsTaken() == 1);
		simulator.close();
		assertThat(hanging).failsWithin(Duration.ofSeconds(10));
		Eventually.until(() -> threads().isEmpty());
		try (Simulator next = Simulator.start(SETTINGS.withPort(port))) {
			assertThat(next.port()).isEqualTo(port);
			assertThat(next.baseUrl()).isEqualTo("http://localhost:" + port + "/ATServicesRest");
		}
	}

	@Test
	void aPortThatIsTakenIsNamed() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			assertThatExceptionOfType(SimulatorPortInUseException.class)
				.isThrownBy(() -> Simulator.start(SETTINGS.withPort(taken.getLocalPort())))
				.satisfies((ex) -> assertThat(ex.port()).isEqualTo(taken.getLocalPort()))
				.withMessageContaining("sample.simulator.port");
		}
		Eventually.until(() -> threads().isEmpty());
	}

	@Test
	void settingsThatCannotBeAreNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> SETTINGS.withPort(70_000))
			.withMessage(
					"The property 'sample.simulator.port' has the value '70000', but must be a port from 0 to 65535.");
		assertThatIllegalArgumentException().isThrownBy(() -> SETTINGS.withTickets(0)).withMessageContaining("tickets");
		assertThatIllegalArgumentException().isThrownBy(() -> SETTINGS.withLatency(Duration.ofMillis(-1)))
			.withMessageContaining("latency");
		assertThatIllegalArgumentException().isThrownBy(() -> SETTINGS.withThreadsPerEndpoint(0))
			.withMessageContaining("threads-per-endpoint");
	}

	@Test
	void secretsAreNotShown() {
		assertThat(SETTINGS.withAccount(new Account("a@example.test", "hush", "CODE")).toString())
			.contains("a@example.test")
			.doesNotContain("hush", "sample-secret", "CODE");
	}

	private List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !this.before.contains(thread))
			.map(Thread::getName)
			.filter((name) -> name.startsWith("autotask-simulator"))
			.toList();
	}

}
