package io.autotask.performance.insight.rule;

import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Finding;

import static org.assertj.core.api.Assertions.assertThat;

/** What a rule makes of a story, for the tests of the rules. */
final class Verdicts {

	static final String COMPANIES = "Companies";

	static final String TICKETS = "Tickets";

	private Verdicts() {
	}

	static Finding found(Rule rule, Story story) {
		Verdict verdict = rule.check(story.observed());
		assertThat(verdict).as(rule.id()).isInstanceOf(Verdict.Found.class);
		Finding finding = ((Verdict.Found) verdict).findings().get(0);
		assertThat(finding.title()).isNotBlank().doesNotContain("!").doesNotEndWith(".");
		assertThat(finding.why()).endsWith(".");
		assertThat(finding.fix().text()).isNotBlank();
		assertThat(finding.fix().docs()).isEqualTo("docs/insights.md#" + rule.id());
		assertThat(finding.evidence().items()).isNotEmpty();
		return finding;
	}

	static void nothing(Rule rule, Story story) {
		assertThat(rule.check(story.observed())).as(rule.id()).isInstanceOf(Verdict.Nothing.class);
	}

	static void cannotTell(Rule rule, Story story) {
		assertThat(rule.check(story.observed())).as(rule.id()).isInstanceOf(Verdict.TooLittle.class);
	}

	static long saved(Finding finding) {
		return finding.gain().requestsPerHour().low();
	}

}
