package io.autotask.performance.benchmark.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

import io.autotask.performance.benchmark.BenchmarkComparison;
import io.autotask.performance.benchmark.BenchmarkEnvironment;
import io.autotask.performance.benchmark.BenchmarkResult;
import io.autotask.performance.benchmark.BenchmarkResult.Moment;
import io.autotask.performance.benchmark.BenchmarkResult.Slice;
import io.autotask.performance.benchmark.BenchmarkRun;
import io.autotask.performance.benchmark.BenchmarkSavings;
import io.autotask.performance.benchmark.Regression;
import io.autotask.performance.benchmark.Threshold;
import io.autotask.performance.benchmark.measure.Latency;
import io.autotask.performance.benchmark.measure.Machine;
import io.autotask.performance.benchmark.statistics.Judgement;
import io.autotask.performance.benchmark.statistics.Shift;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * A result as one HTML file: no script, nothing from elsewhere, charts as SVG, the raw
 * result inside. The first lines say whether to believe it and what became of it.
 */
public final class HtmlReport {

	private static final String STYLE = read("report.css");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final StringBuilder html = new StringBuilder();

	/**
	 * Writes a result.
	 * @param result the result
	 * @return HTML
	 */
	public String of(BenchmarkResult result) {
		head("Benchmark " + result.name());
		row("<h1>" + escape(result.name()) + "</h1><p class=\"verdict " + (good(result) ? "good" : "bad") + "\">"
				+ escape(verdict(result)) + "</p>");
		list("Not valid", result.invalidBecause());
		thresholds(result.thresholds());
		result.regressions().forEach(this::regression);
		if (result.comparison() != null) {
			comparison(result.comparison());
		}
		if (result.savings() != null) {
			savings(result.savings());
		}
		figures(result);
		charts(result);
		slices("How calls were answered", result.servedBy());
		slices("By entity and operation", flat(result.endpoints()));
		errors(result);
		generator(result);
		list("What to do", result.recommendations());
		environment(result.environment());
		list("What this does not say", List.of(
				"How fast the real Autotask is, when the target was a simulator: it says how the starter behaves.",
				"What other integrations of the tenant cost in the same hour.",
				"Anything about entities and operations that are not in the mix."));
		row("<h2>Raw result</h2><details><summary>JSON</summary><pre>"
				+ escape(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result)) + "</pre></details>");
		return this.html.append("</main></body></html>\n").toString();
	}

	/**
	 * Writes that a run has brought nothing yet.
	 * @param run the run
	 * @return HTML that looks again by itself while the run goes on
	 */
	public String of(BenchmarkRun run) {
		head("Benchmark " + run.plan().name(),
				run.status().isOver() ? "" : "<meta http-equiv=\"refresh\" content=\"2\">");
		String failure = run.failure();
		row("<h1>" + escape(run.plan().name()) + "</h1><p class=\"verdict\">" + escape(run.status().word()) + ", "
				+ escape(run.progress().phase()) + ": " + Words.count(run.progress().requestsDone()) + " of at most "
				+ Words.count(run.progress().requestsPlanned()) + " calls"
				+ ((failure != null) ? ". " + escape(failure) : "") + "</p>");
		return this.html.append("</main></body></html>\n").toString();
	}

	static String verdict(BenchmarkResult result) {
		long met = result.thresholds().stream().filter((outcome) -> outcome.met() == Threshold.Met.YES).count();
		StringBuilder words = new StringBuilder(result.valid() ? "Valid run" : "Not a valid run");
		if (!result.thresholds().isEmpty()) {
			words.append(" · ").append(met).append(" of ").append(result.thresholds().size()).append(" targets met");
		}
		if (result.comparison() != null) {
			words.append(" · ")
				.append(result.comparison().verdict().word())
				.append(" against ")
				.append(result.comparison().baseline());
		}
		words.append(" · p95 ")
			.append(Words.millis(result.performance().latency().percentiles().p95()))
			.append(" · ")
			.append(Words.count(result.summary().totalRequests()))
			.append(" calls, of which Autotask saw ")
			.append(Words.count(result.upstream().requests()
					+ ((result.savings() != null) ? result.savings().bypassed().upstreamRequests() : 0)));
		return words.toString();
	}

	static String shift(@Nullable Shift shift) {
		return (shift == null) ? "–" : shift.absolute() ? Words.number(shift.change()) : Words.change(shift.change());
	}

	static String interval(@Nullable Shift shift) {
		if (shift == null) {
			return "–";
		}
		return shift.absolute() ? Words.number(shift.low()) + " to " + Words.number(shift.high())
				: Words.change(shift.low()) + " to " + Words.change(shift.high());
	}

	private static boolean good(BenchmarkResult result) {
		return result.valid() && result.passed() && result.regressions().isEmpty();
	}

	private void thresholds(List<Threshold.Outcome> outcomes) {
		if (outcomes.isEmpty()) {
			return;
		}
		row("<h2>Targets</h2><table><tr><th>target</th><th>figure</th><th></th></tr>");
		for (Threshold.Outcome outcome : outcomes) {
			row("<tr><td><code>" + escape(outcome.threshold()) + "</code></td><td>" + Words.number(outcome.seen())
					+ "</td><td class=\"" + outcome.met().name() + "\">" + outcome.met().word()
					+ ((outcome.why() != null) ? ": " + escape(outcome.why()) : "") + "</td></tr>");
		}
		row("</table>");
	}

	private void regression(Regression regression) {
		row("<h2>Regression: " + escape(regression.type()) + ", " + regression.severity().word() + "</h2><p>Affected: "
				+ (regression.affectedComponents().isEmpty() ? "none stands out"
						: escape(String.join(", ", regression.affectedComponents())))
				+ "</p>");
		items(regression.potentialCauses());
		items(regression.recommendedActions());
	}

	private void comparison(BenchmarkComparison comparison) {
		row("<h2>Against " + escape(comparison.baseline()) + ": " + comparison.verdict().word() + "</h2>");
		items(comparison.differences());
		row("<table><tr><th>figure</th><th>before</th><th>after</th><th>change</th><th>with 95 %</th><th>by chance</th>"
				+ "<th></th></tr>");
		for (Judgement judgement : comparison.figures()) {
			row("<tr><td>" + judgement.figure().title() + "</td><td>" + Words.number(judgement.before()) + "</td><td>"
					+ Words.number(judgement.after()) + "</td><td>" + shift(judgement.shift()) + "</td><td>"
					+ interval(judgement.shift()) + "</td><td>"
					+ ((judgement.probability() != null) ? "%.4f".formatted(judgement.probability()) : "–")
					+ "</td><td class=\"" + judgement.verdict().name() + "\">" + judgement.verdict().word()
					+ ((judgement.why() != null) ? ": " + escape(judgement.why()) : "") + "</td></tr>");
		}
		row("</table>");
	}

	private void savings(BenchmarkSavings savings) {
		row("<h2>With and without the starter's cache, sharing and batching</h2><table><tr><th></th><th>without</th>"
				+ "<th>with</th><th>change</th><th>with 95 %</th></tr><tr><td>requests Autotask saw</td><td>"
				+ Words.count(savings.bypassed().upstreamRequests()) + "</td><td>"
				+ Words.count(savings.optimised().upstreamRequests()) + "</td><td></td><td></td></tr>");
		for (BenchmarkSavings.Change change : savings.changes()) {
			row("<tr><td>" + escape(change.figure()) + "</td><td>" + Words.number(change.bypassed()) + "</td><td>"
					+ Words.number(change.optimised()) + "</td><td>" + shift(change.shift()) + "</td><td>"
					+ interval(change.shift()) + "</td></tr>");
		}
		row("</table>");
	}

	private void figures(BenchmarkResult result) {
		Latency latency = result.performance().latency();
		row("<h2>Figures</h2><dl>");
		term("p50 / p95 / p99 / p99.9",
				Words.millis(latency.percentiles().p50()) + " / " + Words.millis(latency.percentiles().p95()) + " / "
						+ Words.millis(latency.percentiles().p99()) + " / "
						+ Words.millis(latency.percentiles().p999()));
		term("mean, least, most", Words.millis(latency.average()) + ", " + Words.millis(latency.minimum()) + ", "
				+ Words.millis(latency.maximum()));
		term("calls, rows per second", Words.number(result.performance().throughput().requestsPerSecond()) + ", "
				+ Words.number(result.performance().throughput().entitiesPerSecond()));
		term("calls, rows, failed", Words.count(result.summary().totalRequests()) + ", "
				+ Words.count(result.summary().records()) + ", " + Words.count(result.summary().failedRequests()));
		term("calls for each request to Autotask", Words.number(result.upstream().callsPerRequest()));
		term("bytes from Autotask", Words.bytes(result.upstream().bytesIn()));
		term("hits of the reads, of those made before",
				Words.percent(result.all().hitRate()) + ", " + Words.percent(result.repeatedReads().hitRate()));
		term("heap at most, growth per second", Words.bytes(result.performance().memory().peakUsage()) + ", "
				+ Words.bytes(result.performance().memory().growthRate()));
		term("stale reads of own writes", Words.count(result.summary().staleReads()) + " of "
				+ Words.count(result.summary().checkedReads()) + " that could have been");
		row("</dl>");
	}

	private void charts(BenchmarkResult result) {
		row("<h2>Over time</h2>");
		List<Moment> moments = result.timeline();
		double[] seconds = moments.stream().mapToDouble(Moment::seconds).toArray();
		row(new SvgChart("Latency from when calls were due", seconds, HtmlReport::seconds, Words::millis, false)
			.line("p50", of(moments, Moment::p50))
			.line("p95", of(moments, Moment::p95))
			.line("p99", of(moments, Moment::p99))
			.html());
		row(new SvgChart("Calls, and requests that went out", seconds, HtmlReport::seconds, Words::number, false)
			.line("calls", of(moments, Moment::calls))
			.line("to Autotask", of(moments, Moment::upstream))
			.line("failed", of(moments, Moment::errors))
			.html());
		List<Map.Entry<Double, Long>> ranges = List.copyOf(result.distribution().entrySet());
		row(new SvgChart("How many calls took how long", ranges.stream().mapToDouble(Map.Entry::getKey).toArray(),
				(millis) -> "≤ " + Words.millis(millis), Words::number, true)
			.line("calls", ranges.stream().map(Map.Entry::getValue).toList())
			.html());
		List<Machine.Moment> machine = result.machine();
		double[] looks = machine.stream().mapToDouble(Machine.Moment::seconds).toArray();
		row(new SvgChart("Heap", looks, HtmlReport::seconds, (bytes) -> Words.bytes((Double) bytes), false)
			.line("used", of(machine, Machine.Moment::heapUsed))
			.line("committed", of(machine, Machine.Moment::heapCommitted))
			.html());
		row(new SvgChart("Processor", looks, HtmlReport::seconds, Words::percent, false)
			.line("this process", of(machine, Machine.Moment::cpu))
			.line("all", of(machine, Machine.Moment::systemCpu))
			.html());
		row(new SvgChart("On their way", looks, HtmlReport::seconds, Words::number, false)
			.line("calls", of(machine, Machine.Moment::inFlight))
			.line("connections", of(machine, Machine.Moment::connections))
			.html());
	}

	private void slices(String title, Map<String, Slice> slices) {
		row("<h2>" + title
				+ "</h2><table><tr><th></th><th>calls</th><th>failed</th><th>hits</th><th>p50</th><th>p95</th>"
				+ "<th>p99</th><th>most</th></tr>");
		slices.forEach((name, slice) -> {
			Latency latency = slice.latency();
			row("<tr><td>" + escape(name) + "</td><td>" + Words.count(slice.count()) + "</td><td>"
					+ Words.count(slice.errors()) + "</td><td>" + Words.percent(slice.hitRate()) + "</td><td>"
					+ Words.millis(latency.percentiles().p50()) + "</td><td>"
					+ Words.millis(latency.percentiles().p95()) + "</td><td>"
					+ Words.millis(latency.percentiles().p99()) + "</td><td>" + Words.millis(latency.maximum())
					+ "</td></tr>");
		});
		row("</table>");
	}

	private static Map<String, Slice> flat(Map<String, Map<String, Slice>> endpoints) {
		Map<String, Slice> flat = new TreeMap<>();
		endpoints.forEach((entity, operations) -> operations
			.forEach((operation, slice) -> flat.put(entity + " " + operation, slice)));
		return flat;
	}

	private void errors(BenchmarkResult result) {
		if (!result.errors().isEmpty()) {
			row("<h2>Errors</h2><table><tr><th>kind</th><th>where</th><th>how often</th></tr>");
			result.errors()
				.forEach((error) -> row("<tr><td>" + escape(error.type()) + "</td><td>" + escape(error.endpoint())
						+ "</td><td>" + Words.count(error.count()) + "</td></tr>"));
			row("</table>");
		}
	}

	private void generator(BenchmarkResult result) {
		row("<h2>How the load was made</h2><dl>");
		term("model, arrivals", result.generator().model() + ", " + result.generator().arrivals());
		term("calls per second that were due, reached", Words.number(result.generator().intendedRate()) + ", "
				+ Words.percent(result.generator().achievedRate()));
		term("late by (p50, p99, most)",
				Words.millis(result.generator().lag().percentiles().p50()) + ", "
						+ Words.millis(result.generator().lag().percentiles().p99()) + ", "
						+ Words.millis(result.generator().lag().maximum()));
		term("dropped", Words.count(result.generator().dropped()));
		term("users, of them active, most calls at once", result.concurrency().targetUsers() + ", "
				+ result.concurrency().actualUsers() + ", " + result.concurrency().peakInFlight());
		term("warm-up",
				result.warmUp().verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ')
						+ ((result.warmUp().seconds() != null)
								? " after " + Words.number(result.warmUp().seconds()) + " s" : ""));
		row("</dl>");
	}

	private void environment(BenchmarkEnvironment environment) {
		row("<h2>Where it ran</h2><dl>");
		term("machine", environment.machine());
		term("Java", environment.java() + ", " + environment.vm() + ", " + environment.collectors());
		term("options", environment.options());
		term("target", environment.target() + (environment.thisMachine() ? " (this machine)" : ""));
		term("work", environment.workload());
		environment.settings().forEach(this::term);
		row("</dl>");
	}

	private void list(String title, List<String> items) {
		if (!items.isEmpty()) {
			row("<h2>" + title + "</h2>");
			items(items);
		}
	}

	private void items(List<String> items) {
		if (!items.isEmpty()) {
			row("<ul>");
			items.forEach((item) -> row("<li>" + escape(item) + "</li>"));
			row("</ul>");
		}
	}

	private void term(String name, String value) {
		row("<dt>" + escape(name) + "</dt><dd>" + escape(value) + "</dd>");
	}

	private void head(String title) {
		head(title, "");
	}

	private void head(String title, String meta) {
		row("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
				+ "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '" + hash(STYLE)
				+ "'; base-uri 'none'; form-action 'none'\">"
				+ "<meta name=\"viewport\" content=\"width=device-width\">" + meta + "<title>" + escape(title)
				+ "</title><style>" + STYLE + "</style></head><body><main>");
	}

	private void row(String text) {
		this.html.append(text).append('\n');
	}

	private static <T> List<@Nullable Number> of(List<T> moments, Function<T, ? extends @Nullable Number> figure) {
		return moments.stream().<@Nullable Number>map(figure::apply).toList();
	}

	private static String seconds(double seconds) {
		return (seconds >= 600) ? Math.round(seconds / 60) + " min" : Words.number(seconds) + " s";
	}

	private static String escape(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

	private static String hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return "sha256-" + Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	private static String read(String name) {
		try (InputStream stream = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name))) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
