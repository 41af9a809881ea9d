package io.autotask.performance.optimizer.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.CallSteering;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.Serving;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the application, in the order of their priority. A rule that fails is
 * counted and skipped. Thread-safe: rules are read from an immutable list that is
 * replaced as a whole.
 */
public final class OptimizationRules {

	private static final int MAX_RULES = 100;

	private static final Comparator<Standing> ORDER = Comparator
		.comparingInt((Standing standing) -> -standing.rule().priority())
		.thenComparing((standing) -> standing.rule().id());

	/** Replaced as a whole, under the monitor of this object. */
	private volatile List<Standing> rules = List.of();

	private final OwnFailures failures;

	/**
	 * No rules yet.
	 * @param failures counts those that throw
	 */
	public OptimizationRules(OwnFailures failures) {
		this.failures = failures;
	}

	/**
	 * Adds a rule, or replaces the one of the same id, whose counts begin anew.
	 * @param rule the rule
	 * @throws IllegalStateException when there are a hundred rules already
	 */
	public synchronized void add(OptimizationRule rule) {
		Map<String, Standing> byId = new LinkedHashMap<>();
		this.rules.forEach((standing) -> byId.put(standing.rule().id(), standing));
		byId.put(rule.id(), new Standing(rule));
		if (byId.size() > MAX_RULES) {
			throw new IllegalStateException("There are " + MAX_RULES + " rules, and there may not be more: "
					+ "each is asked for every call. Remove one before '" + rule.id() + "' is added.");
		}
		this.rules = byId.values().stream().sorted(ORDER).toList();
	}

	/**
	 * Takes a rule out.
	 * @param id its id
	 * @return whether it was there
	 */
	public synchronized boolean remove(String id) {
		List<Standing> before = this.rules;
		this.rules = before.stream().filter((standing) -> !standing.rule().id().equals(id)).toList();
		return this.rules.size() < before.size();
	}

	/**
	 * Applies a rule from now on, or does not.
	 * @param id its id
	 * @param on whether it is applied
	 * @return whether it is there
	 */
	public synchronized boolean setEnabled(String id, boolean on) {
		this.rules = this.rules.stream()
			.map((standing) -> standing.rule().id().equals(id) ? standing.with(standing.rule().withEnabled(on))
					: standing)
			.toList();
		return this.rules.stream().anyMatch((standing) -> standing.rule().id().equals(id));
	}

	/**
	 * Steers a call.
	 * @param call what is asked
	 * @param method the HTTP method
	 * @param endpoint the path below the API's base path
	 * @return the same call when no rule is for it
	 */
	public ApiCall steer(ApiCall call, String method, String endpoint) {
		List<Standing> all = this.rules;
		if (all.isEmpty() || call.options().bypass()) {
			return call;
		}
		CallOptions options = call.options();
		OptimizableRequest request = new OptimizableRequest(method, endpoint, call.entity(), call.operation(),
				options.caller(), options.priority(), options.steering().ttl(), call.key() != null,
				options.steering().batchable());
		List<String> applied = new ArrayList<>();
		for (Standing standing : all) {
			OptimizableRequest steered = standing.apply(request, this.failures);
			if (steered != null) {
				request = steered;
				applied.add(standing.rule().id());
			}
		}
		return applied.isEmpty() ? call : steered(call, request, applied);
	}

	private static ApiCall steered(ApiCall call, OptimizableRequest request, List<String> applied) {
		CallSteering steering = call.options().steering();
		for (String rule : applied) {
			steering = steering.byRule(rule, request.ttl(), request.batchable());
		}
		return call.steered(call.options().steered(request.priority(), steering), request.cacheable());
	}

	/**
	 * Counts what came of a call.
	 * @param event what happened to it
	 */
	public void on(CallEvent event) {
		if (event instanceof CallEvent.Completed completed && !completed.call().options().steering().rules().isEmpty()
				&& completed.source() != null && completed.source() != Serving.Source.NETWORK) {
			List<String> applied = completed.call().options().steering().rules();
			this.rules.stream()
				.filter((standing) -> applied.contains(standing.rule().id()))
				.forEach((standing) -> standing.saved().increment());
		}
	}

	/**
	 * The rules at this moment.
	 * @return in the order in which they are applied
	 */
	public List<RuleSnapshot> snapshot() {
		return this.rules.stream().map(Standing::snapshot).toList();
	}

	/** A rule and its counts. */
	private record Standing(OptimizationRule rule, LongAdder applications, LongAdder failed, LongAdder saved) {

		Standing(OptimizationRule rule) {
			this(rule, new LongAdder(), new LongAdder(), new LongAdder());
		}

		Standing with(OptimizationRule other) {
			return new Standing(other, this.applications, this.failed, this.saved);
		}

		/** The request as the rule wants it, or null when the rule is not for it. */
		@Nullable OptimizableRequest apply(OptimizableRequest request, OwnFailures failures) {
			if (!this.rule.enabled()) {
				return null;
			}
			try {
				if (!this.rule.condition().test(request)) {
					return null;
				}
				OptimizableRequest steered = Objects.requireNonNull(this.rule.action().apply(request),
						"An action answered with null");
				this.applications.increment();
				return steered;
			}
			catch (RuntimeException ex) {
				this.failed.increment();
				failures.record("The optimisation rule '" + this.rule.id() + "' was not applied", ex);
				return null;
			}
		}

		RuleSnapshot snapshot() {
			return new RuleSnapshot(this.rule.id(), this.rule.name(), this.rule.priority(), this.rule.enabled(),
					this.applications.sum(), this.failed.sum(), this.saved.sum());
		}

	}

}
