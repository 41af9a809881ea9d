package io.autotask.performance.insight;

/**
 * Something was asked of an insight that cannot be, or may not be.
 */
public final class InsightRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	InsightRefusedException(Reason reason, String message) {
		super(message);
		this.reason = reason;
	}

	/**
	 * There is no such insight.
	 * @param id what was asked for
	 * @return the exception
	 */
	public static InsightRefusedException unknown(String id) {
		return new InsightRefusedException(Reason.UNKNOWN, "There is no insight '" + id + "'");
	}

	/**
	 * Why.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/** Why. */
	public enum Reason {

		/** There is no such finding. */
		UNKNOWN,

		/** It is not allowed, or not now. */
		NOT_ALLOWED

	}

}
