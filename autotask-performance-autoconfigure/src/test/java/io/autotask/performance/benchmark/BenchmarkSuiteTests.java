package io.autotask.performance.benchmark;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.autotask.performance.benchmark.BenchmarkRun.Status;
import io.autotask.performance.benchmark.load.LoadPattern;
import io.autotask.performance.benchmark.work.OperationType;
import io.autotask.performance.benchmark.work.RecordSize;
import io.autotask.performance.benchmark.work.Scenario;
import io.autotask.performance.stub.StubAutotask.Arrival;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/** Runs over HTTP: what is sent, what is counted, what is refused. */
class BenchmarkSuiteTests {

	@TempDir
	private Path directory;

	private Bench bench;

	@BeforeEach
	void start() {
		this.bench = Bench.in(this.directory);
	}

	@AfterEach
	void stop() {
		this.bench.close();
	}

	@Test
	void theSeedsEntityBenchmarkRunsAsWritten() {
		BenchmarkResult results = this.bench.suite
			.runBenchmark(BenchmarkConfig.named("Entity Performance Test")
				.iterations(1000)
				.concurrency(10)
				.targetEntities("companies", "tickets", "contacts")
				.build())
			.block();

		assertThat(results.summary().totalRequests()).isEqualTo(1000);
		assertThat(results.summary().failedRequests()).isZero();
		assertThat(results.performance().latency().average()).isPositive();
		assertThat(results.performance().throughput().requestsPerSecond()).isPositive();
		assertThat(results.performance().memory().peakUsage()).isPositive();
		assertThat(results.endpoints()).containsOnlyKeys("Companies", "Contacts", "Tickets");
		assertThat(results.endpoints().get("Tickets")).containsKeys("get", "search");
		assertThat(results.servedBy()).containsKeys("hit", "network");
		assertThat(results.concurrency().actualUsers()).isEqualTo(10);
		assertThat(results.upstream().requests() + 3).as("with those that found the rows")
			.isEqualTo(this.bench.autotask.arrivals()
				.stream()
				.filter((arrival) -> !arrival.path().endsWith("/ThresholdInformation"))
				.count());
		assertThat(results.upstream().callsPerRequest()).isEqualTo(1000.0 / results.upstream().requests());
		assertThat(this.bench.events).containsExactly(new BenchmarkCompletedEvent(results));
	}

	@Test
	void benchmarkEntitiesTakesTheSeedsOptions() {
		BenchmarkResult results = this.bench.suite
			.benchmarkEntities(List.of("companies", "tickets"),
					(options) -> options.iterations(300).concurrency(5).maxDuration(Duration.ofMinutes(5)))
			.block();
		assertThat(results.summary().totalRequests()).isEqualTo(300);
		assertThat(results.rounds()).as("without those in which it warmed up")
			.hasSizeBetween(5, 10)
			.allSatisfy((round) -> assertThat(round.calls()).isBetween(1L, 30L));
	}

	@Test
	void aProfileSaysWhatTheDataIsLikeAndWhatTheRunHasToMeet() {
		BenchmarkResult result = this.bench.suite
			.runProfile(BenchmarkProfile.named("narrow")
				.entityTypes("tickets")
				.operationsMix(Map.of("get", 50, "list", 50))
				.loadCharacteristics(50, 50, LoadPattern.CONSTANT, Duration.ofSeconds(1))
				.dataCharacteristics(RecordSize.SMALL, 0)
				.expectations("errorRate < 1%", "requests < 1")
				.build())
			.block();
		assertThat(this.bench.autotask.arrivals("GET")).extracting(Arrival::path).as("always the same row").hasSize(1);
		assertThat(this.bench.autotask.arrivals("POST").stream().skip(1))
			.as("ids only, without the first, which finds rows")
			.isNotEmpty()
			.allSatisfy((arrival) -> assertThat(arrival.text()).contains("\"includeFields\":[\"id\"]"));
		assertThat(result.thresholds()).extracting(Threshold.Outcome::met)
			.containsExactly(Threshold.Met.YES, Threshold.Met.NO);
		assertThat(result.passed()).isFalse();
	}

	@Test
	void anOpenLoadIsMadeOnTimeAndCounted() {
		BenchmarkResult result = run(BenchmarkConfig.named("open")
			.rate(100)
			.duration(Duration.ofSeconds(2))
			.targetEntities("tickets")
			.operations(Map.of("get", 1)));
		assertThat(result.summary().totalRequests()).isEqualTo(200);
		assertThat(result.generator().model()).isEqualTo("open");
		assertThat(result.generator().intendedRate()).isCloseTo(100, within(2.0));
		assertThat(result.generator().dropped()).isZero();
		assertThat(result.timeline()).isNotEmpty();
		assertThat(result.timeline().stream().mapToLong(BenchmarkResult.Moment::calls).sum()).isEqualTo(200);
		assertThat(result.machine()).isNotEmpty();
	}

	@Test
	void benchmarkCallsNeverMeetTheApplicationsAnswersNorLeaveAny() {
		Mono<String> own = this.bench.path.client().get().uri("/Tickets/1").retrieve().bodyToMono(String.class);
		own.block();
		int before = this.bench.autotask.arrivals("GET").size();
		run(BenchmarkConfig.named("gets")
			.iterations(200)
			.targetEntities("tickets")
			.rows(5)
			.operations(Map.of("get", 1)));
		assertThat(this.bench.autotask.arrivals("GET")).as("each row once").hasSize(before + 5);
		run(BenchmarkConfig.named("gets")
			.iterations(200)
			.targetEntities("tickets")
			.rows(5)
			.operations(Map.of("get", 1)));
		assertThat(this.bench.autotask.arrivals("GET")).as("and by a second run again").hasSize(before + 10);
		own.block();
		assertThat(this.bench.autotask.arrivals("GET")).hasSize(before + 10);
	}

	@Test
	void comparePlaysTheSameWorkBothWaysAndCountsWhatAutotaskSaw() {
		BenchmarkResult result = run(BenchmarkConfig.named("compare")
			.iterations(400)
			.concurrency(4)
			.targetEntities("tickets")
			.rows(20)
			.operations(Map.of("get", 1))
			.compare(true));
		BenchmarkSavings savings = result.savings();
		assertThat(savings.optimised().calls()).isEqualTo(400);
		assertThat(savings.bypassed().calls()).isEqualTo(400);
		assertThat(savings.bypassed().upstreamRequests()).isEqualTo(400);
		// Of 20 rows, some of which leave together.
		assertThat(savings.optimised().upstreamRequests()).isBetween(5L, 25L);
		long arrived = this.bench.autotask.arrivals()
			.stream()
			.filter((arrival) -> !arrival.path().endsWith("/ThresholdInformation"))
			.count();
		assertThat(arrived).as("with the one that found the rows")
			.isEqualTo(savings.bypassed().upstreamRequests() + savings.optimised().upstreamRequests() + 1);
		assertThat(savings.changes()).extracting(BenchmarkSavings.Change::figure)
			.containsExactly("upstream", "p50", "p95", "p99", "bytesPerCall");
		assertThat(savings.changes().get(0).shift().change()).isNegative();
		assertThat(savings.changes().get(0).bypassed()).isEqualTo(1);
		assertThat(result.upstream().requestsSaved()).isGreaterThan(90);
	}

	@Test
	void writesAreRefusedUnlessAllowed() {
		assertThatExceptionOfType(BenchmarkRefusedException.class)
			.isThrownBy(() -> this.bench.suite
				.start(BenchmarkConfig.named("writes").operations(Map.of("get", 9, "update", 1)).build()))
			.satisfies((refused) -> {
				assertThat(refused.field()).isEqualTo("operations");
				assertThat(refused.property()).isEqualTo("autotask.performance.benchmark.allow-writes");
			});
		assertThat(this.bench.autotask.arrivals()).isEmpty();
	}

	@Test
	void writesAreMadeWhenAllowedAndNoReadIsStale() {
		try (Bench writing = new Bench(this.directory, Bench::writing)) {
			BenchmarkResult result = writing.suite
				.runBenchmark(BenchmarkConfig.named("writes")
					.iterations(600)
					.concurrency(6)
					.targetEntities("tickets", "contacts")
					.rows(20)
					.operations(Map.of("get", 60, "search", 20, "create", 5, "update", 15))
					.build())
				.block();
			assertThat(result.summary().failedRequests()).as("%s", result.errors()).isZero();
			assertThat(result.operations()).containsKeys("create", "update");
			assertThat(result.servedBy()).containsKey("write");
			assertThat(result.summary().checkedReads()).isPositive();
			assertThat(result.summary().staleReads()).isZero();
			assertThat(result.summary().leftBehind()).isNotEmpty();
			List<Arrival> patches = writing.autotask.arrivals("PATCH");
			assertThat(patches).isNotEmpty()
				.allSatisfy((patch) -> assertThat(patch.text()).containsPattern("\"(description|note)\":\"bm-"));
			assertThat(patches).anySatisfy((patch) -> assertThat(patch.path()).endsWith("/Companies/7/Contacts"));
			assertThat(writing.autotask.arrivals("POST").stream().map(Arrival::path))
				.anySatisfy((path) -> assertThat(path).endsWith("/Tickets"))
				.anySatisfy((path) -> assertThat(path).endsWith("/Companies/7/Contacts"));
		}
	}

	@Test
	void aStaleReadIsFoundOut() {
		try (Bench writing = new Bench(this.directory, Bench::writing)) {
			writing.autotask.answering((arrival) -> arrival.method().equals("PATCH")
					? Mono.just(Reply.json(200, "{\"itemId\":1}")) : writing.rows.apply(arrival));
			BenchmarkResult result = writing.suite
				.runBenchmark(BenchmarkConfig.named("forgetful")
					.iterations(300)
					.targetEntities("tickets")
					.rows(5)
					.operations(Map.of("get", 80, "update", 20))
					.build())
				.block();
			assertThat(result.summary().staleReads()).as("what is acknowledged is not kept").isPositive();
			assertThat(result.recommendations()).anyMatch((advice) -> advice.contains("bug"));
		}
	}

	@Test
	void deletesOnlyWhatItCreated() {
		try (Bench writing = new Bench(this.directory, Bench::writing)) {
			writing.suite
				.runBenchmark(BenchmarkConfig.named("deletes")
					.iterations(50)
					.targetEntities("contacts")
					.operations(Map.of("delete", 1))
					.build())
				.block();
			assertThat(writing.autotask.arrivals("DELETE")).hasSize(50)
				.allSatisfy(
						(delete) -> assertThat(delete.path()).containsPattern("/Companies/7/Contacts/10000\\d\\d$"));
			assertThatExceptionOfType(BenchmarkRefusedException.class)
				.isThrownBy(() -> writing.suite
					.plan(BenchmarkConfig.named("x").targetEntities("tickets").operations(Map.of("delete", 1)).build()))
				.withMessageContaining("Autotask deletes no Tickets");
		}
	}

	@Test
	void anotherMachineIsRefusedUnlessAllowedAndNothingIsSent() {
		URI elsewhere = URI.create("https://webservices5.autotask.net/ATServicesRest/V1.0/");
		try (Bench remote = new Bench(this.directory, UnaryOperator.identity(), elsewhere)) {
			assertThatExceptionOfType(BenchmarkRefusedException.class)
				.isThrownBy(() -> remote.suite.start(BenchmarkConfig.named("x").build()))
				.withMessageContaining("webservices5.autotask.net")
				.satisfies((refused) -> assertThat(refused.property())
					.isEqualTo("autotask.performance.benchmark.allow-remote-target"));
		}
	}

	@Test
	void aPlanSaysWhatItCostsAndSendsNothing() {
		this.bench.budget = new BenchmarkBudget(10_000L, 500L, 70);
		BenchmarkPlan plan = this.bench.suite.plan(BenchmarkConfig.named("plan")
			.rate(10)
			.duration(Duration.ofSeconds(30))
			.targetEntities("tickets", "companies")
			.rows(1_000)
			.compare(true)
			.build());
		assertThat(plan.calls()).isEqualTo(600);
		assertThat(plan.preparation()).isEqualTo(4);
		assertThat(plan.seconds()).isEqualTo(60);
		assertThat(plan.budget()).isEqualTo(new BenchmarkPlan.Cost(604, 10_000L, 500L, 1_104L));
		assertThat(plan.thisMachine()).isTrue();
		assertThat(this.bench.autotask.arrivals()).isEmpty();
		assertThat(this.bench.suite.runs()).isEmpty();
	}

	@Test
	void tooManyCallsAndTooMuchTimeAreRefusedWithWhatIsAllowed() {
		assertThatExceptionOfType(BenchmarkRefusedException.class)
			.isThrownBy(() -> this.bench.suite
				.plan(BenchmarkConfig.named("x").rate(1_000).duration(Duration.ofSeconds(60)).build()))
			.withMessageContaining("60000 calls, allowed are 10000");
		assertThatExceptionOfType(BenchmarkRefusedException.class)
			.isThrownBy(() -> this.bench.suite
				.plan(BenchmarkConfig.named("x").rate(1).duration(Duration.ofMinutes(30)).build()))
			.withMessageContaining("30 min, allowed are 5 min");
		assertThatExceptionOfType(BenchmarkRefusedException.class)
			.isThrownBy(() -> this.bench.suite.plan(BenchmarkConfig.named("x").maxRequests(20_000).build()))
			.satisfies((refused) -> assertThat(refused.field()).isEqualTo("maxRequests"));
		this.bench.budget = new BenchmarkBudget(10_000L, 7_000L, 70);
		assertThatExceptionOfType(BenchmarkRefusedException.class)
			.isThrownBy(() -> this.bench.suite.plan(BenchmarkConfig.named("x").build()))
			.withMessageContaining("7000 are used");
	}

	@Test
	void aRunEndsAfterTheCallsItMayMakeAndSaysSo() {
		BenchmarkResult result = run(BenchmarkConfig.named("capped").iterations(5_000).concurrency(3).maxRequests(120));
		assertThat(result.summary().totalRequests()).isBetween(110L, 120L);
		assertThat(result.valid()).isFalse();
		assertThat(result.invalidBecause()).anyMatch((reason) -> reason.contains("120 calls that it may"));
	}

	@Test
	void throttlingStopsARun() {
		VirtualBench patient = new VirtualBench(this.directory);
		patient.answers = (arrival) -> arrival.method().equals("GET") ? Mono.just(Reply.threadLimit())
				: patient.rows.apply(arrival);
		BenchmarkResult result = patient.run(BenchmarkConfig.named("throttled")
			.iterations(2_000)
			.operations(Map.of("get", 1))
			.compare(true)
			.build());
		assertThat(result.summary().totalRequests()).isLessThan(100);
		assertThat(result.invalidBecause()).anyMatch((reason) -> reason.contains("turned"));
	}

	@Test
	void errorsStopARun() {
		this.bench.autotask.answering((arrival) -> arrival.method().equals("GET")
				? Mono.just(Reply.json(500, "{\"errors\":[\"no\"]}")) : this.bench.rows.apply(arrival));
		BenchmarkResult result = run(BenchmarkConfig.named("failing").iterations(2_000).operations(Map.of("get", 1)));
		assertThat(result.summary().totalRequests()).isEqualTo(ErrorWatch.LAST);
		assertThat(result.errors().get(0).type()).isEqualTo("HTTP 500");
		assertThat(result.invalidBecause()).anyMatch((reason) -> reason.contains("half of the last 50 calls failed"));
		assertThat(result.performance().latency().count()).as("errors are no latencies").isZero();
	}

	@Test
	void aBudgetThatIsUsedUpStopsARun() {
		this.bench.rows.latency = Duration.ofMillis(5);
		BenchmarkRun run = this.bench.suite
			.start(BenchmarkConfig.named("budget").rate(50).duration(Duration.ofMinutes(1)).build());
		this.bench.budget = new BenchmarkBudget(100L, 90L, 70);
		BenchmarkResult result = run.outcome().block();
		assertThat(result.invalidBecause()).anyMatch((reason) -> reason.contains("budget"));
	}

	@Test
	void oneRunsAtATimeAndCanBeCancelled() {
		this.bench.rows.latency = Duration.ofMillis(20);
		BenchmarkRun run = this.bench.suite
			.start(BenchmarkConfig.named("long").rate(50).duration(Duration.ofMinutes(2)).build());
		assertThatExceptionOfType(BenchmarkRunningException.class)
			.isThrownBy(() -> this.bench.suite.start(BenchmarkConfig.named("other").build()))
			.satisfies((running) -> assertThat(running.running()).isEqualTo(run.id()));
		assertThat(this.bench.suite.currentProgress()).isNotNull();
		assertThat(run.cancel()).isTrue();
		assertThat(run.cancel()).isFalse();
		run.outcome().onErrorComplete().block();
		assertThat(run.status()).isEqualTo(Status.CANCELLED);
		assertThat(this.bench.suite.currentProgress()).isNull();
		assertThat(this.bench.events).isEmpty();
		assertThat(run(BenchmarkConfig.named("next").iterations(20)).summary().totalRequests()).isEqualTo(20);
	}

	@Test
	void whoeverCancelsTheSubscriptionCancelsTheRun() {
		this.bench.rows.latency = Duration.ofMillis(20);
		this.bench.suite.runBenchmark(BenchmarkConfig.named("long").rate(50).duration(Duration.ofMinutes(2)).build())
			.timeout(Duration.ofMillis(200))
			.onErrorComplete()
			.block();
		BenchmarkRun run = this.bench.suite.runs().get(0);
		run.outcome().onErrorComplete().block();
		assertThat(run.status()).isEqualTo(Status.CANCELLED);
	}

	@Test
	void whyARunFailedIsSaidWithoutSecrets() {
		this.bench.autotask.answering(Reply.empty(401));
		BenchmarkRun run = this.bench.suite.start(BenchmarkConfig.named("x").build());
		run.outcome().onErrorComplete().block();
		assertThat(run.status()).isEqualTo(Status.FAILED);
		assertThat(run.failure()).contains("answered 401", "autotask.performance.api.username")
			.doesNotContain("secret,");
	}

	@Test
	void onlyTheLastRunsAreRemembered() {
		this.bench.autotask.answering(Reply.empty(401));
		for (int i = 0; i < BenchmarkSuite.MOST_RUNS + 3; i++) {
			BenchmarkRun run = this.bench.suite.start(BenchmarkConfig.named("failing " + i).build());
			run.outcome().onErrorComplete().block();
		}
		assertThat(this.bench.suite.runs()).hasSize(BenchmarkSuite.MOST_RUNS);
		assertThat(this.bench.suite.runs().get(0).plan().name()).isEqualTo("failing 22");
	}

	@Test
	void scenariosAreDoneInOrderByTheSameUser() {
		BenchmarkResult result = run(BenchmarkConfig.named("scenario")
			.iterations(20)
			.scenarios(new Scenario("look", 1,
					List.of(new Scenario.Action(OperationType.LIST, "tickets"),
							new Scenario.Action(OperationType.GET, "tickets"),
							new Scenario.Action(OperationType.GET, "companies")))));
		assertThat(result.summary().totalRequests()).isEqualTo(60);
		assertThat(result.endpoints().get("Tickets").get("list").count()).isEqualTo(20);
		assertThat(result.endpoints().get("Companies").get("get").count()).isEqualTo(20);
	}

	@Test
	void aBulkIsOneOperationAndManyCalls() {
		BenchmarkResult result = run(
				BenchmarkConfig.named("bulk").iterations(10).targetEntities("tickets").operations(Map.of("bulk", 1)));
		assertThat(result.summary().operations()).isEqualTo(10);
		assertThat(result.summary().totalRequests()).isEqualTo(200);
		assertThat(result.summary().records()).isEqualTo(200);
	}

	@Test
	void whatTheApplicationAskedIsPlayedAgain() {
		assertThat(this.bench.suite.recordedTraffic()).isEmpty();
		for (int i = 0; i < 12; i++) {
			this.bench.path.client().get().uri("/Tickets/{id}", 1 + i % 3).retrieve().bodyToMono(String.class).block();
		}
		BenchmarkResult result = run(BenchmarkConfig.named("replay").replay(this.bench.suite.recordedTraffic()));
		assertThat(result.generator().model()).isEqualTo("replay");
		assertThat(result.summary().totalRequests()).isEqualTo(12);
		assertThat(result.endpoints()).containsOnlyKeys("Tickets");
		assertThat(result.upstream().requests()).as("three different rows").isEqualTo(3);
		assertThat(this.bench.suite.recordedTraffic()).as("its own calls are not recorded").hasSize(12);
	}

	@Test
	void aPeakIsToldApart() {
		BenchmarkResult result = run(BenchmarkConfig.named("spike")
			.pattern(LoadPattern.SPIKE)
			.rate(20)
			.peakRate(200)
			.duration(Duration.ofSeconds(2))
			.spike(Duration.ofMillis(500))
			.targetEntities("tickets"));
		assertThat((double) result.atPeak().count()).isCloseTo(100, within(5.0));
		assertThat((double) result.all().count()).isCloseTo(130, within(5.0));
		assertThat(result.rounds()).as("a pattern that is not even is one round").hasSize(1);
	}

	@Test
	void thresholdsOfTheSettingsHoldForEveryRun() {
		try (Bench strict = new Bench(this.directory, (from) -> new BenchmarkSettings(false, false, from.maxRequests(),
				from.maxDuration(), from.baselineDirectory(), List.of("requestsSaved > 99%", "errorRate < 1%")))) {
			BenchmarkResult result = strict.suite
				.runBenchmark(BenchmarkConfig.named("x").iterations(50).operations(Map.of("get", 1)).build())
				.block();
			assertThat(result.thresholds()).extracting(Threshold.Outcome::met)
				.containsExactly(Threshold.Met.NO, Threshold.Met.YES);
		}
	}

	@Test
	void aBaselineThatIsNotThereIsNamed() {
		assertThatExceptionOfType(BenchmarkRefusedException.class)
			.isThrownBy(() -> this.bench.suite.start(BenchmarkConfig.named("x").baseline("main").build()))
			.withMessageContaining("there is no baseline yet");
	}

	private BenchmarkResult run(BenchmarkConfig.Builder config) {
		return this.bench.suite.runBenchmark(config.build()).block();
	}

}
