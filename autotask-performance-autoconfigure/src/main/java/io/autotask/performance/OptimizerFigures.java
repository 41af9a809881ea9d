package io.autotask.performance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.autotask.performance.PerformanceDashboard.Budget;
import io.autotask.performance.PerformanceDashboard.BudgetScope;
import io.autotask.performance.PerformanceDashboard.Pattern;
import io.autotask.performance.PerformanceDashboard.Potential;
import io.autotask.performance.PerformanceDashboard.Queue;
import io.autotask.performance.PerformanceDashboard.Rule;
import io.autotask.performance.optimizer.RequestOptimizer;
import io.autotask.performance.optimizer.budget.BudgetSnapshot;
import io.autotask.performance.optimizer.dispatch.QueueSnapshot;
import io.autotask.performance.optimizer.pattern.RequestPattern;
import io.autotask.performance.optimizer.rule.RuleSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * The optimizer in the words of the dashboard.
 *
 * @param queues the slots, by entity
 * @param patterns what the application does again and again
 * @param rules the rules of the application
 * @param budget the tenant's requests of this hour, or null before the first one
 */
record OptimizerFigures(Map<String, Queue> queues, List<Pattern> patterns, List<Rule> rules, @Nullable Budget budget) {

	static OptimizerFigures of(Instant now, RequestOptimizer optimizer) {
		Map<String, Queue> queues = new TreeMap<>();
		optimizer.queues().forEach((entity, queue) -> queues.put(entity, queue(queue)));
		return new OptimizerFigures(queues, optimizer.patterns().stream().map(OptimizerFigures::pattern).toList(),
				optimizer.rules().stream().map(OptimizerFigures::rule).toList(), budget(now, optimizer.budget()));
	}

	private static Queue queue(QueueSnapshot queue) {
		return new Queue(queue.inFlight(), queue.limit(), queue.waiting(), Dashboards.millis(queue.averageWait()));
	}

	private static Pattern pattern(RequestPattern pattern) {
		return new Pattern(pattern.entity(), pattern.operation(), pattern.shape(), pattern.caller(), pattern.requests(),
				pattern.perMinute(), Dashboards.millis(pattern.averageLatency()), pattern.saved(),
				pattern.averageBytes(), pattern.place(),
				pattern.potentials().stream().map(OptimizerFigures::potential).toList());
	}

	private static Potential potential(RequestPattern.Potential potential) {
		return new Potential(potential.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'), potential.requests());
	}

	private static Rule rule(RuleSnapshot rule) {
		return new Rule(rule.id(), rule.name(), rule.priority(), rule.enabled(), rule.applications(), rule.failures(),
				rule.answeredWithoutRequest());
	}

	/** The tenant with the highest usage stands for all in the summary. */
	private static @Nullable Budget budget(Instant now, BudgetSnapshot budget) {
		if (budget.scopes().isEmpty()) {
			return null;
		}
		List<BudgetScope> scopes = budget.scopes().stream().map((scope) -> scope(now, scope)).toList();
		BudgetScope first = scopes.get(0);
		return new Budget(first.limit(), first.used(), first.usedByOthers(), first.remaining(), first.usage(),
				first.exhaustionAt(), first.exhaustionEarliest(), first.exhaustionLatest(), first.suspendedUntil(),
				first.source(), scopes);
	}

	private static BudgetScope scope(Instant now, BudgetSnapshot.Scope scope) {
		return new BudgetScope(scope.scope(), scope.limit(), scope.used(), scope.usedByOthers(), scope.remaining(),
				scope.usage(), at(now, scope.exhaustedIn()), at(now, scope.exhaustedEarliest()),
				at(now, scope.exhaustedLatest()), at(now, scope.suspendedFor()), scope.source());
	}

	private static @Nullable Instant at(Instant now, @Nullable Duration later) {
		return (later != null) ? now.plus(later) : null;
	}

}
