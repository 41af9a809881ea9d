package io.autotask.performance.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.autotask.performance.insight.finding.Applying;
import io.autotask.performance.insight.finding.Confidence;
import io.autotask.performance.insight.finding.Evidence;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Fix;
import io.autotask.performance.insight.finding.Risk;
import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.replay.Setting;

/** Findings for tests that need no rule. */
final class FindingOf {

	private FindingOf() {
	}

	static Finding ttl(String entity, Duration ttl) {
		return some("cache-ttl-too-short", entity, List.of(new Setting.Ttl(entity, ttl)));
	}

	static Finding some(String rule, String object, List<Setting> settings) {
		return new Finding(rule, object, "Do something", Severity.WARNING, Confidence.HIGH,
				Finding.View.opportunity("cache", "Less"), "Because.",
				new Evidence(new Evidence.Window(Instant.EPOCH, Instant.EPOCH), 1, List.of(), List.of()), null,
				Risk.NONE, new Fix("Do it.", null, null, "docs"), Applying.APPROVAL, settings);
	}

}
