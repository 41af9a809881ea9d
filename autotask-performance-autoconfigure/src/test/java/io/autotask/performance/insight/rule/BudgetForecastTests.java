package io.autotask.performance.insight.rule;

import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Severity;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.COMPANIES;
import static io.autotask.performance.insight.rule.Verdicts.cannotTell;
import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static org.assertj.core.api.Assertions.assertThat;

/** What I5, {@code budget-exhaustion-forecast}, finds, and what it must not find. */
class BudgetForecastTests {

	private final Rule rule = new BudgetForecast();

	@Test
	void saysWhenTheHourRunsOut() {
		Story story = new Story().get(100, COMPANIES, 1, 1);
		for (int minute = 0; minute <= 50; minute++) {
			story.budget(60 * minute, 100 * minute, 20L, 0);
		}
		// 5,000 are left, at 100 a minute, which is 50 minutes.
		Finding finding = found(this.rule, story);
		assertThat(finding.severity()).isEqualTo(Severity.WARNING);
		assertThat(finding.title()).isEqualTo("Send less: the requests of the hour run out in about 50 min");
		assertThat(finding.why()).contains("20 of them by others");
		assertThat(finding.evidence().samples().get(0).fingerprint()).isEqualTo("GET Companies/{id}");
	}

	@Test
	void isCriticalWhenThereAreMinutesLeft() {
		Story story = new Story();
		for (int minute = 0; minute <= 50; minute++) {
			story.budget(60 * minute, 180 * minute, null, 0);
		}
		assertThat(found(this.rule, story).severity()).isEqualTo(Severity.CRITICAL);
	}

	@Test
	void onlyInformsWhenMuchIsUsedAndItDoesNotGrow() {
		Story story = new Story();
		for (int minute = 0; minute <= 50; minute++) {
			story.budget(60 * minute, 6_500, null, 0);
		}
		assertThat(found(this.rule, story).severity()).isEqualTo(Severity.INFO);
	}

	@Test
	void foretellsNothingBeyondTheHour() {
		Story story = new Story();
		for (int minute = 0; minute <= 50; minute++) {
			story.budget(60 * minute, 10 * minute, null, 0);
		}
		nothing(this.rule, story);
	}

	@Test
	void cannotTellWithoutReadings() {
		cannotTell(this.rule, new Story().budget(0, 9_000, null, 0));
	}

}
