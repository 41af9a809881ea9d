package io.autotask.performance.call;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Attributes of a {@code WebClient} request that steer this one call:
 * {@code webClient.get().uri(…).attribute(AutotaskAttributes.BYPASS, true)}. They stay in
 * the process; nothing of them is sent.
 */
public final class AutotaskAttributes {

	/**
	 * {@code Boolean}: no cache, no sharing, no batching, no retry. The call still takes
	 * a slot, is counted, and, if it writes, invalidates.
	 */
	public static final String BYPASS = "io.autotask.performance.bypass";

	/**
	 * {@code Integer} from 1 to 10: 8 to 10 is interactive, 4 to 7 normal (5 is the
	 * default), 1 to 3 background. Waiting calls of a higher class go first.
	 */
	public static final String PRIORITY = "io.autotask.performance.priority";

	/**
	 * {@link Duration}: the oldest answer from memory that this call takes. Zero asks the
	 * API anew, but still shares a call that is on its way.
	 */
	public static final String MAX_AGE = "io.autotask.performance.maxAge";

	/** {@code String}: who makes this call, carried by its events. */
	public static final String CALLER = "io.autotask.performance.caller";

	/**
	 * {@link Duration}: how long the caller waits, such as the time-out of its user. A
	 * call that cannot be answered in time is refused at once, with reason
	 * {@code DEADLINE}, instead of being sent for nobody.
	 */
	public static final String TIMEOUT = "io.autotask.performance.timeout";

	/**
	 * {@code String}: for a create, the field of the new row whose value is there only
	 * once, such as {@code externalID}. When it is not known whether the row was created,
	 * it is looked up by that, and the caller gets the answer that the create would have
	 * had. The create is never sent twice.
	 */
	public static final String REFERENCE = "io.autotask.performance.reference";

	/**
	 * {@code Collection<String>}: the fields of rows that the caller reads, in any case.
	 * A read may then be answered from memory with other fields than it asks for, as long
	 * as these are among them. Without it an answer holds what was asked for.
	 */
	public static final String FIELDS = "io.autotask.performance.fields";

	/** {@code String}: where in the application the call is made. */
	private static final String SITE = "io.autotask.performance.site";

	private static final String BACKGROUND = "io.autotask.performance.background";

	private static final String UNKEPT = "io.autotask.performance.unkept";

	private AutotaskAttributes() {
	}

	/**
	 * Marks a call of the starter itself, which is counted apart from the application's.
	 * @return for {@code attributes(…)} of a request
	 */
	public static Consumer<Map<String, Object>> background() {
		return (attributes) -> attributes.put(BACKGROUND, true);
	}

	/**
	 * Marks a call whose answer is neither looked up in memory nor kept, such as a page
	 * of a scan: it would push out what is used, and nobody asks for it again. It still
	 * queues, and is sent again where that is safe.
	 * @return for {@code attributes(…)} of a request
	 */
	public static Consumer<Map<String, Object>> unkept() {
		return (attributes) -> attributes.put(UNKEPT, true);
	}

	/**
	 * Says where in the application a call is made.
	 * @param site the place
	 * @return for {@code attributes(…)} of a request
	 */
	public static Consumer<Map<String, Object>> site(String site) {
		return (attributes) -> attributes.put(SITE, site);
	}

	/**
	 * Where in the application a call is made.
	 * @param attributes the attributes of the request
	 * @return the place, or null when it was not looked up
	 */
	public static @Nullable String site(Map<String, Object> attributes) {
		return (attributes.get(SITE) instanceof String site) ? site : null;
	}

	/**
	 * The options that a request's attributes ask for.
	 * @param attributes the attributes of the request
	 * @return the options, with defaults for what is not there
	 * @throws IllegalArgumentException when a value has the wrong type or is out of its
	 * range
	 */
	public static CallOptions read(Map<String, Object> attributes) {
		Boolean bypass = value(attributes, BYPASS, Boolean.class);
		Integer priority = value(attributes, PRIORITY, Integer.class);
		Duration maxAge = value(attributes, MAX_AGE, Duration.class);
		String caller = value(attributes, CALLER, String.class);
		Boolean background = value(attributes, BACKGROUND, Boolean.class);
		Boolean unkept = value(attributes, UNKEPT, Boolean.class);
		CallSteering steering = steering(attributes);
		if (bypass == null && priority == null && maxAge == null && caller == null && background == null
				&& unkept == null && steering == CallSteering.NONE) {
			return CallOptions.defaults();
		}
		if (priority != null && (priority < 1 || priority > 10)) {
			throw new IllegalArgumentException("Attribute '" + PRIORITY + "' is " + priority + ", allowed are 1 to 10");
		}
		if (maxAge != null && maxAge.isNegative()) {
			throw new IllegalArgumentException(
					"Attribute '" + MAX_AGE + "' is " + maxAge + ", allowed are 0 and above");
		}
		return new CallOptions(Boolean.TRUE.equals(bypass), (priority != null) ? priority : CallOptions.NORMAL_PRIORITY,
				maxAge, caller, Boolean.TRUE.equals(background), Boolean.TRUE.equals(unkept), steering);
	}

	private static CallSteering steering(Map<String, Object> attributes) {
		Duration timeout = value(attributes, TIMEOUT, Duration.class);
		String reference = value(attributes, REFERENCE, String.class);
		Set<String> fields = fields(value(attributes, FIELDS, Collection.class));
		if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
			throw new IllegalArgumentException(
					"Attribute '" + TIMEOUT + "' is " + timeout + ", allowed is what is longer than 0");
		}
		if (reference != null && !reference.matches("[A-Za-z][A-Za-z0-9_]{0,99}")) {
			throw new IllegalArgumentException(
					"Attribute '" + REFERENCE + "' is no name of a field, such as 'externalID'");
		}
		return CallSteering.byCaller(timeout, reference, fields);
	}

	/** A set that nobody can change is taken as it is, because each read brings one. */
	@SuppressWarnings("unchecked")
	private static Set<String> fields(@Nullable Collection<?> names) {
		if (names == null) {
			return Set.of();
		}
		for (Object name : names) {
			if (!(name instanceof String)) {
				throw new IllegalArgumentException("Attribute '" + FIELDS + "' holds "
						+ ((name != null) ? "a " + name.getClass().getName() : "null")
						+ ", allowed are names of fields");
			}
		}
		return (Set<String>) Set.copyOf(names);
	}

	private static <T> @Nullable T value(Map<String, Object> attributes, String name, Class<T> type) {
		Object value = attributes.get(name);
		if (value == null || type.isInstance(value)) {
			return type.cast(value);
		}
		throw new IllegalArgumentException(
				"Attribute '" + name + "' is a " + value.getClass().getName() + ", allowed is a " + type.getName());
	}

}
