package io.autotask.performance.monitor.alert;

/**
 * How bad it is.
 */
public enum Severity {

	/** Worth knowing. */
	LOW,

	/** Past its threshold. */
	MEDIUM,

	/** Far past it. */
	HIGH,

	/** So far that calls suffer. */
	CRITICAL

}
