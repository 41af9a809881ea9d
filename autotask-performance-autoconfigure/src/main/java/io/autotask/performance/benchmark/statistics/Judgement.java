package io.autotask.performance.benchmark.statistics;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One figure before and after a change, and what can be said about it.
 *
 * @param figure which figure
 * @param before the median of its rounds before, or null without rounds
 * @param after the median of its rounds after, or null without rounds
 * @param shift how far it moved, or null without rounds
 * @param probability how likely that is by chance, or null without a test
 * @param verdict what can be said
 * @param why why nothing can be said, or null
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Judgement(Figure figure, @Nullable Double before, @Nullable Double after, @Nullable Shift shift,
		@Nullable Double probability, Verdict verdict, @Nullable String why) {

	/** Fewer rounds prove nothing: with three, one in five alarms is false. */
	public static final int LEAST_ROUNDS = 5;

	/** Nobody may say "unchanged" who would not have seen this much. */
	private static final double BLIND = 0.10;

	/** With ten pairs there is no smaller one than 0.002. */
	private static final double RISK_OF_PAIRS = 0.005;

	/**
	 * Judges a figure by its rounds.
	 * @param figure which figure
	 * @param before its value in each round before
	 * @param after its value in each round after
	 * @return what can be said
	 */
	public static Judgement of(Figure figure, List<Double> before, List<Double> after) {
		double[] one = values(before);
		double[] other = values(after);
		if (one.length == 0 || other.length == 0) {
			return new Judgement(figure, medianOrNull(one), medianOrNull(other), null, null, Verdict.INSUFFICIENT_DATA,
					"it was not measured on both sides");
		}
		Shift shift = figure.absolute() ? Shift.difference(one, other) : Shift.between(one, other);
		if (one.length < LEAST_ROUNDS || other.length < LEAST_ROUNDS) {
			return new Judgement(figure, Numbers.median(one), Numbers.median(other), shift, null,
					Verdict.INSUFFICIENT_DATA, "there were " + one.length + " and " + other.length
							+ " rounds, at least " + LEAST_ROUNDS + " on each side are needed");
		}
		double probability = RankTest.probability(one, other);
		Verdict verdict = verdict(figure, shift, probability, figure.risk());
		if (verdict == Verdict.INSUFFICIENT_DATA && one.length == other.length && !shift.absolute()) {
			return ofPairs(figure, one, other);
		}
		return judged(figure, one, other, shift, probability, verdict);
	}

	private static Judgement judged(Figure figure, double[] one, double[] other, Shift shift, double probability,
			Verdict verdict) {
		return new Judgement(figure, Numbers.median(one), Numbers.median(other), shift, probability, verdict,
				(verdict == Verdict.INSUFFICIENT_DATA)
						? "the rounds differ too much among themselves: a change of 10 % would not have been seen"
						: null);
	}

	/**
	 * A figure about which nothing can be said.
	 * @param figure which figure
	 * @param before its value in each round before
	 * @param after its value in each round after
	 * @param why why not
	 * @return the judgement
	 */
	public static Judgement none(Figure figure, List<Double> before, List<Double> after, String why) {
		return new Judgement(figure, medianOrNull(values(before)), medianOrNull(values(after)), null, null,
				Verdict.INSUFFICIENT_DATA, why);
	}

	/**
	 * The rounds may differ because they do different things, such as filling a cache. As
	 * both runs do the same in the same round, each round is compared with its like.
	 */
	private static Judgement ofPairs(Figure figure, double[] one, double[] other) {
		Shift shift = Shift.ofPairs(one, other);
		double probability = SignedRankTest.probability(one, other);
		return judged(figure, one, other, shift, probability, verdict(figure, shift, probability, RISK_OF_PAIRS));
	}

	private static Verdict verdict(Figure figure, Shift shift, double probability, double risk) {
		double worse = figure.higherIsBetter() ? -shift.change() : shift.change();
		double least = (shift.absolute() && !figure.absolute()) ? 0 : figure.leastChange();
		if (probability < risk && Math.abs(worse) >= least && worse != 0) {
			return (worse > 0) ? Verdict.DEGRADED : Verdict.IMPROVED;
		}
		boolean blind = !shift.absolute() && (shift.high() - shift.low()) / 2 > BLIND;
		return blind ? Verdict.INSUFFICIENT_DATA : Verdict.UNCHANGED;
	}

	private static double[] values(List<Double> rounds) {
		return rounds.stream().mapToDouble(Double::doubleValue).toArray();
	}

	private static @Nullable Double medianOrNull(double[] values) {
		return (values.length > 0) ? Numbers.median(values) : null;
	}

}
