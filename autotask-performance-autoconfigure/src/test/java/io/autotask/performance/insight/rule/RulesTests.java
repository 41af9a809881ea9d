package io.autotask.performance.insight.rule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Severity;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The catalogue of rules. What each of them finds and must not find is in a test of its
 * own.
 */
class RulesTests {

	@Test
	void theCatalogueIsWholeAndEachRuleHasAName() {
		Set<String> ids = new TreeSet<>();
		Rules.all().forEach((rule) -> ids.add(rule.id()));
		assertThat(ids).containsExactlyInAnyOrder("cache-hit-ratio-low", "cache-ttl-too-short", "cache-ttl-too-long",
				"n-plus-one-gets", "budget-exhaustion-forecast", "polling-identical-query", "thread-limit-queueing",
				"oversized-page", "retry-storm", "slow-endpoint", "throttle-latency-active", "cache-memory-growth",
				"connection-pool-starvation", "unbounded-paging", "uncached-reference-data", "write-without-invalidate",
				"client-bypass", "feature-off");
		assertThat(Rules.all()).allSatisfy((rule) -> assertThat(rule.criterion()).isNotBlank());
	}

	@Test
	void eachRuleIsDocumentedAsItIs() throws IOException {
		String document = Files.readString(Path.of("../docs/insights.md"));
		assertThat(Rules.all()).allSatisfy((rule) -> assertThat(document)
			.contains("### " + rule.id() + "\n\nFound when: " + rule.criterion() + ".\n"));
	}

	@Test
	void withoutCallsNoRuleFindsAnything() {
		assertThat(Rules.all()).allSatisfy((rule) -> assertThat(rule.check(new Story().observed())).as(rule.id())
			.isNotInstanceOf(Verdict.Found.class));
	}

	@Test
	void aRuleShowsTheWorstFirstAndNotMoreThanAnybodyReads() {
		Story story = new Story();
		for (int entity = 0; entity < 30; entity++) {
			for (int i = 0; i < 25; i++) {
				story.asked(i, "Entity" + entity, Operation.QUERY, i, 1, 50, (entity == 29) ? 2_000_000 : 300_000, 0);
			}
		}
		List<Finding> findings = ((Verdict.Found) new OversizedPage().check(story.observed())).findings();
		assertThat(findings).hasSize(20);
		assertThat(findings.get(0).severity()).isEqualTo(Severity.WARNING);
	}

}
