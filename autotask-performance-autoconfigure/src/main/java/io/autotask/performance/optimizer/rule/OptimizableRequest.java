package io.autotask.performance.optimizer.rule;

import java.time.Duration;

import io.autotask.performance.call.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A request as a rule sees it, and what a rule may change of it. Immutable.
 *
 * @param method the HTTP method, in upper case
 * @param endpoint the path below the API's base path, such as {@code /V1.0/Tickets/5}
 * @param entity the entity as the API spells it
 * @param operation what is done
 * @param caller who makes the call, or null
 * @param priority 1 to 10: 8 and above is interactive, 3 and below is background
 * @param ttl how long the answer stays fresh, or null for what is usual
 * @param cacheable whether the answer may be kept and shared. A rule cannot make it so
 * for an answer that never is
 * @param batchable whether the call may leave together with others. A rule cannot make it
 * so for a call that never does
 */
public record OptimizableRequest(String method, String endpoint, String entity, Operation operation,
		@Nullable String caller, int priority, @Nullable Duration ttl, boolean cacheable, boolean batchable) {

	/**
	 * A request.
	 * @throws IllegalArgumentException when the priority is not from 1 to 10, or the time
	 * to live is negative
	 */
	public OptimizableRequest {
		if (priority < 1 || priority > 10) {
			throw new IllegalArgumentException("The priority of a request is " + priority + ", allowed are 1 to 10");
		}
		if (ttl != null && ttl.isNegative()) {
			throw new IllegalArgumentException("The ttl of a request is " + ttl + ", allowed are 0 and above");
		}
	}

	/**
	 * The same request with another priority.
	 * @param newPriority 1 to 10
	 * @return a new request
	 */
	public OptimizableRequest withPriority(int newPriority) {
		return new OptimizableRequest(this.method, this.endpoint, this.entity, this.operation, this.caller, newPriority,
				this.ttl, this.cacheable, this.batchable);
	}

	/**
	 * The same request whose answer stays fresh for another time.
	 * @param newTtl 0 or more, or null for what is usual
	 * @return a new request
	 */
	public OptimizableRequest withTtl(@Nullable Duration newTtl) {
		return new OptimizableRequest(this.method, this.endpoint, this.entity, this.operation, this.caller,
				this.priority, newTtl, this.cacheable, this.batchable);
	}

	/**
	 * The same request whose answer may be kept and shared, or may not.
	 * @param mayBeKept whether it may
	 * @return a new request
	 */
	public OptimizableRequest withCacheable(boolean mayBeKept) {
		return new OptimizableRequest(this.method, this.endpoint, this.entity, this.operation, this.caller,
				this.priority, this.ttl, mayBeKept, this.batchable);
	}

	/**
	 * The same request that may leave together with others, or may not.
	 * @param mayBeMerged whether it may
	 * @return a new request
	 */
	public OptimizableRequest withBatchable(boolean mayBeMerged) {
		return new OptimizableRequest(this.method, this.endpoint, this.entity, this.operation, this.caller,
				this.priority, this.ttl, this.cacheable, mayBeMerged);
	}

}
