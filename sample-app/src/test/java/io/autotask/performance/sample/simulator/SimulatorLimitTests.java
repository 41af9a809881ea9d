package io.autotask.performance.sample.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.autotask.performance.sample.simulator.ApiClient.Reply;
import io.autotask.performance.sample.simulator.SimulatorSettings.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Slots of an object and the hour of the tenant, in virtual time.
 */
class SimulatorLimitTests {

	private final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T12:00:00Z"));

	private final ManualTimer timer = new ManualTimer();

	private Simulator simulator;

	private ApiClient api;

	@AfterEach
	void stop() {
		this.simulator.close();
	}

	@Test
	void theFourthRequestForAnObjectIsTurnedAway() {
		start(SimulatorSettings.defaults());
		List<CompletableFuture<Reply>> parked = park("/V1.0/Tickets/1", 3);
		Reply fourth = this.api.get("/V1.0/Tickets/2");
		assertThat(fourth.status()).isEqualTo(429);
		assertThat(fourth.error()).isEqualTo("The Autotask API thread threshold of 3 threads has been exceeded.");
		assertThat(fourth.header("Retry-After")).isNull();
		CompletableFuture<Reply> otherObject = parkOne("/V1.0/Tickets/1/Notes", 4);
		answer(parked);
		answer(List.of(otherObject));
		assertThat(parked).allSatisfy((reply) -> assertThat(reply.join().status()).isEqualTo(200));
		assertThat(otherObject.join().status()).isEqualTo(200);
		assertThat(this.simulator.slotsTaken()).isZero();
		SimulatorCounts counts = this.simulator.ledger().counts();
		assertThat(counts.rejected429()).isEqualTo(1);
		assertThat(counts.endpoint("Tickets").rejected429()).isEqualTo(1);
		assertThat(counts.endpoint("Tickets").maxInFlight()).isEqualTo(4);
		assertThat(counts.endpoint("TicketNotes").maxInFlight()).isEqualTo(1);
		assertThat(counts.requests()).isEqualTo(5);
	}

	@Test
	void allKindsOfRequestsShareTheSlotsOfTheirObject() {
		start(SimulatorSettings.defaults().withThreadsPerEndpoint(1));
		List<CompletableFuture<Reply>> parked = park("/V1.0/Tickets/entityInformation/fields", 1);
		assertThat(this.api.get("/V1.0/Tickets/1").status()).isEqualTo(429);
		assertThat(this.api.query("Tickets", "{'op':'exist','field':'id'}").status()).isEqualTo(429);
		assertThat(this.api.patch("/V1.0/Tickets", "{\"id\":1}").status()).isEqualTo(429);
		answer(parked);
	}

	@Test
	void zoneInformationNeedsNoSlot() {
		start(SimulatorSettings.defaults().withThreadsPerEndpoint(1));
		List<CompletableFuture<Reply>> parked = park("/V1.0/Version", 1);
		assertThat(this.api.get("/V1.0/zoneInformation?user=sample@example.test").status()).isEqualTo(200);
		assertThat(this.api.get("/V1.0/Version").status()).isEqualTo(429);
		answer(parked);
	}

	@Test
	void integrationCodesHaveTheirOwnSlotsAndShareTheHour() {
		Account second = new Account("second@example.test", "second-secret", "SAMPLEINTEGRATIONCODE000002");
		start(SimulatorSettings.defaults().withThreadsPerEndpoint(1).withAccount(second));
		ApiClient other = this.api.with("UserName", second.username())
			.with("Secret", second.secret())
			.with("ApiIntegrationCode", second.integrationCode());
		List<CompletableFuture<Reply>> parked = park("/V1.0/Tickets/1", 1);
		CompletableFuture<Reply> beside = other.sendAsync("GET", "/V1.0/Tickets/1", "");
		Eventually.until(() -> this.simulator.slotsTaken() == 2);
		answer(parked);
		answer(List.of(beside));
		assertThat(beside.join().status()).isEqualTo(200);
		assertThat(this.simulator.ledger().counts().maxInFlight()).isEqualTo(1);
		assertThat(this.simulator.ledger().counts().requests()).isEqualTo(2);
	}

	@Test
	void aSlotMayLingerAfterTheAnswer() {
		start(SimulatorSettings.defaults()
			.withLatency(Duration.ZERO)
			.withThreadsPerEndpoint(1)
			.withSlotLinger(Duration.ofMillis(100)));
		assertThat(this.api.get("/V1.0/Tickets/1").status()).isEqualTo(200);
		assertThat(this.api.get("/V1.0/Tickets/1").status()).isEqualTo(429);
		this.timer.pass(Duration.ofMillis(100));
		assertThat(this.api.get("/V1.0/Tickets/1").status()).isEqualTo(200);
	}

	@Test
	void rejectionsCanBeOfAnotherForm() {
		start(SimulatorSettings.defaults().withThreadsPerEndpoint(1));
		List<CompletableFuture<Reply>> parked = park("/V1.0/Tickets/1", 1);
		this.simulator.faults().rejectionsAs500(true).retryAfter(Duration.ofSeconds(3));
		Reply rejection = this.api.get("/V1.0/Tickets/1");
		assertThat(rejection.status()).isEqualTo(500);
		assertThat(rejection.header("Retry-After")).isEqualTo("3");
		assertThat(this.simulator.ledger().counts().rejected429()).isEqualTo(1);
		answer(parked);
	}

	@Test
	void aClientThatGoesAwayGivesItsSlotBack() {
		start(SimulatorSettings.defaults());
		CompletableFuture<Reply> parked = parkOne("/V1.0/Tickets/1", 1);
		parked.cancel(true);
		Eventually.until(() -> this.simulator.slotsTaken() == 0);
	}

	@Test
	void theHourMakesRequestsSlowerAndThenRefusesThem() {
		start(SimulatorSettings.defaults().withLatency(Duration.ZERO).withRequestsPerHour(8));
		for (int request = 1; request <= 3; request++) {
			assertThat(timeOf("/V1.0/Tickets/1")).isEqualTo(Duration.ZERO);
		}
		assertThat(timeOf("/V1.0/Tickets/1")).isEqualTo(Duration.ofMillis(500));
		assertThat(timeOf("/V1.0/Companies/1")).isEqualTo(Duration.ofMillis(500));
		for (int request = 6; request <= 8; request++) {
			assertThat(timeOf("/V1.0/Tickets/1")).isEqualTo(Duration.ofSeconds(1));
		}
		Reply refused = this.api.get("/V1.0/Projects/1");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.error()).isEqualTo("The Autotask API request threshold of 8 requests has been exceeded.");
		this.clock.pass(Duration.ofMinutes(60).plusSeconds(1));
		assertThat(timeOf("/V1.0/Tickets/1")).isEqualTo(Duration.ZERO);
	}

	@Test
	void theHourRolls() {
		start(SimulatorSettings.defaults().withLatency(Duration.ZERO).withRequestsPerHour(100));
		this.api.get("/V1.0/Tickets/1");
		this.clock.pass(Duration.ofMinutes(40));
		this.api.get("/V1.0/Tickets/1");
		assertThat(thresholdCount()).isEqualTo(3);
		this.clock.pass(Duration.ofMinutes(21));
		assertThat(thresholdCount()).isEqualTo(3);
		this.clock.pass(Duration.ofMinutes(61));
		assertThat(thresholdCount()).isEqualTo(1);
	}

	@Test
	void thresholdInformationCountsAndAnswersDuringASuspension() {
		start(SimulatorSettings.defaults().withLatency(Duration.ZERO).withRequestsPerHour(1));
		this.api.get("/V1.0/zoneInformation?user=sample@example.test");
		this.api.with("Secret", "wrong").get("/V1.0/Tickets/1");
		assertThat(timeOf("/V1.0/Tickets/1")).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.api.get("/V1.0/Tickets/1").status()).isEqualTo(429);
		CompletableFuture<Reply> told = this.api.sendAsync("GET", "/V1.0/ThresholdInformation", "");
		answer(List.of(told));
		assertThat(told.join().json().get("currentTimeframeRequestCount").asLong()).isEqualTo(2);
	}

	@Test
	void thresholdInformationCanBeSuspendedToo() {
		start(SimulatorSettings.defaults()
			.withLatency(Duration.ZERO)
			.withRequestsPerHour(1)
			.withThresholdInformationDuringSuspension(false));
		timeOf("/V1.0/Tickets/1");
		assertThat(this.api.get("/V1.0/ThresholdInformation").status()).isEqualTo(429);
	}

	@Test
	void requestsTurnedAwayForWantOfASlotCountAgainstTheHour() {
		start(SimulatorSettings.defaults().withThreadsPerEndpoint(1).withRequestsPerHour(100));
		List<CompletableFuture<Reply>> parked = park("/V1.0/Tickets/1", 1);
		this.api.get("/V1.0/Tickets/1");
		answer(parked);
		CompletableFuture<Reply> told = this.api.sendAsync("GET", "/V1.0/ThresholdInformation", "");
		answer(List.of(told));
		assertThat(told.join().json().get("currentTimeframeRequestCount").asLong()).isEqualTo(3);
	}

	private void start(SimulatorSettings settings) {
		this.simulator = Simulator.start(settings.withPort(0).withTickets(50),
				new SimulatorTime(this.clock, this.timer));
		this.api = ApiClient.of(this.simulator);
	}

	/** Sends requests that wait for the latency to pass. */
	private List<CompletableFuture<Reply>> park(String path, int count) {
		List<CompletableFuture<Reply>> parked = new ArrayList<>();
		for (int request = 1; request <= count; request++) {
			parked.add(parkOne(path, request));
		}
		return parked;
	}

	private CompletableFuture<Reply> parkOne(String path, int slots) {
		CompletableFuture<Reply> parked = this.api.sendAsync("GET", path, "");
		Eventually.until(() -> this.simulator.slotsTaken() == slots);
		return parked;
	}

	/** Lets time pass until the requests are answered. */
	private void answer(List<CompletableFuture<Reply>> parked) {
		Eventually.until(() -> {
			if (this.timer.waiting() > 0) {
				this.timer.pass(Duration.ofMillis(250));
			}
			return parked.stream().allMatch(CompletableFuture::isDone);
		});
	}

	/** How much virtual time a request takes. */
	private Duration timeOf(String path) {
		Duration start = this.timer.passed();
		CompletableFuture<Reply> reply = this.api.sendAsync("GET", path, "");
		answer(List.of(reply));
		assertThat(reply.join().status()).isEqualTo(200);
		return this.timer.passed().minus(start);
	}

	private long thresholdCount() {
		return this.api.get("/V1.0/ThresholdInformation").json().get("currentTimeframeRequestCount").asLong();
	}

}
