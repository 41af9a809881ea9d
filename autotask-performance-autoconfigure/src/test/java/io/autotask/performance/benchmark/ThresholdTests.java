package io.autotask.performance.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.autotask.performance.benchmark.Threshold.Met;
import io.autotask.performance.benchmark.report.HtmlReport;
import io.autotask.performance.benchmark.report.JUnitReport;
import io.autotask.performance.benchmark.report.MarkdownReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a run has to meet, in words, and how reports say whether it does. */
class ThresholdTests {

	@TempDir
	private Path directory;

	@Test
	void figuresOfTheRunAndOfSomeOfItsCallsAreCompared() {
		BenchmarkResult result = result();
		assertThat(met("p95 < 45ms", result)).isEqualTo(Met.YES);
		assertThat(met("p95 < 0.03s", result)).isEqualTo(Met.NO);
		assertThat(met("p95[entity=Tickets] < 45ms", result)).isEqualTo(Met.YES);
		assertThat(met("p50[class=network] >= 40ms", result)).isEqualTo(Met.YES);
		assertThat(met("p50[class=hit] < 1ms", result)).isEqualTo(Met.YES);
		assertThat(met("p50[operation=get] < 1ms", result)).isEqualTo(Met.YES);
		assertThat(met("requestsSaved > 50%", result)).isEqualTo(Met.YES);
		assertThat(met("hitRate[reads=repeated] > 99%", result)).isEqualTo(Met.YES);
		assertThat(met("amplification >= 36", result)).isEqualTo(Met.NO);
		assertThat(met("errorRate < 1%", result)).isEqualTo(Met.YES);
		assertThat(met("availability >= 99.9%", result)).isEqualTo(Met.YES);
		assertThat(met("peakHeap < 1GB", result)).isEqualTo(Met.YES);
		assertThat(met("requestsPerSecond > 100/s", result)).isEqualTo(Met.NO);
		assertThat(met("p95[entity=Projects] < 1s", result)).as("nothing was asked of them").isEqualTo(Met.UNKNOWN);
		assertThat(met("p95[load=peak] < 1s", result)).as("there was no peak").isEqualTo(Met.UNKNOWN);
		assertThat(met("vs-baseline p95 change < 10%", result)).as("there is no baseline").isEqualTo(Met.UNKNOWN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "p95", "p95 < fast", "fastness < 5", "p95 ~ 5ms", "p95[colour=red] < 5ms",
			"p95[load=base] < 5ms", "vs-baseline p95 < 10%", "p95 change < 10%", "vs-baseline hitRate change < 1%",
			"amplification[entity=Tickets] > 3", "p95 < 1ms; drop" })
	void whatSaysNothingIsRefusedWithWhatWould(String text) {
		assertThatExceptionOfType(BenchmarkRefusedException.class).isThrownBy(() -> Threshold.parse(text))
			.withMessageContaining(text)
			.satisfies((refused) -> assertThat(refused.field()).isEqualTo("thresholds"));
	}

	@Test
	void aLineInATestFailsWithAllThatIsWrong() {
		BenchmarkResult result = result();
		assertThat(result.verify("p95 < 45ms", "requestsSaved > 50%")).isSameAs(result);
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> result.verify("p95 < 1ms", "amplification > 1000"))
			.withMessageContaining("p95 < 1ms: not met")
			.withMessageContaining("amplification > 1000: not met");
	}

	@Test
	void onABusyMachineTimesAreUnclearAndCountsAreNot() {
		VirtualBench bench = new VirtualBench(this.directory);
		bench.systemCpu = 100;
		BenchmarkResult result = bench.run(BenchmarkConfig.named("busy")
			.rate(10)
			.duration(Duration.ofSeconds(60))
			.targetEntities("tickets")
			.operations(Map.of("get", 1))
			.thresholds("p95 < 1ms", "errorRate < 1%")
			.build());
		assertThat(result.valid()).isFalse();
		assertThat(result.thresholds()).extracting(Threshold.Outcome::met).containsExactly(Met.UNKNOWN, Met.YES);
		assertThat(result.passed()).isTrue();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> result.verify("amplification > 1000"));
		assertThat(JUnitReport.of(result)).contains("failures=\"0\" errors=\"0\" skipped=\"2\"");
	}

	@Test
	void aRunThatWasStoppedDoesNotPass() {
		BenchmarkResult result = new VirtualBench(this.directory)
			.run(BenchmarkConfig.named("cut").iterations(100).maxRequests(10).targetEntities("tickets").build());
		assertThat(result.passed()).isFalse();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(result::verify)
			.withMessageContaining("stopped early");
	}

	@Test
	void theHtmlReportNeedsNothingAndRunsNothing() {
		String html = new HtmlReport().of(result("p95 < 45ms", "amplification >= 36"));
		assertThat(html).startsWith("<!doctype html>")
			.contains("default-src 'none'; style-src 'sha256-")
			.contains("1 of 2 targets met", "<td class=\"NO\">not met", "<svg ", "Show as table",
					"&quot;totalRequests&quot;");
		assertThat(html.replaceAll("http-equiv", "")).doesNotContain("<script")
			.doesNotContain("http")
			.doesNotContain(" style=")
			.doesNotContainPattern(" on[a-z]+=");
	}

	@Test
	void namesCannotBecomeMarkup() {
		VirtualBench bench = new VirtualBench(this.directory);
		BenchmarkResult result = bench.run(BenchmarkConfig.named("<img src=x onerror=alert(1)>|b")
			.iterations(20)
			.targetEntities("tickets")
			.build());
		assertThat(new HtmlReport().of(result)).doesNotContain("<img");
		assertThat(MarkdownReport.of(result)).doesNotContain("<img");
		assertThat(JUnitReport.of(result)).doesNotContain("<img");
	}

	@Test
	void ciReadsOneTestForEachThreshold() {
		String xml = JUnitReport.of(result("p95 < 45ms", "amplification >= 36", "p95[load=peak] < 1s"));
		assertThat(xml).contains("tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"1\"")
			.contains("<testcase classname=\"benchmark.gets\" name=\"is valid\" time=\"0\"></testcase>")
			.contains("<failure message=\"amplification &gt;= 36: not met (");
	}

	@Test
	void markdownSaysTargetByTargetMetOrNotWithFigures() {
		String markdown = MarkdownReport.of(result("p95 < 45ms", "amplification >= 36"));
		assertThat(markdown).contains("| `p95 < 45ms` | 40.0 | **met** |")
			.containsPattern("\\| `amplification >= 36` \\| [\\d.]+ \\| \\*\\*not met\\*\\* \\|")
			.contains("### How calls were answered", "| hit | ");
	}

	private static Met met(String text, BenchmarkResult result) {
		return Threshold.parse(text).check(result).met();
	}

	private BenchmarkResult result(String... thresholds) {
		return new VirtualBench(this.directory).run(BenchmarkConfig.named("gets")
			.rate(10)
			.duration(Duration.ofSeconds(60))
			.targetEntities("tickets")
			.rows(100)
			.zipf(0)
			.operations(Map.of("get", 1))
			.thresholds(thresholds)
			.build());
	}

}
