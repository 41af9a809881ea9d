package io.autotask.performance.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.autotask.performance.optimizer.budget.BudgetSettings;
import io.autotask.performance.optimizer.rule.OptimizationRule;
import io.autotask.performance.optimizer.rule.RuleScope;
import io.autotask.performance.optimizer.rule.RuleSteering;
import io.autotask.performance.path.CompressionSettings;

/**
 * Checks the properties of what calls cost and makes settings of them.
 */
final class OptimizerMapper {

	private static final String PREFIX = "autotask.performance.optimization.";

	private static final Duration LONGEST = Duration.ofDays(3650);

	private final OptimizerProperties properties;

	OptimizerMapper(OptimizerProperties properties) {
		this.properties = properties;
	}

	BudgetSettings budget() {
		OptimizerProperties.Budget budget = this.properties.budget();
		if (budget.requestsPerHour() < 1) {
			throw new InvalidSettingException(PREFIX + "budget.requests-per-hour", budget.requestsPerHour(),
					"it must be 1 or more", "Set it to a number from 1 on, such as 10000, which is Autotask's own.");
		}
		if (budget.syncInterval().isNegative() || budget.syncInterval().compareTo(LONGEST) > 0) {
			throw new InvalidSettingException(PREFIX + "budget.sync-interval", budget.syncInterval(),
					"it must be from 0 to 3650d", "Set it to a duration such as 1m, or to 0 to switch it off.");
		}
		if (budget.backgroundCeiling() < 0 || budget.backgroundCeiling() > 100) {
			throw new InvalidSettingException(PREFIX + "budget.background-ceiling", budget.backgroundCeiling(),
					"it is a share in percent, from 0 to 100", "Set it to a number from 0 to 100, such as 70.");
		}
		return new BudgetSettings(budget.requestsPerHour(), budget.syncInterval(), budget.backgroundCeiling());
	}

	CompressionSettings compression() {
		OptimizerProperties.Compression compression = this.properties.compression();
		long threshold = compression.threshold().toBytes();
		if (threshold < 0 || threshold > Integer.MAX_VALUE) {
			throw new InvalidSettingException(PREFIX + "compression.threshold", compression.threshold(),
					"it must be from 0B to 2047MB", "Set it to a size such as 2KB.");
		}
		return new CompressionSettings(compression.enabled(), compression.enabled() && compression.requestBodies(),
				(int) threshold);
	}

	/**
	 * The rules of the application.
	 */
	List<OptimizationRule> rules() {
		List<OptimizationRule> rules = new ArrayList<>();
		Set<String> ids = new TreeSet<>();
		for (int i = 0; i < this.properties.rules().size(); i++) {
			OptimizerProperties.Rule rule = this.properties.rules().get(i);
			if (!ids.add(rule.id())) {
				throw invalid(i, rule, "another rule has the same 'id'");
			}
			try {
				rules.add(OptimizationRule.of(rule.id(), (rule.name() != null) ? rule.name() : rule.id(),
						new RuleScope(rule.entities(), rule.operations(), rule.callers()),
						new RuleSteering(rule.requestPriority(), rule.ttl(), rule.cacheable(), rule.batchable()),
						rule.priority(), rule.enabled()));
			}
			catch (IllegalArgumentException ex) {
				throw invalid(i, rule, String.valueOf(ex.getMessage()));
			}
		}
		return rules;
	}

	private static InvalidSettingException invalid(int index, OptimizerProperties.Rule rule, String why) {
		return new InvalidSettingException(PREFIX + "rules[" + index + "]", rule.id(), "it cannot be applied: " + why,
				"Give it an 'id', 'entities' such as 'Companies', and something to set, such as 'ttl: 15m'.");
	}

}
