package io.autotask.performance.insight.rule;

import java.time.Duration;
import java.util.List;

import io.autotask.performance.insight.finding.Applying;
import io.autotask.performance.insight.finding.Confidence;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Risk;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.ReplayResult;
import io.autotask.performance.insight.replay.Setting;
import io.autotask.performance.insight.replay.WhatIf.Comparison;
import io.autotask.performance.insight.rule.Rereads.Pair;
import org.jspecify.annotations.Nullable;

/**
 * I2: what is asked for again after its time was up comes back as it was.
 */
final class CacheTtlTooShort implements Rule {

	private static final int NEEDED = 100;

	private static final double UNCHANGED = 0.8;

	/** Of hits of which it is known. */
	private static final double MOST_OUTDATED = 0.02;

	/** What a longer time has to save to be worth it, of all requests. */
	private static final double WORTH_IT = 0.03;

	private static final int[] FACTORS = { 2, 4, 8 };

	@Override
	public String id() {
		return "cache-ttl-too-short";
	}

	@Override
	public String criterion() {
		return "100 or more times Autotask was asked again for what was kept, and 80 % or more came back unchanged; "
				+ "a longer time to live saves 3 % of the entity's requests, outdates 2 % of hits at most, and stays "
				+ "below the bound on the age of data";
	}

	@Override
	public Verdict check(Observed observed) {
		Search search = new Search(NEEDED, "answers of one entity that follow each other");
		observed.recording()
			.callsByKind()
			.keySet()
			.stream()
			.filter((kind) -> Setting.Ttl.OPERATIONS.contains(kind.operation())
					&& !observed.settings().ttl(kind).isZero())
			.map(Kind::entity)
			.distinct()
			.forEach((entity) -> {
				List<Pair> pairs = Rereads.of(observed.recording(), entity);
				long unchanged = pairs.stream().filter((pair) -> !pair.changed()).count();
				if (search.isEnough(pairs.size()) && unchanged >= UNCHANGED * pairs.size()) {
					Finding finding = finding(observed, entity, pairs.size(), (double) unchanged / pairs.size());
					if (finding != null) {
						search.found(finding);
					}
				}
			});
		return search.verdict();
	}

	private @Nullable Finding finding(Observed observed, String entity, int pairs, double unchanged) {
		Kind kind = new Kind(entity, Setting.Ttl.OPERATIONS.get(0));
		Duration current = observed.settings().ttl(kind);
		Setting.Ttl best = null;
		Comparison gain = null;
		for (int factor : FACTORS) {
			Setting.Ttl longer = new Setting.Ttl(entity, current.multipliedBy(factor));
			if (observed.settings().times().oldest(kind, longer.ttl()).compareTo(observed.oldest()) > 0) {
				break;
			}
			Comparison comparison = observed.whatIf().with(List.of(longer));
			if (isOutdating(comparison.after())) {
				break;
			}
			if (isWorthIt(comparison, (gain != null) ? gain.after() : comparison.before())) {
				best = longer;
				gain = comparison;
			}
		}
		return (best != null && gain != null) ? finding(observed, best, current, gain, pairs, unchanged) : null;
	}

	private static boolean isOutdating(ReplayResult after) {
		Double outdated = after.outdatedShare();
		return outdated != null && outdated > MOST_OUTDATED;
	}

	private static boolean isWorthIt(Comparison comparison, ReplayResult before) {
		return before.requests() - comparison.after().requests() > WORTH_IT * comparison.before().requests();
	}

	private Finding finding(Observed observed, Setting.Ttl best, Duration current, Comparison gain, int pairs,
			double unchanged) {
		Kind kind = new Kind(best.entity(), Setting.Ttl.OPERATIONS.get(0));
		Double outdated = gain.after().outdatedShare();
		return new Draft(this, best.entity(),
				"Keep " + best.entity() + " for " + best.value() + " instead of " + Setting.words(current))
			.confidence((pairs >= 5 * NEEDED) ? Confidence.HIGH : Confidence.MEDIUM)
			.opportunity("cache", "Fewer requests for " + best.entity())
			.why(Words.percent(unchanged) + " of " + pairs + " answers that were asked for again came back unchanged.")
			.item("ttl", Setting.words(current), best.value())
			.item("unchanged", Words.percent(unchanged))
			.item("requests", String.valueOf(gain.before().requests()), String.valueOf(gain.after().requests()))
			.gain(Words.gain(observed, gain))
			.risk(Risk.Level.LOW,
					((outdated != null) ? Words.percent(outdated) + " of " + gain.after().known()
							+ " hits of which it is known would have been outdated. " : "")
							+ "What another integration writes is seen up to " + best.value()
							+ " later; data is never older than "
							+ Words.time(observed.settings().times().oldest(kind, best.ttl())) + ".")
			.fix("Keep it for longer.")
			.set(Applying.AUTOMATIC, best)
			.over(observed,
					observed.recording()
						.calls()
						.stream()
						.filter((call) -> call.kind().entity().equals(best.entity()))
						.count());
	}

}
