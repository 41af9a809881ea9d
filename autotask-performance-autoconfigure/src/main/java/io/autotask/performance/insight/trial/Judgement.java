package io.autotask.performance.insight.trial;

import org.jspecify.annotations.Nullable;

/**
 * What the comparison of a trial with the time before it says. A pure decision.
 *
 * @param verdict what
 * @param text in words
 */
record Judgement(Verdict verdict, String text) {

	private static final int NEEDED = 30;

	/** One-sided, 5 %: one in twenty trials that change nothing would look better. */
	private static final double LIKELY = 1.645;

	/** Taking back is cheap, but not for noise that is looked at again and again. */
	private static final double SURE = 3;

	private static final double SLOWER = 1.25;

	private static final double NOTICEABLE = 20;

	private static final double MOST_DOUBTFUL = 0.1;

	/**
	 * Judges.
	 * @param aim what the change is made for
	 * @param before how it was
	 * @param after how it is with the change
	 * @param over whether the trial is over
	 */
	static Judgement of(Aim aim, Figures before, Figures after, boolean over) {
		if (after.allCalls() >= NEEDED && before.allCalls() >= NEEDED) {
			String worse = worse(aim, before, after);
			if (worse != null) {
				return new Judgement(Verdict.WORSE, worse);
			}
		}
		if (!over) {
			return new Judgement(Verdict.RUNNING, "The trial runs.");
		}
		if (after.allCalls() < NEEDED || before.allCalls() < NEEDED) {
			return new Judgement(Verdict.UNCLEAR, "Too few calls to tell: it needs " + NEEDED
					+ " before and after, and has " + before.allCalls() + " and " + after.allCalls() + ".");
		}
		return (aim == Aim.FRESHER_DATA) ? fresher(before, after) : cheaper(before, after);
	}

	private static Judgement cheaper(Figures before, Figures after) {
		double expected = before.expectedFor(after);
		double saved = expected - after.allRequests();
		double noise = noise(expected, after.allRequests(), before, after);
		String counts = after.allCalls() + " calls took " + after.allRequests() + " requests, and would have taken "
				+ Math.round(expected) + " as before.";
		return (saved > LIKELY * noise) ? new Judgement(Verdict.BETTER, counts)
				: new Judgement(Verdict.UNCLEAR, "No saving that is more than chance: " + counts);
	}

	private static Judgement fresher(Figures before, Figures after) {
		double expected = (double) before.doubtful() * after.allCalls() / before.allCalls();
		double fewer = expected - after.doubtful();
		double noise = noise(expected, after.doubtful(), before, after);
		String counts = after.doubtful() + " of " + after.allCalls() + " calls may have got an outdated answer, and "
				+ Math.round(expected) + " would have as before.";
		return (fewer > LIKELY * noise) ? new Judgement(Verdict.BETTER, counts)
				: new Judgement(Verdict.UNCLEAR, "Not fresher by more than chance: " + counts);
	}

	/**
	 * Of the difference of two counts, of which one was scaled to the calls of the other.
	 */
	private static double noise(double expected, long counted, Figures before, Figures after) {
		return Math.sqrt(expected * after.allCalls() / before.allCalls() + counted);
	}

	private static @Nullable String worse(Aim aim, Figures before, Figures after) {
		double failedBefore = (double) before.failed() / before.allCalls();
		double failedAfter = (double) after.failed() / after.allCalls();
		double chance = Math.sqrt(Math.max(failedBefore, 1.0 / before.allCalls()) / after.allCalls());
		if (failedAfter - failedBefore > SURE * chance) {
			return "More calls fail: " + after.failed() + " of " + after.allCalls() + ", before " + before.failed()
					+ " of " + before.allCalls() + ".";
		}
		if (aim == Aim.FRESHER_DATA) {
			return null;
		}
		if (after.p95() != null && before.p95() != null && after.p95() > SLOWER * before.p95()
				&& after.p95() - before.p95() > NOTICEABLE) {
			return "Calls take longer: 95 of 100 up to " + Math.round(after.p95()) + " ms, before "
					+ Math.round(before.p95()) + " ms.";
		}
		double doubtfulBefore = (double) before.doubtful() / before.allCalls();
		double doubtfulAfter = (double) after.doubtful() / after.allCalls();
		if (doubtfulAfter > MOST_DOUBTFUL && doubtfulAfter > 2 * doubtfulBefore) {
			return "Data changes too often for it: " + after.doubtful() + " of " + after.allCalls()
					+ " calls may have got an outdated answer.";
		}
		return null;
	}

	/** What it says. */
	enum Verdict {

		/** Nothing yet. */
		RUNNING,

		/** Keep it. */
		BETTER,

		/** Take it back at once. */
		WORSE,

		/** Take it back at the end. */
		UNCLEAR

	}

}
