package io.autotask.performance.optimizer.rule;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.autotask.performance.call.Operation;

/**
 * Which calls a rule is for, without code.
 *
 * @param entities the entities, in any case; empty for all
 * @param operations the operations; empty for all
 * @param callers the callers; empty for all
 */
public record RuleScope(Set<String> entities, Set<Operation> operations,
		Set<String> callers) implements Predicate<OptimizableRequest> {

	public RuleScope {
		entities = entities.stream()
			.map((entity) -> entity.toLowerCase(Locale.ROOT))
			.collect(Collectors.toUnmodifiableSet());
		operations = Set.copyOf(operations);
		callers = Set.copyOf(callers);
	}

	@Override
	public boolean test(OptimizableRequest request) {
		String caller = request.caller();
		return (this.entities.isEmpty() || this.entities.contains(request.entity().toLowerCase(Locale.ROOT)))
				&& (this.operations.isEmpty() || this.operations.contains(request.operation()))
				&& (this.callers.isEmpty() || (caller != null && this.callers.contains(caller)));
	}

}
