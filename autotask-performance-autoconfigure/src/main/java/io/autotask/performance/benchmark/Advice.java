package io.autotask.performance.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.autotask.performance.benchmark.BenchmarkResult.Slice;
import io.autotask.performance.benchmark.measure.WarmUp;
import io.autotask.performance.benchmark.statistics.Verdict;
import org.jspecify.annotations.Nullable;

/** What a result gives reason to do, each with the figure that is the reason. Pure. */
final class Advice {

	private static final int ENOUGH = 100;

	private static final double FEW_HITS = 50;

	private Advice() {
	}

	static List<String> of(BenchmarkResult result) {
		List<String> advice = new ArrayList<>();
		if (!result.valid()) {
			advice.add("Take these figures for what they are: " + String.join("; ", result.invalidBecause()));
		}
		if (result.summary().staleReads() > 0) {
			advice.add("Report this as a bug: " + result.summary().staleReads()
					+ " reads showed a row as it was before an own write was acknowledged");
		}
		if (result.generator().model().equals("closed")) {
			advice.add("Users waited for answers in this run, so it says how much goes. To see how long callers wait "
					+ "when Autotask hangs, give a 'rate'");
		}
		if (result.warmUp().verdict() == WarmUp.Verdict.NO_STEADY_STATE) {
			advice.add("Let it run for longer: it had not become steady in its first half");
		}
		Slice repeated = result.repeatedReads();
		if (repeated.count() >= ENOUGH && repeated.hitRate() != null && repeated.hitRate() < FEW_HITS) {
			advice.add(
					String.format(Locale.ROOT,
							"Look at the reasons of misses on the dashboard: only %.0f %% of %d "
									+ "reads that were made before were in memory",
							repeated.hitRate(), repeated.count()));
		}
		if (result.upstream().rejections() > 0) {
			advice.add("Lower 'autotask.performance.optimization.concurrency.max-per-endpoint': Autotask turned "
					+ result.upstream().rejections() + " requests away because too many ran at once");
		}
		waiting(result, advice);
		if (result.comparison() != null && result.comparison().verdict() == Verdict.INSUFFICIENT_DATA) {
			advice.add("Compare with at least five rounds, on the machine of the baseline, with the same work");
		}
		if (!result.summary().leftBehind().isEmpty()) {
			advice.add("Delete what the run created, if it is in the way: "
					+ String.join(", ", result.summary().leftBehind()));
		}
		return advice;
	}

	private static void waiting(BenchmarkResult result, List<String> advice) {
		Double wait = result.upstream().averageWait();
		Double median = median(result);
		if (wait != null && median != null && wait > median) {
			advice
				.add(String.format(Locale.ROOT, "Ask less at once, or less often: a request waited %.0f ms for one of "
						+ "Autotask's slots on average, longer than half of all calls took", wait));
		}
	}

	private static @Nullable Double median(BenchmarkResult result) {
		Slice network = result.servedBy().get("network");
		return (network != null) ? network.latency().percentiles().p50() : null;
	}

}
