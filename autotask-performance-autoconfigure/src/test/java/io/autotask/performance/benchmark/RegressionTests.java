package io.autotask.performance.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.autotask.performance.benchmark.load.LoadPattern;
import io.autotask.performance.benchmark.statistics.Figure;
import io.autotask.performance.benchmark.statistics.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/** What becomes of a run: in virtual time, so that its figures are known before. */
class RegressionTests {

	@TempDir
	private Path directory;

	private VirtualBench bench;

	@BeforeEach
	void start() {
		this.bench = new VirtualBench(this.directory);
	}

	@Test
	void aServerThatBecameTwentyTimesSlowerIsARegression() {
		BenchmarkResult before = this.bench.run(gets().build());
		assertThat(before.valid()).as("%s", before.invalidBecause()).isTrue();
		this.bench.suite().saveAsBaseline(before, "main");

		this.bench.latency = (at) -> Duration.ofMillis(800);
		BenchmarkResult slow = this.bench
			.run(gets().baseline("main").thresholds("vs-baseline p95 change < 10%", "p95 < 30s").build());

		assertThat(slow.comparison().baseline()).isEqualTo("main");
		assertThat(slow.comparison().verdict()).isEqualTo(Verdict.DEGRADED);
		assertThat(slow.comparison().of(Figure.P95).verdict()).isEqualTo(Verdict.DEGRADED);
		assertThat(slow.comparison().of(Figure.P95).shift().change()).isCloseTo(19, within(0.5));
		assertThat(slow.regressions()).first().satisfies((regression) -> {
			assertThat(regression.type()).isEqualTo("p95");
			assertThat(regression.severity()).isEqualTo(Regression.Severity.CRITICAL);
			assertThat(regression.affectedComponents()).containsExactly("Tickets get");
			assertThat(regression.impact()).containsKey("p95");
			assertThat(regression.potentialCauses()).anyMatch((cause) -> cause.startsWith("Autotask itself answers"));
			assertThat(regression.recommendedActions()).isNotEmpty();
		});
		assertThat(this.bench.suite().regressions(before, slow)).as("any two runs can be compared")
			.usingRecursiveComparison()
			.isEqualTo(slow.regressions());
		assertThat(this.bench.suite().regressions(slow, before)).as("what got better is none").isEmpty();
		assertThat(slow.passed()).isFalse();
		assertThat(slow.thresholds()).extracting(Threshold.Outcome::met)
			.containsExactly(Threshold.Met.NO, Threshold.Met.YES);
		assertThat(this.bench.events).last().isEqualTo(new RegressionDetectedEvent(slow, slow.regressions()));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(slow::verify).withMessageContaining("not met");
	}

	@Test
	void usersWhoThinkAndBeginOneAfterAnotherTakeTheirTime() {
		BenchmarkConfig.Builder three = BenchmarkConfig.named("users")
			.iterations(30)
			.concurrency(3)
			.targetEntities("tickets")
			.operations(Map.of("get", 1));
		assertThat(this.bench.run(three.build()).summary().duration()).isLessThan(1_000);
		BenchmarkResult slow = this.bench
			.run(three.thinkTime(Duration.ofSeconds(1), 0).rampUpDuration(Duration.ofSeconds(10)).build());
		assertThat(slow.summary().totalRequests()).isEqualTo(30);
		assertThat(slow.summary().duration()).as("one from the beginning, one from 5 s and one from 10 s on")
			.isCloseTo(15_000, within(1_000.0));
		assertThatExceptionOfType(BenchmarkRefusedException.class)
			.isThrownBy(() -> gets().thinkTime(Duration.ofSeconds(1), 2))
			.satisfies((refused) -> assertThat(refused.field()).isEqualTo("thinkTime"));
		assertThatExceptionOfType(BenchmarkRefusedException.class)
			.isThrownBy(() -> gets().rampUpDuration(Duration.ofSeconds(-1)))
			.satisfies((refused) -> assertThat(refused.field()).isEqualTo("rampUpDuration"));
	}

	@Test
	void anUnchangedServerIsNone() {
		this.bench.run(gets().build());
		BenchmarkResult again = this.bench.run(gets().build());
		assertThat(again.comparison()).as("with the run before, when no baseline is named").isNotNull();
		assertThat(again.comparison().verdict()).isEqualTo(Verdict.UNCHANGED);
		assertThat(again.regressions()).isEmpty();
		assertThat(this.bench.events).noneMatch(RegressionDetectedEvent.class::isInstance);
		again.verify("vs-baseline p95 change < 10%", "p95 < 45ms", "errorRate < 0.1%");
	}

	@Test
	void onABusyMachineASlowServerIsStillFoundAndTheMachineIsNotTakenForOne() {
		this.bench.run(gets().build());
		this.bench.systemCpu = 100;
		BenchmarkResult noisy = this.bench.run(gets().build());
		assertThat(noisy.regressions()).isEmpty();
		assertThat(noisy.comparison().of(Figure.P95).why()).isEqualTo("the machine was busy with other things");
		this.bench.latency = (at) -> Duration.ofMillis(800);
		BenchmarkResult slow = this.bench.run(gets().build());
		assertThat(slow.regressions()).extracting(Regression::type).containsExactly("network p10");
		assertThat(slow.comparison().verdict()).isEqualTo(Verdict.DEGRADED);
		this.bench.suite().saveAsBaseline(slow, "noisy");
		assertThat(this.bench.suite().baselines()).containsExactly("noisy");
	}

	@Test
	void aStallOfFiveSecondsIsInThePercentiles() {
		this.bench.latency = (at) -> Duration.ofNanos(
				Math.max(0, (at > 20_000_000_000L && at < 25_000_000_000L) ? 25_000_000_000L - at : 0) + 10_000_000);
		BenchmarkResult result = this.bench.run(BenchmarkConfig.named("stall")
			.rate(50)
			.duration(Duration.ofMinutes(1))
			.targetEntities("tickets", "companies", "contacts", "projects")
			.rows(500)
			.zipf(0)
			.operations(Map.of("get", 1))
			.build());
		assertThat(result.performance().latency().percentiles().p99()).isBetween(3_500.0, 5_000.0);
		assertThat(result.performance().latency().percentiles().p50()).isLessThan(20);
	}

	@Test
	void otherWorkIsNotCompared() {
		this.bench.suite().saveAsBaseline(this.bench.run(gets().build()), "main");
		BenchmarkResult other = this.bench.run(gets().zipf(1).baseline("main").build());
		assertThat(other.comparison().verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
		assertThat(other.comparison().differences()).singleElement().asString().startsWith("other work");
		assertThat(other.regressions()).isEmpty();
		assertThat(other.thresholds()).isEmpty();
		other.verify("vs-baseline p95 change < 1%");
	}

	@Test
	void onAnotherMachineCountsAreComparedAndTimesAreNot() throws IOException {
		this.bench.suite().saveAsBaseline(this.bench.run(gets().build()), "main");
		Path file = this.directory.resolve("main.json");
		Files.writeString(file, Files.readString(file).replaceFirst("\\d+ cores", "999 cores"));
		BenchmarkResult other = this.bench.run(gets().baseline("main").build());
		assertThat(other.comparison().of(Figure.P95).verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
		assertThat(other.comparison().of(Figure.P95).why()).isEqualTo("the runs were on different machines");
		assertThat(other.comparison().of(Figure.UPSTREAM).verdict()).isEqualTo(Verdict.UNCHANGED);
	}

	@Test
	void aBaselineIsAFileThatPeopleCanRead() throws IOException {
		BenchmarkResult result = this.bench.run(gets().build());
		this.bench.suite().saveAsBaseline(result, "main");
		String file = Files.readString(this.directory.resolve("main.json"));
		assertThat(file).startsWith("{\n  \"name\" : \"main\",\n  \"run\" : ")
			.contains("\"p95\" : [ 40", "\"Tickets get\" : [ ")
			.endsWith("}\n");
		assertThat(file.lines().count()).isLessThan(40);
		assertThat(this.bench.suite().baselines()).containsExactly("main");
		this.bench.suite().saveAsBaseline(result, "main");
		assertThat(Files.readString(this.directory.resolve("main.json"))).as("the same again").isEqualTo(file);
		assertThat(this.bench.suite().history("main").points()).hasSize(2);
		assertThatExceptionOfType(BenchmarkRefusedException.class)
			.isThrownBy(() -> this.bench.suite().saveAsBaseline(result, "../main"));
	}

	@Test
	void historyKeepsTheLastRunsAndKnowsWhenItChanged() throws IOException {
		StringBuilder lines = new StringBuilder(
				"measuredAt,run,benchmark,p50,p95,p99,requestsPerSecond,errorRate,upstream\n");
		for (int i = 0; i < BaselineStore.LONGEST_HISTORY + 5; i++) {
			double p95 = ((i < 450) ? 100 : 130) + i % 3;
			lines.append("2026-11-26T00:00:00Z,run-").append(i).append(",b,50,").append(p95).append(",200,,0,1\n");
		}
		Files.writeString(this.directory.resolve("main.history.csv"), lines);
		assertThat(this.bench.suite().history("main").changes()).singleElement().satisfies((change) -> {
			assertThat(change.index()).isEqualTo(450);
			assertThat(change.before()).isCloseTo(101, within(0.1));
			assertThat(change.after()).isCloseTo(131, within(0.1));
		});
		this.bench.suite().saveAsBaseline(this.bench.run(gets().build()), "main");
		assertThat(this.bench.suite().history("main").points()).hasSize(BaselineStore.LONGEST_HISTORY);
		assertThat(this.bench.suite().history("nothing").points()).isEmpty();
	}

	@Test
	void aRunThatIsNotValidIsNoBaseline() {
		BenchmarkResult cut = this.bench.run(gets().maxRequests(50).build());
		assertThat(cut.valid()).isFalse();
		assertThatExceptionOfType(BenchmarkRefusedException.class)
			.isThrownBy(() -> this.bench.suite().saveAsBaseline(cut, "main"))
			.withMessageContaining("did not do its work");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void theSeedsProfileIsPlannedAsWritten() {
		BenchmarkPlan plan = this.bench.suite().plan(highLoad(Duration.ofMinutes(30)).config());
		assertThat(plan.calls()).isEqualTo(54_000);
		assertThat(plan.seconds()).isEqualTo(1_800);
		assertThat(plan.entities()).containsExactly("Companies", "Tickets", "Contacts", "Projects");
		assertThat(plan.writes()).isTrue();
	}

	@Test
	void theSeedsProfileIsRunAsWrittenButForATenthOfTheTime() {
		List<BenchmarkResult> results = new ArrayList<>();
		StepVerifier
			.withVirtualTime(
					() -> this.bench.suite().runProfile(highLoad(Duration.ofMinutes(3))).doOnNext(results::add))
			.thenAwait(Duration.ofMinutes(6))
			.expectNextCount(1)
			.verifyComplete();
		BenchmarkResult result = results.get(0);
		assertThat(result.summary().totalRequests()).isEqualTo(5_400);
		assertThat(result.summary().failedRequests()).as("%s", result.errors()).isZero();
		assertThat(result.operations()).containsOnlyKeys("list", "get", "search", "create", "update");
		assertThat(share(result, "list")).isCloseTo(40, within(2.0));
		assertThat(share(result, "create")).isCloseTo(7, within(1.0));
		assertThat(result.summary().staleReads()).isZero();
		List<BenchmarkResult.Moment> timeline = result.timeline();
		int tenth = timeline.size() / 10;
		assertThat(
				calls(timeline.subList(timeline.size() - tenth, timeline.size())) / calls(timeline.subList(0, tenth)))
			.as("from 10 to 50 calls per second: 48 on the average of the last tenth, 12 of the first")
			.isCloseTo(4, within(0.4));
		assertThat(result.valid()).as("%s", result.invalidBecause()).isTrue();
	}

	/** The profile of the same name, by its characteristics. */
	private static BenchmarkProfile highLoad(Duration duration) {
		return BenchmarkProfile.named("High-Load Production Simulation")
			.entityTypes("companies", "tickets", "contacts", "projects")
			.operationsMix(Map.of("list", 40, "get", 30, "search", 20, "create", 7, "update", 3))
			.loadCharacteristics(10, 50, LoadPattern.RAMP_UP, duration)
			.build();
	}

	private static double calls(List<BenchmarkResult.Moment> moments) {
		return moments.stream().mapToLong(BenchmarkResult.Moment::calls).sum();
	}

	private static double share(BenchmarkResult result, String operation) {
		return 100.0 * result.operations().get(operation).count() / result.all().count();
	}

	private static BenchmarkConfig.Builder gets() {
		return BenchmarkConfig.named("gets")
			.rate(3)
			.duration(Duration.ofSeconds(200))
			.targetEntities("tickets")
			.rows(500)
			.zipf(0)
			.operations(Map.of("get", 1));
	}

}
