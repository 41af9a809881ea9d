package io.autotask.performance.benchmark;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.autotask.performance.benchmark.BenchmarkResult.Slice;
import io.autotask.performance.benchmark.statistics.Judgement;
import io.autotask.performance.benchmark.statistics.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a run has to meet, in words: a figure, a comparison, a value. <pre>
 * p95 &lt; 400ms                    requestsSaved &gt; 50%           errorRate &lt; 1%
 * p99[entity=Tickets] &lt; 1s       p95[class=network] &lt; 2s       p95[load=peak] &lt; 500ms
 * hitRate[reads=repeated] &gt; 80%  amplification &gt;= 36            vs-baseline p95 change &lt; 10%
 * </pre> Against a baseline, only a change that is no chance fails it.
 *
 * @param text the threshold as it was written
 * @param figure the figure
 * @param key by what calls are told apart, or null for all
 * @param value which of them, or null
 * @param baseline whether the change since the baseline is meant
 * @param operator {@code <}, {@code <=}, {@code >} or {@code >=}
 * @param limit the value, in milliseconds, bytes or percent
 */
public record Threshold(String text, String figure, @Nullable String key, @Nullable String value, boolean baseline,
		String operator, double limit) {

	private static final Pattern FORM = Pattern.compile(
			"(vs-baseline\\s+)?([A-Za-z][A-Za-z0-9]*)\\s*(?:\\[\\s*([a-z]+)\\s*=\\s*([A-Za-z_-]+)\\s*])?(\\s+change)?"
					+ "\\s*(<=|>=|<|>)\\s*(-?\\d+(?:\\.\\d+)?)\\s*(ms|s|%|KB|MB|GB|/s|x)?");

	/**
	 * Reads a threshold.
	 * @param text the threshold
	 * @return what it says
	 * @throws BenchmarkRefusedException when it says nothing that can be measured
	 */
	public static Threshold parse(String text) {
		Matcher form = FORM.matcher(text.trim());
		if (!form.matches() || (form.group(1) != null) != (form.group(5) != null)) {
			throw BenchmarkRefusedException.of("thresholds", text,
					"for example 'p95 < 400ms', 'requestsSaved > 50%', 'p99[entity=Tickets] < 1s' or "
							+ "'vs-baseline p95 change < 10%'");
		}
		double limit = Double.parseDouble(form.group(7)) * factor(form.group(8));
		Threshold threshold = new Threshold(text.trim(), form.group(2), form.group(3), form.group(4),
				form.group(1) != null, form.group(6), limit);
		boolean known = threshold.baseline
				? threshold.key == null && ThresholdFigures.ofBaseline(threshold.figure) != null
				: ThresholdFigures.isKnown(threshold);
		if (!known) {
			throw BenchmarkRefusedException.of("thresholds", text,
					"a figure out of " + ThresholdFigures.names(threshold.baseline)
							+ (threshold.baseline ? ", of all calls"
									: ", for some of them with [entity=…], [operation=…], [class=…], [load=peak] or "
											+ "[reads=repeated]"));
		}
		return threshold;
	}

	private static double factor(@Nullable String unit) {
		if (unit == null) {
			return 1;
		}
		return switch (unit) {
			case "s" -> 1_000;
			case "KB" -> 1 << 10;
			case "MB" -> 1 << 20;
			case "GB" -> 1 << 30;
			default -> 1;
		};
	}

	/**
	 * Whether a run meets it.
	 * @param result the run
	 * @return met, not met, or not known
	 */
	public Outcome check(BenchmarkResult result) {
		if (this.baseline) {
			return checkChange(result);
		}
		Double seen = ThresholdFigures.figure(this, result);
		if (seen == null) {
			return new Outcome(this.text, Met.UNKNOWN, null, "it was not measured");
		}
		if (ThresholdFigures.isTime(this.figure) && !holds(seen) && !result.timesAreGood()) {
			return new Outcome(this.text, Met.UNKNOWN, seen, "the machine was too busy to say");
		}
		return new Outcome(this.text, holds(seen) ? Met.YES : Met.NO, seen, null);
	}

	private Outcome checkChange(BenchmarkResult result) {
		BenchmarkComparison comparison = result.comparison();
		Judgement judgement = (comparison != null) ? comparison.of(ThresholdFigures.ofBaseline(this.figure)) : null;
		if (judgement == null || judgement.shift() == null) {
			return new Outcome(this.text, Met.UNKNOWN, null, "there is nothing to compare with");
		}
		double change = 100 * judgement.shift().change();
		if (judgement.verdict() == Verdict.INSUFFICIENT_DATA) {
			return new Outcome(this.text, Met.UNKNOWN, change, judgement.why());
		}
		boolean chance = judgement.verdict() == Verdict.UNCHANGED;
		return new Outcome(this.text, (holds(change) || chance) ? Met.YES : Met.NO, change, null);
	}

	private boolean holds(double seen) {
		return switch (this.operator) {
			case "<" -> seen < this.limit;
			case "<=" -> seen <= this.limit;
			case ">" -> seen > this.limit;
			default -> seen >= this.limit;
		};
	}

	@Nullable Slice slice(BenchmarkResult result) {
		if (this.key == null || this.value == null) {
			return result.all();
		}
		return switch (this.key) {
			case "entity" -> ThresholdFigures.ignoringCase(result.entities(), this.value);
			case "operation" -> ThresholdFigures.ignoringCase(result.operations(), this.value);
			case "class" -> ThresholdFigures.ignoringCase(result.servedBy(), this.value);
			case "load" -> result.atPeak();
			case "reads" -> result.repeatedReads();
			default -> null;
		};
	}

	@Override
	public String toString() {
		return this.text;
	}

	/** Whether a threshold is met. */
	public enum Met {

		/** It is. */
		YES,

		/** It is not. */
		NO,

		/** It is not known, which fails nothing. */
		UNKNOWN;

		/**
		 * The answer for people.
		 * @return for example {@code met}
		 */
		public String word() {
			return switch (this) {
				case YES -> "met";
				case NO -> "not met";
				case UNKNOWN -> "unclear";
			};
		}

	}

	/**
	 * Whether a threshold is met, and by what.
	 *
	 * @param threshold the threshold as it was written
	 * @param met whether it is met
	 * @param seen the figure, or null when it is not known
	 * @param why why it is not known, or null
	 */
	public record Outcome(String threshold, Met met, @Nullable Double seen, @Nullable String why) {

		/**
		 * The outcome for people.
		 * @return for example {@code p95 < 400ms: not met (512.3)}
		 */
		public String inWords() {
			return this.threshold + ": " + this.met.word()
					+ ((this.seen != null) ? String.format(Locale.ROOT, " (%.4g)", this.seen) : "")
					+ ((this.why != null) ? ", " + this.why : "");
		}

	}

}
