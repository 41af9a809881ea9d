package io.autotask.performance.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.autotask.performance.benchmark.Regression.Severity;
import io.autotask.performance.benchmark.statistics.Figure;
import io.autotask.performance.benchmark.statistics.Judgement;
import io.autotask.performance.benchmark.statistics.Verdict;
import org.jspecify.annotations.Nullable;

/** Compares a run with an earlier one, and says what got worse and why. Pure. */
final class Comparisons {

	private static final double MAJOR = 0.25;

	private static final double CRITICAL = 1;

	private static final double MOVED = 0.2;

	private static final int MOST_AFFECTED = 10;

	private Comparisons() {
	}

	/**
	 * Compares two runs. What was asked has to be the same, or nothing can be said; on
	 * another machine nothing can be said of times.
	 */
	static BenchmarkComparison compare(Baseline before, Baseline after) {
		List<String> differences = new ArrayList<>();
		boolean sameWork = before.workload().equals(after.workload());
		boolean sameMachine = before.machine().equals(after.machine());
		if (!sameWork) {
			differences.add("other work: then " + before.workload() + ", now " + after.workload());
		}
		if (!sameMachine) {
			differences.add("another machine: then " + before.machine() + ", now " + after.machine());
		}
		before.spoilt().forEach((reason) -> differences.add("then, " + reason));
		after.spoilt().forEach((reason) -> differences.add("now, " + reason));
		boolean quiet = before.spoilt().isEmpty() && after.spoilt().isEmpty();
		List<Judgement> figures = Arrays.stream(Figure.values())
			.filter((figure) -> !before.figure(figure.key()).isEmpty() || !after.figure(figure.key()).isEmpty())
			.map((figure) -> judge(figure, before, after, whyNot(figure, sameWork, sameMachine, quiet)))
			.toList();
		return new BenchmarkComparison(before.name(), before.measuredAt(), differences, figures,
				BenchmarkComparison.verdict(figures));
	}

	private static @Nullable String whyNot(Figure figure, boolean sameWork, boolean sameMachine, boolean quiet) {
		if (!sameWork) {
			return "the runs did not do the same work";
		}
		if (!sameMachine && figure.dependsOnTheMachine()) {
			return "the runs were on different machines";
		}
		return (!quiet && !figure.standsNoise()) ? "the machine was busy with other things" : null;
	}

	private static Judgement judge(Figure figure, Baseline before, Baseline after, @Nullable String whyNot) {
		List<Double> one = before.figure(figure.key());
		List<Double> other = after.figure(figure.key());
		return (whyNot != null) ? Judgement.none(figure, one, other, whyNot) : Judgement.of(figure, one, other);
	}

	static List<Regression> regressions(BenchmarkComparison comparison, Baseline before, Baseline after) {
		List<String> affected = affected(before, after);
		List<String> causes = causes(comparison, before, after);
		return comparison.figures()
			.stream()
			.filter((judgement) -> judgement.verdict() == Verdict.DEGRADED)
			.map((judgement) -> new Regression(judgement.figure().title(), severity(judgement), affected,
					impact(comparison), causes, actions(judgement.figure(), causes)))
			.toList();
	}

	private static Severity severity(Judgement judgement) {
		double change = (judgement.shift() != null) ? Math.abs(judgement.shift().change()) : 0;
		if (judgement.figure() == Figure.ERROR_RATE) {
			return (change >= 10) ? Severity.CRITICAL : (change >= 2) ? Severity.MAJOR : Severity.MINOR;
		}
		double critical = judgement.figure().higherIsBetter() ? CRITICAL / 2 : CRITICAL;
		return (change >= critical) ? Severity.CRITICAL : (change >= MAJOR) ? Severity.MAJOR : Severity.MINOR;
	}

	private static Map<String, Double> impact(BenchmarkComparison comparison) {
		Map<String, Double> impact = new LinkedHashMap<>();
		comparison.figures()
			.stream()
			.filter((judgement) -> judgement.shift() != null && judgement.verdict() == Verdict.DEGRADED)
			.forEach((judgement) -> impact.put(judgement.figure().title(), percent(judgement)));
		return impact;
	}

	private static double percent(Judgement judgement) {
		double change = (judgement.shift() != null) ? judgement.shift().change() : 0;
		return Rounding.of((judgement.shift() != null && judgement.shift().absolute()) ? change : 100 * change);
	}

	/** Entities and operations whose own 95th percentile got worse, the worst first. */
	private static List<String> affected(Baseline before, Baseline after) {
		Map<String, Double> changes = new LinkedHashMap<>();
		after.endpoints().forEach((endpoint, values) -> {
			Judgement judgement = Judgement.of(Figure.P95, before.endpoints().getOrDefault(endpoint, List.of()),
					values);
			if (judgement.verdict() == Verdict.DEGRADED && judgement.shift() != null) {
				changes.put(endpoint, judgement.shift().change());
			}
		});
		return changes.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.limit(MOST_AFFECTED)
			.map(Map.Entry::getKey)
			.toList();
	}

	/** What else moved, and could be why. */
	private static List<String> causes(BenchmarkComparison comparison, Baseline before, Baseline after) {
		List<String> causes = new ArrayList<>();
		Judgement median = comparison.of(Figure.NETWORK_P50);
		Judgement network = (median != null && median.verdict() == Verdict.DEGRADED) ? median
				: comparison.of(Figure.NETWORK_P10);
		if (network != null && network.verdict() == Verdict.DEGRADED) {
			causes.add(moved("Autotask itself answers more slowly: a request took %s ms, now %s ms", network.before(),
					network.after()));
		}
		Judgement upstream = comparison.of(Figure.UPSTREAM);
		if (upstream != null && upstream.verdict() == Verdict.DEGRADED) {
			causes.add(moved("more calls reach Autotask: %s requests for each call, now %s", upstream.before(),
					upstream.after()));
		}
		Double hitsBefore = median(before.figure("hitRate"));
		Double hitsAfter = median(after.figure("hitRate"));
		if (hitsBefore != null && hitsAfter != null && hitsBefore - hitsAfter >= 5) {
			causes.add(moved("fewer answers are in memory: %s %% of the reads, now %s %%", hitsBefore, hitsAfter));
		}
		grown("answers are larger: %s bytes for each call, now %s", "bytesPerCall", 100, before, after, causes);
		grown("garbage collection takes more: %s %% of the time, now %s %%", "gcShare", 2, before, after, causes);
		grown("the machine is busier: %s %% of all cores, now %s %%", "cpu", 20, before, after, causes);
		return causes;
	}

	private static void grown(String words, String figure, double least, Baseline before, Baseline after,
			List<String> causes) {
		Double one = median(before.figure(figure));
		Double other = median(after.figure(figure));
		if (one != null && other != null && other - one >= least && other >= (1 + MOVED) * one) {
			causes.add(moved(words, one, other));
		}
	}

	private static List<String> actions(Figure figure, List<String> causes) {
		List<String> actions = new ArrayList<>();
		if (causes.stream().anyMatch((cause) -> cause.startsWith("Autotask itself"))) {
			actions.add("Look at Autotask and the network first: the same requests take longer there");
		}
		if (causes.stream().anyMatch((cause) -> cause.startsWith("more calls") || cause.startsWith("fewer answers"))) {
			actions.add("Look at the reasons of misses on the dashboard, and at settings of the cache that changed");
		}
		if (causes.stream().anyMatch((cause) -> cause.startsWith("garbage") || cause.startsWith("the machine"))) {
			actions.add("Run it again on a quiet machine before you look for the cause in the code");
		}
		if (figure == Figure.ERROR_RATE) {
			actions.add("Look at the errors of this run: each kind is counted by entity and operation");
		}
		if (actions.isEmpty()) {
			actions.add("Nothing else moved with it: look at what changed in the code and the settings since then");
		}
		return actions;
	}

	private static @Nullable Double median(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2);
	}

	private static String moved(String words, @Nullable Double before, @Nullable Double after) {
		return String.format(Locale.ROOT, words, number(before), number(after));
	}

	private static String number(@Nullable Double value) {
		return (value != null) ? String.format(Locale.ROOT, "%.4g", value) : "?";
	}

}
