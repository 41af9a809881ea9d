package io.autotask.performance.insight.rule;

import io.autotask.performance.insight.observe.Observed;

/**
 * Something that is looked for. Pure: the same picture gives the same verdict.
 */
public interface Rule {

	/**
	 * The name of the rule.
	 * @return what is wrong, with dashes
	 */
	String id();

	/**
	 * When it is found, in words and numbers.
	 * @return the criterion
	 */
	String criterion();

	/**
	 * Looks.
	 * @param observed at what
	 * @return what was found, or why nothing was
	 */
	Verdict check(Observed observed);

}
