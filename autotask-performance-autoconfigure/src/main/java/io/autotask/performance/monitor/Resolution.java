package io.autotask.performance.monitor;

/**
 * How finely the timeline is kept: the finer, the shorter.
 */
public enum Resolution {

	/** One sample for each metrics interval, the last 180 of them. */
	FINE,

	/** About a minute each, the last three hours. */
	MEDIUM,

	/** About ten minutes each, the last day. */
	COARSE

}
