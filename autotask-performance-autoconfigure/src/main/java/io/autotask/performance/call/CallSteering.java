package io.autotask.performance.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What else steers one call: by its caller, or by a rule of the application.
 *
 * @param timeout how long the caller waits, or null for any time
 * @param reference the field of a new row whose value is there once, or null
 * @param ttl how long the answer stays fresh, or null for what is usual
 * @param batchable whether the call may leave together with others
 * @param fields the fields of rows that the caller reads; empty when all may matter to it
 * @param rules the rules that were applied, by their ids
 */
public record CallSteering(@Nullable Duration timeout, @Nullable String reference, @Nullable Duration ttl,
		boolean batchable, Set<String> fields, List<String> rules) {

	/** Nothing. */
	public static final CallSteering NONE = new CallSteering(null, null, null, true, Set.of(), List.of());

	public CallSteering {
		fields = Set.copyOf(fields);
		rules = List.copyOf(rules);
	}

	/**
	 * Steering by what a caller says.
	 * @param timeout how long the caller waits, or null for any time
	 * @param reference the field of a new row whose value is there once, or null
	 * @param fields the fields of rows that the caller reads, or none when all may matter
	 * @return new steering
	 */
	static CallSteering byCaller(@Nullable Duration timeout, @Nullable String reference, Set<String> fields) {
		return (timeout == null && reference == null && fields.isEmpty()) ? NONE
				: new CallSteering(timeout, reference, null, true, fields, List.of());
	}

	/**
	 * The same with a rule applied.
	 * @param rule the rule's id
	 * @param newTtl how long the answer stays fresh, or null for what is usual
	 * @param mayBatch whether the call may leave together with others
	 * @return new steering
	 */
	public CallSteering byRule(String rule, @Nullable Duration newTtl, boolean mayBatch) {
		List<String> all = new ArrayList<>(this.rules);
		all.add(rule);
		return new CallSteering(this.timeout, this.reference, newTtl, mayBatch, this.fields, all);
	}

	/**
	 * The same for a call that nobody waits for, and whose answer is for anybody.
	 * @return new steering
	 */
	CallSteering behind() {
		return (this == NONE) ? NONE : new CallSteering(null, null, this.ttl, this.batchable, Set.of(), this.rules);
	}

}
