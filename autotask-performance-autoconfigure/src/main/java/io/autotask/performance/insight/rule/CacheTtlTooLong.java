package io.autotask.performance.insight.rule;

import java.time.Duration;
import java.util.List;

import io.autotask.performance.insight.finding.Applying;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Risk;
import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.Setting;
import io.autotask.performance.insight.replay.WhatIf.Comparison;
import io.autotask.performance.insight.rule.Rereads.Pair;

/**
 * I3: others change data while it is given out from memory.
 */
final class CacheTtlTooLong implements Rule {

	private static final int NEEDED = 20;

	private static final double CHANGED = 0.3;

	private static final int SHORTER = 4;

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	@Override
	public String id() {
		return "cache-ttl-too-long";
	}

	@Override
	public String criterion() {
		return "20 or more times memory gave out an answer until Autotask was asked again, and 30 % or more of the "
				+ "answers had changed meanwhile though this application wrote nothing of the entity";
	}

	@Override
	public Verdict check(Observed observed) {
		Search search = new Search(NEEDED, "answers of one entity that were given out and asked for again");
		observed.recording()
			.callsByKind()
			.keySet()
			.stream()
			.filter((kind) -> Setting.Ttl.OPERATIONS.contains(kind.operation())
					&& observed.settings().ttl(kind).compareTo(SHORTEST.multipliedBy(2)) >= 0)
			.map(Kind::entity)
			.distinct()
			.forEach((entity) -> {
				List<Pair> pairs = Rereads.of(observed.recording(), entity)
					.stream()
					.filter((pair) -> pair.hits() > 0)
					.toList();
				List<Pair> changed = pairs.stream().filter(Pair::changed).toList();
				if (search.isEnough(pairs.size()) && changed.size() >= CHANGED * pairs.size()) {
					search.found(finding(observed, entity, pairs, changed));
				}
			});
		return search.verdict();
	}

	private Finding finding(Observed observed, String entity, List<Pair> pairs, List<Pair> changed) {
		Duration current = observed.settings().ttl(new Kind(entity, Setting.Ttl.OPERATIONS.get(0)));
		Duration shorter = Duration.ofSeconds(Math.max(SHORTEST.toSeconds(), current.toSeconds() / SHORTER));
		Setting.Ttl ttl = new Setting.Ttl(entity, shorter);
		Comparison comparison = observed.whatIf().with(List.of(ttl));
		long hits = changed.stream().mapToLong(Pair::hits).sum();
		Duration oldest = Duration.ofNanos(changed.stream().mapToLong(Pair::gap).max().orElse(0));
		double share = (double) changed.size() / pairs.size();
		return new Draft(this, entity, "Keep " + entity + " for a shorter time than " + Setting.words(current))
			.severity((oldest.compareTo(observed.oldest()) > 0) ? Severity.CRITICAL : Severity.WARNING)
			.bottleneck("cache", "Callers may see outdated " + entity)
			.why(Words.percent(share) + " of " + pairs.size() + " answers had changed when Autotask was asked again. "
					+ "Memory had given them out " + hits + " times; some of these were outdated, by "
					+ Words.time(oldest) + " at most.")
			.item("ttl", Setting.words(current), ttl.value())
			.item("changed", Words.percent(share))
			.risk(Risk.Level.LOW,
					"It costs about " + Math.max(0, Math.round(-comparison.low())) + " more requests per hour at most.")
			.fix("Keep it for a shorter time, or invalidate it when a webhook of Autotask says that it changed.")
			.set(Applying.APPROVAL, ttl)
			.over(observed, pairs.size());
	}

}
