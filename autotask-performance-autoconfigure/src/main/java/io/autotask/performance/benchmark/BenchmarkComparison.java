package io.autotask.performance.benchmark;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.autotask.performance.benchmark.statistics.Figure;
import io.autotask.performance.benchmark.statistics.Judgement;
import io.autotask.performance.benchmark.statistics.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A run against an earlier one, figure by figure.
 *
 * @param baseline the name of the baseline, or the id of the run before
 * @param savedAt when that was measured
 * @param differences what makes them hard to compare, in words
 * @param figures what can be said of each figure
 * @param verdict what can be said of the run
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BenchmarkComparison(String baseline, Instant savedAt, List<String> differences, List<Judgement> figures,
		Verdict verdict) {

	/**
	 * What can be said of one figure.
	 * @param figure which
	 * @return the judgement, or null when it was not compared
	 */
	public @Nullable Judgement of(@Nullable Figure figure) {
		return this.figures.stream().filter((judgement) -> judgement.figure() == figure).findFirst().orElse(null);
	}

	/**
	 * One verdict of many: worse if any figure is, then better if any is; unchanged only
	 * if the 95th percentile is known to be.
	 */
	static Verdict verdict(List<Judgement> figures) {
		if (figures.stream().anyMatch((judgement) -> judgement.verdict() == Verdict.DEGRADED)) {
			return Verdict.DEGRADED;
		}
		if (figures.stream().anyMatch((judgement) -> judgement.verdict() == Verdict.IMPROVED)) {
			return Verdict.IMPROVED;
		}
		return figures.stream()
			.filter((judgement) -> judgement.figure() == Figure.P95)
			.map(Judgement::verdict)
			.findFirst()
			.orElse(Verdict.INSUFFICIENT_DATA);
	}

}
