package io.autotask.performance.autoconfigure;

/**
 * A property that cannot be worked with. Says which, what was seen, what is allowed and
 * what to do.
 */
class InvalidSettingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	InvalidSettingException(String property, Object seen, String allowed, String action) {
		super("Property '" + property + "' is '" + seen + "', but " + allowed + ".");
		this.action = action;
	}

	String action() {
		return this.action;
	}

}
