package io.autotask.performance.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * A benchmark that is not begun, because of what was asked for or because of a setting.
 */
public class BenchmarkRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String field;

	private final @Nullable String property;

	/**
	 * A refusal.
	 * @param field what of the request is refused, such as {@code rate}
	 * @param message the value seen, the value allowed, what to do
	 * @param property the property that allows it, or null when none does
	 */
	public BenchmarkRefusedException(String field, String message, @Nullable String property) {
		super(message);
		this.field = field;
		this.property = property;
	}

	/**
	 * What of the request is refused.
	 * @return the field
	 */
	public String field() {
		return this.field;
	}

	/**
	 * What allows it.
	 * @return the name of a property, or null when none does
	 */
	public @Nullable String property() {
		return this.property;
	}

	static BenchmarkRefusedException of(String field, Object seen, String allowed) {
		return new BenchmarkRefusedException(field, "'" + field + "' is '" + seen + "', allowed is " + allowed, null);
	}

}
