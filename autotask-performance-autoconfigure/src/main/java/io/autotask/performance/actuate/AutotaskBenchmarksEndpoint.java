package io.autotask.performance.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.autotask.performance.benchmark.BenchmarkConfig;
import io.autotask.performance.benchmark.BenchmarkPlan;
import io.autotask.performance.benchmark.BenchmarkRefusedException;
import io.autotask.performance.benchmark.BenchmarkResult;
import io.autotask.performance.benchmark.BenchmarkRun;
import io.autotask.performance.benchmark.BenchmarkRunningException;
import io.autotask.performance.benchmark.BenchmarkSuite;
import io.autotask.performance.benchmark.report.HtmlReport;
import io.autotask.performance.benchmark.report.JUnitReport;
import io.autotask.performance.benchmark.report.MarkdownReport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.util.MimeType;

/**
 * Benchmarks as a resource, at {@code /actuator/autotask-benchmarks}: start, look at,
 * cancel, save as a baseline. Whoever may only read cannot start one, and nothing in a
 * request says where load goes. Operations may block: they read and write baselines.
 */
@WebEndpoint(id = AutotaskBenchmarksEndpoint.ID, defaultAccess = Access.READ_ONLY)
public class AutotaskBenchmarksEndpoint {

	/** The endpoint's id. */
	public static final String ID = "autotaskbenchmarks";

	private static final int ACCEPTED = 202;

	private static final int CONFLICT = 409;

	private static final long ASK_AGAIN = 1_000;

	private final BenchmarkSuite suite;

	private final String href;

	/**
	 * The endpoint.
	 * @param suite runs benchmarks
	 * @param href the path below which runs are
	 */
	public AutotaskBenchmarksEndpoint(BenchmarkSuite suite, String href) {
		this.suite = suite;
		this.href = href;
	}

	/**
	 * The runs that are remembered, the latest first, and what there is to start.
	 * @return the list
	 */
	@ReadOperation
	public BenchmarkListDescriptor list() {
		List<BenchmarkListDescriptor.Entry> entries = this.suite.runs()
			.stream()
			.map((run) -> BenchmarkListDescriptor.Entry.of(run, href(run.id())))
			.toList();
		return new BenchmarkListDescriptor(entries, entries.size(),
				BenchmarkRequest.PROFILES.keySet().stream().sorted().toList(), this.suite.baselines());
	}

	/**
	 * Starts a run, or says what it would do.
	 * @param profile one of the profiles, which the other fields change
	 * @param entities names of entities, separated by commas
	 * @param operations such as {@code list=40,get=60}
	 * @param iterations steps of users who wait for answers
	 * @param concurrency how many such users there are
	 * @param rate calls per second
	 * @param peakRate calls per second at the peak
	 * @param pattern how the rate goes
	 * @param duration how long, such as {@code 30s}
	 * @param maxRequests calls after which it ends
	 * @param compare whether everything is asked a second time past the cache
	 * @param baseline the baseline to compare with
	 * @param thresholds what it has to meet, separated by commas
	 * @param dryRun whether only to say what it would do
	 * @return 202, or 200 for a dry run; 400 with the field that is refused; 409 while
	 * another one runs
	 */
	@WriteOperation
	public WebEndpointResponse<Map<String, Object>> start(@Nullable String profile, @Nullable String entities,
			@Nullable String operations, @Nullable String iterations, @Nullable String concurrency,
			@Nullable String rate, @Nullable String peakRate, @Nullable String pattern, @Nullable String duration,
			@Nullable String maxRequests, @Nullable String compare, @Nullable String baseline,
			@Nullable String thresholds, @Nullable String dryRun) {
		Map<String, @Nullable String> fields = new LinkedHashMap<>();
		fields.put("profile", profile);
		fields.put("entities", entities);
		fields.put("operations", operations);
		fields.put("iterations", iterations);
		fields.put("concurrency", concurrency);
		fields.put("rate", rate);
		fields.put("peakRate", peakRate);
		fields.put("pattern", pattern);
		fields.put("duration", duration);
		fields.put("maxRequests", maxRequests);
		fields.put("compare", compare);
		fields.put("baseline", baseline);
		fields.put("thresholds", thresholds);
		BenchmarkRequest request = new BenchmarkRequest(fields, this.suite::recordedTraffic);
		return answered(() -> begin(request.config(), BenchmarkRequest.flag("dryRun", dryRun)));
	}

	/**
	 * A run: how far it is, and what it brought.
	 * @param id its id
	 * @return the run, or 404
	 */
	@ReadOperation
	public WebEndpointResponse<Map<String, @Nullable Object>> run(@Selector String id) {
		BenchmarkRun run = this.suite.run(id);
		return (run != null) ? new WebEndpointResponse<>(BenchmarkDescriptor.of(run, href(id)))
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	/**
	 * The report of a run, as one file that needs nothing else.
	 * @param id its id
	 * @return the report; 404 when it is not known, or has brought nothing yet
	 */
	@ReadOperation(produces = "text/html;charset=UTF-8")
	public WebEndpointResponse<String> report(@Selector String id) {
		BenchmarkRun run = this.suite.run(id);
		BenchmarkResult result = (run != null) ? run.result() : null;
		if (result != null) {
			return new WebEndpointResponse<>(new HtmlReport().of(result));
		}
		return (run != null) ? new WebEndpointResponse<>(new HtmlReport().of(run))
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	/**
	 * The report of a run for other programs.
	 * @param id its id
	 * @param format {@code junit}, {@code markdown} or {@code html}
	 * @return the report; 404 when it is not known, or has brought nothing yet
	 */
	@ReadOperation
	public WebEndpointResponse<String> report(@Selector String id, @Selector String format) {
		BenchmarkRun run = this.suite.run(id);
		BenchmarkResult result = (run != null) ? run.result() : null;
		if (result == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		return switch (format) {
			case "junit" -> text(JUnitReport.of(result), "application/xml;charset=UTF-8");
			case "markdown" -> text(MarkdownReport.of(result), "text/markdown;charset=UTF-8");
			case "html" -> text(new HtmlReport().of(result), "text/html;charset=UTF-8");
			default -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		};
	}

	/**
	 * Does something with a run.
	 * @param id its id
	 * @param action {@code saveAsBaseline} or {@code cancel}
	 * @param name the name of the baseline
	 * @return what was done; 400 when it cannot be, 404 when the run is not known
	 */
	@WriteOperation
	public WebEndpointResponse<Map<String, Object>> act(@Selector String id, @Nullable String action,
			@Nullable String name) {
		BenchmarkRun run = this.suite.run(id);
		if (run == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		return answered(() -> switch ((action != null) ? action : "") {
			case "saveAsBaseline" -> save(run, (name != null) ? name : "main");
			case "cancel" -> {
				run.cancel();
				yield new WebEndpointResponse<>(Map.of("id", id, "status", run.status().word()), ACCEPTED);
			}
			default -> throw new BenchmarkRefusedException("action",
					"'action' is '" + action + "', allowed are saveAsBaseline and cancel", null);
		});
	}

	/**
	 * Cancels a run; forgets it when it is over.
	 * @param id its id
	 * @return 202 while it is being cancelled, 204 when it is gone
	 */
	@DeleteOperation
	public WebEndpointResponse<Map<String, Object>> cancel(@Selector String id) {
		BenchmarkRun run = this.suite.run(id);
		if (run != null && !run.status().isOver()) {
			run.cancel();
			return new WebEndpointResponse<>(Map.of("id", id, "status", run.status().word()), ACCEPTED);
		}
		this.suite.forget(id);
		return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
	}

	private WebEndpointResponse<Map<String, Object>> begin(BenchmarkConfig config, boolean dryRun) {
		Map<String, Object> body = new LinkedHashMap<>();
		if (dryRun) {
			BenchmarkPlan plan = this.suite.plan(config);
			body.put("status", "planned");
			body.put("plan", plan);
			return new WebEndpointResponse<>(body);
		}
		BenchmarkRun run = this.suite.start(config);
		body.put("id", run.id());
		body.put("status", run.status().word());
		body.put("href", href(run.id()));
		body.put("retryAfterMillis", ASK_AGAIN);
		body.put("plan", run.plan());
		return new WebEndpointResponse<>(body, ACCEPTED);
	}

	private WebEndpointResponse<Map<String, Object>> save(BenchmarkRun run, String name) {
		BenchmarkResult result = run.result();
		if (result == null) {
			throw new BenchmarkRefusedException("action", "The run '" + run.id() + "' is " + run.status().word()
					+ ": only what has come to its end can be saved", null);
		}
		this.suite.saveAsBaseline(result, name);
		return new WebEndpointResponse<>(Map.of("id", run.id(), "baseline", name, "baselines", this.suite.baselines()));
	}

	private static WebEndpointResponse<Map<String, Object>> answered(
			Supplier<WebEndpointResponse<Map<String, Object>>> answer) {
		try {
			return answer.get();
		}
		catch (BenchmarkRefusedException refused) {
			Map<String, Object> body = new LinkedHashMap<>();
			body.put("error", "refused");
			body.put("field", refused.field());
			body.put("message", String.valueOf(refused.getMessage()));
			if (refused.property() != null) {
				body.put("property", refused.property());
			}
			return new WebEndpointResponse<>(body, WebEndpointResponse.STATUS_BAD_REQUEST);
		}
		catch (BenchmarkRunningException running) {
			return new WebEndpointResponse<>(Map.of("error", "running", "running", running.running(), "message",
					String.valueOf(running.getMessage())), CONFLICT);
		}
	}

	private String href(String id) {
		return this.href + "/" + id;
	}

	private static WebEndpointResponse<String> text(String text, String type) {
		return new WebEndpointResponse<>(text, WebEndpointResponse.STATUS_OK, MimeType.valueOf(type));
	}

}
