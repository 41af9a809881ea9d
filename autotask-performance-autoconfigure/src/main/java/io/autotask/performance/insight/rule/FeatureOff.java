package io.autotask.performance.insight.rule;

import java.util.ArrayList;
import java.util.List;

import io.autotask.performance.insight.finding.Applying;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Risk;
import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Setting;
import io.autotask.performance.insight.replay.WhatIf.Comparison;

/**
 * I18: something is switched off that would save requests.
 */
final class FeatureOff implements Rule {

	private static final int NEEDED = 100;

	private static final double WORTH_IT = 0.05;

	private static final int ROWS_OF_A_QUERY = 500;

	@Override
	public String id() {
		return "feature-off";
	}

	@Override
	public String criterion() {
		return "memory, sharing, batching or the whole optimisation is switched off, and a replay of 100 calls or more "
				+ "says that it would save 5 % of the requests";
	}

	@Override
	public Verdict check(Observed observed) {
		List<Setting> off = new ArrayList<>();
		if (!observed.settings().caching()) {
			off.add(new Setting.Caching());
		}
		if (!observed.settings().optimizing()) {
			off.add(new Setting.Optimizing());
		}
		else {
			if (!observed.settings().sharing()) {
				off.add(new Setting.Sharing());
			}
			if (observed.settings().batchSize() == 1) {
				off.add(new Setting.Batching(ROWS_OF_A_QUERY));
			}
		}
		if (off.isEmpty()) {
			return new Verdict.NotApplicable("Nothing is switched off.");
		}
		Search search = new Search(NEEDED, "calls");
		int calls = observed.recording().calls().size();
		if (search.isEnough(calls)) {
			for (Setting setting : off) {
				Comparison comparison = observed.whatIf().with(List.of(setting));
				long saved = comparison.before().requests() - comparison.after().requests();
				if (saved > WORTH_IT * comparison.before().requests()) {
					search.found(finding(observed, setting, comparison, calls));
				}
			}
		}
		return search.verdict();
	}

	private Finding finding(Observed observed, Setting setting, Comparison comparison, int calls) {
		boolean keeps = setting instanceof Setting.Caching;
		String feature = name(setting);
		return new Draft(this, feature, "Switch " + feature + " on").severity(Severity.INFO)
			.opportunity(feature, "Fewer requests")
			.why("It is switched off. With it, " + comparison.before().requests() + " requests would have been "
					+ comparison.after().requests() + ".")
			.item("requests", String.valueOf(comparison.before().requests()),
					String.valueOf(comparison.after().requests()))
			.gain(Words.gain(observed, comparison))
			.risk(keeps ? Risk.Level.LOW : Risk.Level.NONE,
					keeps ? "What another integration writes is seen when the time to live is over."
							: "No answer changes by it.")
			.fix("Switch it on.")
			.set((setting instanceof Setting.Batching) ? Applying.APPROVAL : Applying.CONFIGURATION, setting)
			.over(observed, calls);
	}

	private static String name(Setting setting) {
		if (setting instanceof Setting.Caching) {
			return "cache";
		}
		if (setting instanceof Setting.Optimizing) {
			return "optimization";
		}
		return (setting instanceof Setting.Sharing) ? "deduplication" : "batching";
	}

}
