package io.autotask.performance.insight;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.rule.Rule;
import io.autotask.performance.insight.rule.Verdict;

/**
 * One look at everything: what each rule says about a picture. A rule that fails says
 * nothing, and spoils nothing for the others.
 *
 * @param observed the picture
 * @param verdicts by rule, in the order of the rules
 */
record Inspection(Observed observed, Map<Rule, Verdict> verdicts) {

	static Inspection of(Observed observed, List<Rule> rules, InsightSettings settings, OwnFailures failures) {
		Map<Rule, Verdict> verdicts = new LinkedHashMap<>();
		for (Rule rule : rules) {
			verdicts.put(rule,
					settings.ignore().contains(rule.id())
							? new Verdict.NotApplicable("It is switched off by 'autotask.performance.insights.ignore'.")
							: said(rule, observed, settings, failures));
		}
		return new Inspection(observed, verdicts);
	}

	private static Verdict said(Rule rule, Observed observed, InsightSettings settings, OwnFailures failures) {
		try {
			Verdict verdict = rule.check(observed);
			return (verdict instanceof Verdict.Found found) ? shown(found, settings) : verdict;
		}
		catch (RuntimeException ex) {
			failures.record("Insight rule '" + rule.id() + "' could not be checked", ex);
			return new Verdict.TooLittle("The rule failed; the log says why.");
		}
	}

	private static Verdict shown(Verdict.Found found, InsightSettings settings) {
		List<Finding> shown = found.findings()
			.stream()
			.filter((finding) -> !settings.ignore().contains(finding.id()))
			.toList();
		return shown.isEmpty() ? new Verdict.Nothing("All that was found is in 'autotask.performance.insights.ignore'.")
				: new Verdict.Found(shown);
	}

}
