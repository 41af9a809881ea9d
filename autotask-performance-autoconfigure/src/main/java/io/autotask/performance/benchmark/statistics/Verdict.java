package io.autotask.performance.benchmark.statistics;

import java.util.Locale;

/** What can be said about a figure after a change. */
public enum Verdict {

	/** It is better, and not by chance. */
	IMPROVED,

	/** It is what it was, as far as a change of a tenth would have been seen. */
	UNCHANGED,

	/** It is worse, and not by chance. */
	DEGRADED,

	/** There were too few rounds, or they differ too much among themselves. */
	INSUFFICIENT_DATA;

	/**
	 * The verdict for people.
	 * @return for example {@code insufficient data}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
