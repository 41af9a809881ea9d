package io.autotask.performance.benchmark.measure;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.autotask.performance.benchmark.statistics.ChangePoint;
import org.jspecify.annotations.Nullable;

/**
 * How long it took until calls took what they took to the end. It is found, not assumed:
 * the calls of the most frequent kind, such as hits, in 50 parts of equal size are
 * searched for changes, and the run is warm from the first part on after which none is
 * larger than a tenth. That a cache fills is no warm-up: it makes other kinds of calls,
 * not faster ones (after L. Traini et al., Empirical Software Engineering 28, 2023: many
 * runs never get there, and most guesses are wrong).
 *
 * @param verdict what was found
 * @param steps how many steps were before that, or null when nothing was found
 * @param seconds how long that was, or null when nothing was found
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WarmUp(Verdict verdict, @Nullable Integer steps, @Nullable Double seconds) {

	private static final int PARTS = 50;

	private static final int LEAST_STEPS = 4 * PARTS;

	/** Of means of logarithms, this is a tenth. */
	private static final double SMALL = 0.1;

	/**
	 * Looks for it.
	 * @param samples a run under an even load
	 * @return what was found
	 */
	public static WarmUp of(Samples samples) {
		Samples kind = samples.by(Samples.Column.SERVED_BY, Function.identity())
			.values()
			.stream()
			.max(Comparator.comparingInt(Samples::size))
			.orElse(samples);
		if (kind.size() < LEAST_STEPS) {
			return new WarmUp(Verdict.TOO_SHORT, null, null);
		}
		Samples[] parts = kind.inParts(PARTS);
		double[] means = new double[PARTS];
		for (int part = 0; part < PARTS; part++) {
			means[part] = parts[part].meanLog();
		}
		int warm = warmFrom(means);
		if (warm > PARTS / 2) {
			return new WarmUp(Verdict.NO_STEADY_STATE, null, null);
		}
		long from = (warm == 0) ? 0 : parts[warm].firstDue();
		return new WarmUp(Verdict.STEADY, samples.between(0, from).size(), from / 1e9);
	}

	/**
	 * A run whose load is not even has no steady state to reach.
	 * @return that nothing was looked for
	 */
	public static WarmUp notApplicable() {
		return new WarmUp(Verdict.NOT_APPLICABLE, null, null);
	}

	/**
	 * The calls that count.
	 * @param samples all of a run
	 * @return those after the warm-up
	 */
	public Samples warm(Samples samples) {
		return (this.seconds != null && this.seconds > 0) ? samples.between((long) (this.seconds * 1e9), Long.MAX_VALUE)
				: samples;
	}

	static int warmFrom(double[] means) {
		List<ChangePoint> changes = ChangePoint.find(means, 0);
		int warm = 0;
		double last = changes.isEmpty() ? 0 : changes.get(changes.size() - 1).after();
		for (ChangePoint change : changes) {
			if (Math.abs(change.before() - last) > SMALL) {
				warm = change.index();
			}
		}
		return warm;
	}

	/** What was found. */
	public enum Verdict {

		/** It was warm, from then on. */
		STEADY,

		/** It changed until the end. */
		NO_STEADY_STATE,

		/** There were too few calls to say. */
		TOO_SHORT,

		/** The load itself changed. */
		NOT_APPLICABLE

	}

}
