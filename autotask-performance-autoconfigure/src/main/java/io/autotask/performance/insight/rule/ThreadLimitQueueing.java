package io.autotask.performance.insight.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.autotask.performance.insight.finding.Applying;
import io.autotask.performance.insight.finding.Confidence;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Recorded.What;
import io.autotask.performance.insight.replay.Recording;
import io.autotask.performance.insight.replay.Setting;
import io.autotask.performance.insight.replay.WhatIf.Comparison;

/**
 * I7: calls wait for a slot of their endpoint.
 */
final class ThreadLimitQueueing implements Rule {

	private static final int NEEDED = 50;

	private static final double LONG = 250;

	private static final int REJECTIONS = 3;

	private static final int SLOTS_OF_THE_API = 3;

	private static final int ROWS_OF_A_QUERY = 500;

	@Override
	public String id() {
		return "thread-limit-queueing";
	}

	@Override
	public String criterion() {
		return "50 or more calls of an entity, of which 5 % waited for a slot for more than 250 ms, or 3 or more "
				+ "rejections by Autotask because too many ran at once";
	}

	@Override
	public Verdict check(Observed observed) {
		Search search = new Search(NEEDED, "calls of one entity that needed a slot");
		Map<String, List<Recorded>> waits = byEntity(observed.recording().of(What.WAIT));
		Map<String, List<Recorded>> rejections = byEntity(observed.recording().of(What.REJECTED));
		waits.forEach((entity, waited) -> {
			Double p95 = Recording.percentile(waited, 0.95);
			int rejected = rejections.getOrDefault(entity, List.of()).size();
			if (search.isEnough(waited.size()) && p95 != null && (p95 > LONG || rejected >= REJECTIONS)) {
				search.found(finding(observed, entity, waited, p95, rejected));
			}
		});
		return search.verdict();
	}

	private Finding finding(Observed observed, String entity, List<Recorded> waited, double p95, int rejected) {
		List<Recorded> sent = observed.recording()
			.of(What.SENT)
			.stream()
			.filter((event) -> event.kind().entity().equals(entity))
			.toList();
		Draft draft = new Draft(this, entity,
				"Ask for less of " + entity + " at once: 5 % of calls wait " + Words.millis(p95)
						+ " or longer for a slot")
			.confidence((waited.size() >= 5 * NEEDED) ? Confidence.HIGH : Confidence.MEDIUM)
			.bottleneck(entity, "Calls wait for one of the " + observed.settings().slots() + " slots of the entity")
			.why("Of " + waited.size() + " calls, half waited " + Words.millis(Recording.percentile(waited, 0.5))
					+ " or longer and 5 % " + Words.millis(p95) + " or longer. Autotask turned " + rejected + " away.")
			.item("wait, p95", Words.millis(p95))
			.item("on the wire, p50", Words.millis(Recording.percentile(sent, 0.5)))
			.item("rejections", String.valueOf(rejected))
			.fix("Read by queries what is read one by one, spread what may wait over time, and give what may wait a low "
					+ "PRIORITY.");
		List<Setting> settings = new ArrayList<>();
		if (!observed.settings().optimizing()) {
			settings.add(new Setting.Optimizing());
		}
		else if (observed.settings().batchSize() == 1) {
			settings.add(new Setting.Batching(ROWS_OF_A_QUERY));
		}
		if (observed.settings().slots() < SLOTS_OF_THE_API && rejected == 0) {
			settings.add(new Setting.Slots(SLOTS_OF_THE_API));
		}
		if (!settings.isEmpty()) {
			Comparison comparison = observed.whatIf().with(settings);
			boolean batching = settings.stream().allMatch(Setting.Batching.class::isInstance);
			draft.gain(Words.gain(observed, comparison))
				.set(batching ? Applying.APPROVAL : Applying.CONFIGURATION, settings.toArray(Setting[]::new));
		}
		return draft.over(observed, waited.size());
	}

	private static Map<String, List<Recorded>> byEntity(List<Recorded> events) {
		Map<String, List<Recorded>> entities = new TreeMap<>();
		Consumer<Recorded> add = (
				event) -> entities.computeIfAbsent(event.kind().entity(), (entity) -> new ArrayList<>()).add(event);
		events.forEach(add);
		return entities;
	}

}
