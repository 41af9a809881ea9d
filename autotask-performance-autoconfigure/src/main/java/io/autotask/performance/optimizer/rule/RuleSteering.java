package io.autotask.performance.optimizer.rule;

import java.time.Duration;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * What a rule sets, without code. What is null is left as it is.
 *
 * @param priority the priority, 1 to 10
 * @param ttl how long answers stay fresh, 0 or more
 * @param cacheable whether answers may be kept and shared
 * @param batchable whether calls may leave together with others
 */
public record RuleSteering(@Nullable Integer priority, @Nullable Duration ttl, @Nullable Boolean cacheable,
		@Nullable Boolean batchable) implements UnaryOperator<OptimizableRequest> {

	/**
	 * Steering.
	 * @throws IllegalArgumentException when it sets nothing, or something that is not
	 * allowed
	 */
	public RuleSteering {
		if (priority == null && ttl == null && cacheable == null && batchable == null) {
			throw new IllegalArgumentException(
					"it sets nothing: 'request-priority', 'ttl', 'cacheable' or 'batchable' is needed");
		}
		if (priority != null && (priority < 1 || priority > 10)) {
			throw new IllegalArgumentException("'request-priority' is " + priority + ", allowed are 1 to 10");
		}
		if (ttl != null && ttl.isNegative()) {
			throw new IllegalArgumentException("'ttl' is " + ttl + ", allowed are 0 and above");
		}
	}

	@Override
	public OptimizableRequest apply(OptimizableRequest request) {
		OptimizableRequest steered = (this.priority != null) ? request.withPriority(this.priority) : request;
		steered = (this.ttl != null) ? steered.withTtl(this.ttl) : steered;
		steered = (this.cacheable != null) ? steered.withCacheable(this.cacheable) : steered;
		return (this.batchable != null) ? steered.withBatchable(this.batchable) : steered;
	}

}
