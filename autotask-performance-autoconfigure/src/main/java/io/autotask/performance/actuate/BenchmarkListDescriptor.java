package io.autotask.performance.actuate;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.autotask.performance.benchmark.BenchmarkResult;
import io.autotask.performance.benchmark.BenchmarkRun;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The runs that are remembered, as the endpoint answers them.
 *
 * @param benchmarks the runs, the latest first
 * @param total how many there are
 * @param profiles what can be started by name
 * @param baselines what runs can be compared with
 */
public record BenchmarkListDescriptor(List<Entry> benchmarks, int total, List<String> profiles,
		List<String> baselines) implements OperationResponseBody {

	/**
	 * One run.
	 *
	 * @param id its id
	 * @param name what it was called
	 * @param status how it is
	 * @param begunAt when it began
	 * @param href where it is
	 * @param ratio how far it is, from 0 to 1
	 * @param valid whether its figures mean anything, or null while there are none
	 * @param passed whether it met its thresholds, or null while that is not known
	 * @param verdict what became of it, against the baseline or the run before, or null
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Entry(String id, String name, BenchmarkRun.Status status, Instant begunAt, String href, double ratio,
			@Nullable Boolean valid, @Nullable Boolean passed, @Nullable String verdict) {

		static Entry of(BenchmarkRun run, String href) {
			BenchmarkResult result = run.result();
			return new Entry(run.id(), run.plan().name(), run.status(), run.begunAt(), href, run.progress().ratio(),
					(result != null) ? (Boolean) result.valid() : null,
					(result != null) ? (Boolean) result.passed() : null,
					(result != null && result.comparison() != null) ? result.comparison().verdict().word() : null);
		}

	}

}
