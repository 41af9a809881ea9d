package io.autotask.performance.insight.rule;

import java.util.List;
import java.util.Map;

import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.finding.Applying;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Gain;
import io.autotask.performance.insight.finding.Risk;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Recording;
import io.autotask.performance.insight.replay.Setting;

/**
 * I15: entity information and picklists are read again and again.
 */
final class UncachedReferenceData implements Rule {

	private static final int NEEDED = 5;

	private static final double OFTEN = 2;

	@Override
	public String id() {
		return "uncached-reference-data";
	}

	@Override
	public String criterion() {
		return "5 or more reads of an entity's information, fields or picklists that went out, more than 2 per hour of "
				+ "the same";
	}

	@Override
	public Verdict check(Observed observed) {
		Search search = new Search(NEEDED, "reads of entity information that went out");
		observed.recording().callsByKind().forEach((kind, calls) -> {
			List<Recorded> sent = calls.stream().filter(Recorded::fromNetwork).toList();
			if (kind.operation() == Operation.METADATA && search.isEnough(sent.size())) {
				Map<Long, List<Recorded>> same = Recording.byKey(sent);
				long repeated = sent.size() - Math.max(1, same.size());
				if (observed.whatIf().perHour(repeated) > OFTEN * Math.max(1, same.size())) {
					search.found(finding(observed, kind, sent.size(), repeated));
				}
			}
		});
		return search.verdict();
	}

	private Finding finding(Observed observed, Kind kind, int sent, long repeated) {
		double perHour = observed.whatIf().perHour(repeated);
		Draft draft = new Draft(this, kind.entity(), "Keep the entity information of " + kind.entity())
			.opportunity("cache", "Fewer requests for what hardly ever changes")
			.why(sent + " reads of entity information, fields or picklists went out; " + repeated
					+ " of them had been asked before.")
			.item("sent", String.valueOf(sent))
			.sample(kind.fingerprint(), sent, null)
			.gain(Gain.ofRequests(perHour, perHour, Words.counted(observed)))
			.risk(Risk.Level.LOW, "A change of a picklist is seen after 'cache.reference-data-ttl'.");
		if (!observed.settings().caching()) {
			return draft.fix("Switch the cache on.")
				.set(Applying.CONFIGURATION, new Setting.Caching())
				.over(observed, sent);
		}
		return draft
			.fix("They are kept by themselves, unless the call says BYPASS, has no complete credentials, or "
					+ "'cache.entities." + kind.entity() + ".enabled' is 'false'.")
			.code("// no .attribute(AutotaskAttributes.BYPASS, true) here")
			.over(observed, sent);
	}

}
