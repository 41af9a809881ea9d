package io.autotask.performance.optimizer.rule;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A rule of the application: which calls, and what is set for them. Called for every
 * call, on its thread, so condition and action must be quick and must not block. What
 * they throw is counted, and the call goes on without the rule.
 *
 * @param id its name, which is there once
 * @param name what it is for
 * @param condition which calls
 * @param action what is set for them
 * @param priority which rule is applied first: the highest, 1 to 10
 * @param enabled whether it is applied
 */
public record OptimizationRule(String id, String name, Predicate<OptimizableRequest> condition,
		UnaryOperator<OptimizableRequest> action, int priority, boolean enabled) {

	/**
	 * A rule.
	 * @throws IllegalArgumentException when the id is empty or the priority is not from 1
	 * to 10
	 */
	public OptimizationRule {
		if (id.isBlank()) {
			throw new IllegalArgumentException("A rule needs an 'id'");
		}
		if (priority < 1 || priority > 10) {
			throw new IllegalArgumentException("The 'priority' of a rule is " + priority + ", allowed are 1 to 10");
		}
	}

	/**
	 * A rule that needs no code.
	 * @param id its name, which is there once
	 * @param name what it is for
	 * @param scope which calls
	 * @param steering what is set for them
	 * @param priority which rule is applied first: the highest, 1 to 10
	 * @param enabled whether it is applied
	 * @return the rule
	 * @throws IllegalArgumentException when it could never do anything
	 */
	public static OptimizationRule of(String id, String name, RuleScope scope, RuleSteering steering, int priority,
			boolean enabled) {
		return new OptimizationRule(id, name, scope, steering, priority, enabled);
	}

	/**
	 * The same rule, applied or not.
	 * @param on whether it is applied
	 * @return a new rule
	 */
	public OptimizationRule withEnabled(boolean on) {
		return new OptimizationRule(this.id, this.name, this.condition, this.action, this.priority, on);
	}

}
