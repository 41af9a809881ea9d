package io.autotask.performance.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.autotask.performance.benchmark.BenchmarkResult;
import io.autotask.performance.benchmark.BenchmarkRun;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A run as the endpoint answers it: how far it is, and beside that everything of its
 * result that there is.
 */
final class BenchmarkDescriptor {

	private BenchmarkDescriptor() {
	}

	static Map<String, @Nullable Object> of(BenchmarkRun run, String href) {
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		body.put("id", run.id());
		body.put("name", run.plan().name());
		body.put("status", run.status().word());
		body.put("begunAt", run.begunAt());
		body.put("href", href);
		body.put("progress", run.progress());
		body.put("plan", run.plan());
		body.put("failure", run.failure());
		BenchmarkResult result = run.result();
		body.put("valid", (result != null) ? result.valid() : null);
		body.put("invalidBecause", (result != null) ? result.invalidBecause() : null);
		body.put("passed", (result != null) ? result.passed() : null);
		body.put("summary", (result != null) ? result.summary() : null);
		body.put("performance", (result != null) ? result.performance() : null);
		body.put("thresholds", (result != null) ? result.thresholds() : null);
		body.put("comparison", (result != null) ? result.comparison() : null);
		body.put("regressions", (result != null) ? result.regressions() : null);
		body.put("savings", (result != null) ? result.savings() : null);
		body.put("upstream", (result != null) ? result.upstream() : null);
		body.put("all", (result != null) ? result.all() : null);
		body.put("endpoints", (result != null) ? result.endpoints() : null);
		body.put("entities", (result != null) ? result.entities() : null);
		body.put("operations", (result != null) ? result.operations() : null);
		body.put("servedBy", (result != null) ? result.servedBy() : null);
		body.put("atPeak", (result != null) ? result.atPeak() : null);
		body.put("repeatedReads", (result != null) ? result.repeatedReads() : null);
		body.put("errors", (result != null) ? result.errors() : null);
		body.put("recommendations", (result != null) ? result.recommendations() : null);
		body.put("concurrency", (result != null) ? result.concurrency() : null);
		body.put("generator", (result != null) ? result.generator() : null);
		body.put("warmUp", (result != null) ? result.warmUp() : null);
		body.put("rounds", (result != null) ? result.rounds() : null);
		body.put("timeline", (result != null) ? result.timeline() : null);
		body.put("machine", (result != null) ? result.machine() : null);
		body.put("distribution", (result != null) ? result.distribution() : null);
		body.put("environment", (result != null) ? result.environment() : null);
		return OperationResponseBody.of(body);
	}

}
