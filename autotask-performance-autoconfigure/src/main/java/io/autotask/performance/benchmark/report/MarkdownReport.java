package io.autotask.performance.benchmark.report;

import java.util.Map;

import io.autotask.performance.benchmark.BenchmarkComparison;
import io.autotask.performance.benchmark.BenchmarkResult;
import io.autotask.performance.benchmark.BenchmarkResult.Slice;
import io.autotask.performance.benchmark.BenchmarkSavings;
import io.autotask.performance.benchmark.Regression;
import io.autotask.performance.benchmark.Threshold;
import io.autotask.performance.benchmark.measure.Latency;
import io.autotask.performance.benchmark.statistics.Judgement;

/**
 * A result as Markdown, for the comment on a change or the summary of a build.
 */
public final class MarkdownReport {

	private final StringBuilder text = new StringBuilder();

	private MarkdownReport() {
	}

	/**
	 * Writes a result.
	 * @param result the result
	 * @return Markdown
	 */
	public static String of(BenchmarkResult result) {
		MarkdownReport report = new MarkdownReport();
		report.write(result);
		return report.text.toString();
	}

	private void write(BenchmarkResult result) {
		line("## Benchmark: " + cell(result.name()));
		line("");
		line(HtmlReport.verdict(result));
		if (!result.valid()) {
			line("");
			result.invalidBecause().forEach((reason) -> line("- **Not valid:** " + cell(reason)));
		}
		thresholds(result);
		figures(result);
		result.regressions().forEach(this::regression);
		if (result.comparison() != null) {
			comparison(result.comparison());
		}
		if (result.savings() != null) {
			savings(result.savings());
		}
		classes(result);
		if (!result.recommendations().isEmpty()) {
			heading("What to do");
			result.recommendations().forEach((advice) -> line("- " + cell(advice)));
		}
		heading("Where it ran");
		line(cell(result.environment().machine() + "; target " + result.environment().target()) + "  ");
		line(cell(result.environment().workload()));
	}

	private void thresholds(BenchmarkResult result) {
		if (result.thresholds().isEmpty()) {
			return;
		}
		heading("Targets");
		line("| target | figure | |");
		line("|---|---:|---|");
		for (Threshold.Outcome outcome : result.thresholds()) {
			line("| `" + outcome.threshold() + "` | " + Words.number(outcome.seen()) + " | **" + outcome.met().word()
					+ "**" + ((outcome.why() != null) ? ": " + cell(outcome.why()) : "") + " |");
		}
	}

	private void figures(BenchmarkResult result) {
		Latency latency = result.performance().latency();
		heading("Figures");
		line("| p50 | p95 | p99 | max | requests/s | entities/s | errors | requests to Autotask | calls for each |");
		line("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
		line("| " + String.join(" | ", Words.millis(latency.percentiles().p50()),
				Words.millis(latency.percentiles().p95()), Words.millis(latency.percentiles().p99()),
				Words.millis(latency.maximum()), Words.number(result.performance().throughput().requestsPerSecond()),
				Words.number(result.performance().throughput().entitiesPerSecond()),
				Words.percent(result.summary().errorRate()), Words.count(result.upstream().requests()),
				Words.number(result.upstream().callsPerRequest())) + " |");
	}

	private void regression(Regression regression) {
		heading("Regression: " + regression.type() + " (" + regression.severity().word() + ")");
		line("Affected: " + (regression.affectedComponents().isEmpty() ? "none stands out"
				: cell(String.join(", ", regression.affectedComponents()))));
		line("");
		regression.potentialCauses().forEach((cause) -> line("- " + cell(cause)));
		regression.recommendedActions().forEach((action) -> line("- " + cell(action)));
	}

	private void comparison(BenchmarkComparison comparison) {
		heading("Against " + cell(comparison.baseline()) + ": " + comparison.verdict().word());
		comparison.differences().forEach((difference) -> line("- " + cell(difference)));
		line("");
		line("| figure | before | after | change | with 95 % | |");
		line("|---|---:|---:|---:|---:|---|");
		for (Judgement judgement : comparison.figures()) {
			line("| " + judgement.figure().title() + " | " + Words.number(judgement.before()) + " | "
					+ Words.number(judgement.after()) + " | " + HtmlReport.shift(judgement.shift()) + " | "
					+ HtmlReport.interval(judgement.shift()) + " | " + judgement.verdict().word()
					+ ((judgement.why() != null) ? ": " + cell(judgement.why()) : "") + " |");
		}
	}

	private void savings(BenchmarkSavings savings) {
		heading("With and without the starter's cache, sharing and batching");
		line("| figure | without | with | change | with 95 % |");
		line("|---|---:|---:|---:|---:|");
		line("| requests Autotask saw | " + Words.count(savings.bypassed().upstreamRequests()) + " | "
				+ Words.count(savings.optimised().upstreamRequests()) + " | | |");
		for (BenchmarkSavings.Change change : savings.changes()) {
			line("| " + change.figure() + " | " + Words.number(change.bypassed()) + " | "
					+ Words.number(change.optimised()) + " | " + HtmlReport.shift(change.shift()) + " | "
					+ HtmlReport.interval(change.shift()) + " |");
		}
	}

	private void classes(BenchmarkResult result) {
		heading("How calls were answered");
		line("| | calls | p50 | p95 | p99 |");
		line("|---|---:|---:|---:|---:|");
		for (Map.Entry<String, Slice> entry : result.servedBy().entrySet()) {
			Latency latency = entry.getValue().latency();
			line("| " + entry.getKey() + " | " + Words.count(entry.getValue().count()) + " | "
					+ Words.millis(latency.percentiles().p50()) + " | " + Words.millis(latency.percentiles().p95())
					+ " | " + Words.millis(latency.percentiles().p99()) + " |");
		}
	}

	private void heading(String words) {
		line("");
		line("### " + words);
		line("");
	}

	private void line(String line) {
		this.text.append(line).append('\n');
	}

	/** Nothing that is written here can end a cell, or begin a tag. */
	private static String cell(String words) {
		return words.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
	}

}
