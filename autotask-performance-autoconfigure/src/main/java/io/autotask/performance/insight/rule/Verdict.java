package io.autotask.performance.insight.rule;

import java.util.List;

import io.autotask.performance.insight.finding.Finding;

/**
 * What a rule says.
 */
public sealed interface Verdict {

	/**
	 * It found something.
	 *
	 * @param findings at least one
	 */
	record Found(List<Finding> findings) implements Verdict {

		public Found {
			findings = List.copyOf(findings);
		}

	}

	/**
	 * It looked, and found nothing.
	 *
	 * @param looked at what
	 */
	record Nothing(String looked) implements Verdict {

	}

	/**
	 * It cannot tell yet.
	 *
	 * @param missing what it needs and what it has
	 */
	record TooLittle(String missing) implements Verdict {

	}

	/**
	 * It has nothing to look at here.
	 *
	 * @param why why not
	 */
	record NotApplicable(String why) implements Verdict {

	}

}
