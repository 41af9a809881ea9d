package io.autotask.performance.insight.rule;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.autotask.performance.insight.finding.Applying;
import io.autotask.performance.insight.finding.Confidence;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Risk;
import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.observe.CacheFigures;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Recording;
import io.autotask.performance.insight.replay.Setting;
import io.autotask.performance.insight.replay.WhatIf.Comparison;

/**
 * I1: answers are kept, and hardly ever help.
 */
final class CacheHitRatioLow implements Rule {

	private static final int NEEDED = 200;

	private static final double LOW = 0.3;

	private static final int LONGER = 4;

	@Override
	public String id() {
		return "cache-hit-ratio-low";
	}

	@Override
	public String criterion() {
		return "200 reads or more of an entity whose answers are kept, of which memory answered less than 30 %";
	}

	@Override
	public Verdict check(Observed observed) {
		Search search = new Search(NEEDED, "reads of one entity that may be kept");
		Map<Kind, List<Recorded>> reads = Recording.byKind(observed.recording()
			.calls()
			.stream()
			.filter((call) -> call.is(Recorded.RECALLABLE) && !observed.settings().ttl(call.kind()).isZero())
			.toList());
		reads.keySet().stream().map(Kind::entity).distinct().forEach((entity) -> {
			List<Recorded> ofEntity = observed.recording()
				.calls()
				.stream()
				.filter((call) -> call.is(Recorded.RECALLABLE) && call.kind().entity().equals(entity))
				.toList();
			long hits = ofEntity.stream().filter(Recorded::fromMemory).count();
			if (search.isEnough(ofEntity.size()) && hits < LOW * ofEntity.size()) {
				search.found(finding(observed, entity, ofEntity, (double) hits / ofEntity.size()));
			}
		});
		return search.verdict();
	}

	private Finding finding(Observed observed, String entity, List<Recorded> calls, double ratio) {
		CacheFigures figures = observed.cache().getOrDefault(entity, new CacheFigures(0, 0, Map.of()));
		String reason = figures.missReasons()
			.entrySet()
			.stream()
			.max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
			.map(Map.Entry::getKey)
			.orElse("unknown");
		Draft draft = new Draft(this, entity,
				"Find out why memory answers only " + Words.percent(ratio) + " of " + entity)
			.severity(reason.equals("first") ? Severity.INFO : Severity.WARNING)
			.confidence((calls.size() >= 5 * NEEDED) ? Confidence.HIGH : Confidence.MEDIUM)
			.opportunity("cache", "More of " + entity + " from memory")
			.why("Memory answered " + Words.percent(ratio) + " of " + calls.size()
					+ " reads. Most others missed because: " + reason + ".")
			.item("hit ratio", Words.percent(ratio));
		figures.missReasons()
			.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
			.forEach((entry) -> draft.item("missed: " + entry.getKey(), entry.getValue() + " since the start"));
		Recording.byKind(calls.stream().filter((call) -> !call.fromMemory()).toList())
			.forEach((kind, missed) -> draft.sample(kind.fingerprint(), missed.size(), null));
		cure(observed, entity, reason, draft);
		return draft.over(observed, calls.size());
	}

	private static void cure(Observed observed, String entity, String reason, Draft draft) {
		switch (reason) {
			case "expired" -> longer(observed, entity, draft);
			case "evicted" -> larger(observed, draft);
			case "invalidated" ->
				draft.fix("Writes drop what is kept. Write fewer rows one by one, or accept it: what is "
						+ "dropped could have been wrong.");
			case "differentKey" ->
				draft.fix("The same is asked with other headers or credentials. Ask with one client, "
						+ "or set headers that mean nothing to Autotask after the filter.");
			case "notCacheable" ->
				draft.fix("The answers are errors, larger than 'cache.max-entry-size', or pages of many. "
						+ "Ask for fewer fields with IncludeFields.");
			case "tooOldForCaller" ->
				draft.fix("Callers ask for younger data by MAX_AGE than memory has. Let them take older data.");
			default ->
				draft.fix("Each is asked for once, so there is nothing to keep it for. Reading by a query what is "
						+ "needed together saves more.");
		}
	}

	private static void longer(Observed observed, String entity, Draft draft) {
		Kind kind = new Kind(entity, Setting.Ttl.OPERATIONS.get(0));
		Duration current = observed.settings().ttl(kind);
		Duration proposed = current.multipliedBy(LONGER);
		if (observed.settings().times().oldest(kind, proposed).compareTo(observed.oldest()) > 0) {
			draft.fix(
					"Its time is up before it is asked for again, and a longer one would be above the bound on the age "
							+ "of data, " + Words.time(observed.oldest()) + ".");
			return;
		}
		Setting.Ttl ttl = new Setting.Ttl(entity, proposed);
		Comparison comparison = observed.whatIf().with(List.of(ttl));
		draft.item("ttl", Setting.words(current), ttl.value())
			.gain(Words.gain(observed, comparison))
			.risk(Risk.Level.MEDIUM,
					"Data may be up to " + Words.time(observed.settings().times().oldest(kind, proposed))
							+ " old, when another integration writes it.")
			.fix("Keep it for longer than it takes until it is asked for again.")
			.set(Applying.APPROVAL, ttl);
	}

	private static void larger(Observed observed, Draft draft) {
		Setting.MaxSize size = new Setting.MaxSize(2 * observed.settings().maxEntries());
		draft.item("max-size", String.valueOf(observed.settings().maxEntries()), size.value())
			.gain(Words.gain(observed, observed.whatIf().with(List.of(size))))
			.risk(Risk.Level.LOW, "Memory: 'cache.max-weight' still bounds it.")
			.fix("There is no room for it. Keep more answers, and raise 'cache.max-weight' when that is what is full.")
			.set(Applying.CONFIGURATION, size);
	}

}
