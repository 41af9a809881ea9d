package io.autotask.performance.benchmark.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.autotask.performance.benchmark.load.Load;
import org.jspecify.annotations.Nullable;

/**
 * What makes the figures of a run worthless, in words. Pure.
 */
public final class Validity {

	/** Nobody notices less. */
	private static final double SMALL_LAG = 5;

	private static final double SMALL_SHARE = 0.1;

	private static final double LEAST_RATE = 99.5;

	private static final double BUSY = 95;

	private static final double LEAST_ANSWERED = 0.95;

	private static final String SATURATED = "Autotask was saturated";

	private static final String LATE = "the generator was late";

	private static final String BUSY_MACHINE = "the machine was saturated";

	private Validity() {
	}

	/**
	 * Whether it makes times worthless and counts not: the generator was late, or the
	 * machine busy with other things.
	 * @param reason what spoils a run
	 * @return false when the run did not do what it was to do
	 */
	public static boolean isAboutTimes(String reason) {
		return reason.startsWith(LATE) || reason.startsWith(BUSY_MACHINE) || isByTarget(reason);
	}

	/**
	 * Whether it is Autotask's doing. Such a run may be compared: that Autotask cannot
	 * follow any more is worth knowing.
	 * @param reason what spoils a run
	 * @return false when it is the generator's, or the machine's
	 */
	public static boolean isByTarget(String reason) {
		return reason.startsWith(SATURATED);
	}

	/**
	 * What spoils a run.
	 * @param generator how the load was made
	 * @param samples its calls
	 * @param load the load
	 * @param moments what was seen of the machine
	 * @return one sentence for each reason; empty when the run is valid
	 */
	public static List<String> spoiltBy(GeneratorFigures generator, Samples samples, Load load,
			List<Machine.Moment> moments) {
		List<String> reasons = new ArrayList<>();
		Double lag = generator.lag().percentiles().p99();
		Double latency = samples.latency().percentiles().p99();
		if (lag != null && lag > SMALL_LAG && (latency == null || lag > SMALL_SHARE * latency)) {
			reasons.add(words(LATE + ": 1 %% of the calls began %.1f ms or more after they were due, "
					+ "allowed are %.0f ms or a tenth of the p99 of %s ms", lag, SMALL_LAG, rounded(latency)));
		}
		if (generator.dropped() > 0) {
			reasons.add(generator.dropped() + " calls were dropped because too many were on their way");
		}
		if (generator.achievedRate() != null && generator.achievedRate() < LEAST_RATE) {
			reasons.add(words("only %.1f %% of the intended rate was reached, at least %.1f %% are needed",
					generator.achievedRate(), LEAST_RATE));
		}
		saturated(samples, load, reasons);
		long busy = moments.stream()
			.filter((moment) -> moment.systemCpu() != null && moment.systemCpu() >= BUSY)
			.count();
		if (moments.size() >= 10 && busy > moments.size() / 2) {
			reasons
				.add(words("the machine was saturated: all cores were busy in %d of %d looks", busy, moments.size()));
		}
		return reasons;
	}

	/** When answers fall behind, latencies say how long the run was and nothing else. */
	private static void saturated(Samples samples, Load load, List<String> reasons) {
		if (load instanceof Load.Closed || samples.size() < 100) {
			return;
		}
		long due = samples.lastDue();
		long answered = samples.endedBy(due);
		if (answered < LEAST_ANSWERED * samples.size() && samples.lastEnd() - due > (due - samples.firstDue()) / 20) {
			reasons.add(words(SATURATED + ": when the last call was due, %d of %d were answered, so latencies"
					+ " grow with the length of the run", answered, samples.size()));
		}
	}

	private static String rounded(@Nullable Double value) {
		return (value != null) ? words("%.1f", value) : "unknown";
	}

	private static String words(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
