package io.autotask.performance.insight.rule;

import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Confidence;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Severity;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.COMPANIES;
import static io.autotask.performance.insight.rule.Verdicts.cannotTell;
import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static org.assertj.core.api.Assertions.assertThat;

/** What I4, {@code n-plus-one-gets}, finds, and what it must not find. */
class NPlusOneGetsTests {

	private final Rule rule = new NPlusOneGets();

	private Story loop() {
		Story story = new Story();
		for (int i = 0; i < 25; i++) {
			story.get(0.1 * i, COMPANIES, i, 1);
		}
		return story.until(60);
	}

	@Test
	void suspectsRowsThatAreReadOneByOne() {
		Finding finding = found(this.rule, loop());
		assertThat(finding.severity()).isEqualTo(Severity.INFO);
		assertThat(finding.confidence()).isEqualTo(Confidence.LOW);
		assertThat(finding.evidence().items().get(0).current()).isEqualTo("25");
		assertThat(finding.evidence().items().get(0).proposed()).isEqualTo("1");
		assertThat(finding.fix().code()).contains("\"op\":\"in\"").contains("entity(\"Companies\")");
	}

	@Test
	void namesThePlaceOnceItIsKnown() {
		Finding finding = found(this.rule, loop().site(COMPANIES, "ServiceDesk.view (ServiceDesk.java:120)", 40)
			.site(COMPANIES, "Other.read (Other.java:5)", 2));
		assertThat(finding.title()).isEqualTo("Read Companies by one query instead of one by one in ServiceDesk.view");
		assertThat(finding.severity()).isEqualTo(Severity.WARNING);
		assertThat(finding.confidence()).isEqualTo(Confidence.HIGH);
		assertThat(finding.evidence().samples().get(0).caller()).isEqualTo("ServiceDesk.view (ServiceDesk.java:120)");
	}

	@Test
	void staysASuspicionWhenTheCallsComeFromManyPlaces() {
		Story story = loop();
		for (int i = 0; i < 5; i++) {
			story.site(COMPANIES, "Place" + i + ".read (Place.java:1)", 10);
		}
		assertThat(found(this.rule, story).severity()).isEqualTo(Severity.INFO);
	}

	@Test
	void findsNothingInTheSameRowAskedForOverAndOver() {
		Story story = new Story();
		for (int i = 0; i < 25; i++) {
			story.get(0.1 * i, COMPANIES, 5, 1);
		}
		nothing(this.rule, story);
	}

	@Test
	void findsNothingWhereUsersAskNowAndThen() {
		Story story = new Story();
		for (int i = 0; i < 25; i++) {
			story.get(5 * i, COMPANIES, i, 1);
		}
		nothing(this.rule, story);
	}

	@Test
	void findsNothingInReadsThatLeftAsOneQuery() {
		Story story = new Story();
		for (int i = 0; i < 25; i++) {
			story.merged(0.1 * i, COMPANIES, i);
		}
		cannotTell(this.rule, story);
	}

	@Test
	void findsNothingInWhatMemoryAnswers() {
		Story story = new Story();
		for (int i = 0; i < 25; i++) {
			story.hit(0.1 * i, COMPANIES, i);
		}
		cannotTell(this.rule, story);
	}

}
