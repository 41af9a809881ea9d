package io.autotask.performance.cache;

import java.nio.charset.StandardCharsets;

import io.autotask.performance.call.AnswerContent;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.stub.Calls;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a list that was on its way learns of the writes that it met. Times are numbers.
 */
class WriteJournalTests {

	private static final Tag LISTS = Tag.lists(Calls.ORIGIN, "Companies");

	private static final Footprint HOLDS_FIVE = footprint(5);

	private static final Footprint HOLDS_SIX = footprint(6);

	private final WriteJournal journal = new WriteJournal();

	private final Effect write = update(5);

	@Test
	void aListThatMetNoWriteIsCurrentAndUnchanged() {
		long since = this.journal.position();
		assertThat(this.journal.isCurrent(LISTS, since, 0)).isTrue();
		assertThat(this.journal.mayHaveChanged(LISTS, since, HOLDS_FIVE, 0)).isFalse();
	}

	@Test
	void anOpenWriteMayChangeTheListsThatHoldItsRowAndNoOthers() {
		this.journal.open(this.write);
		long since = this.journal.position();
		assertThat(this.journal.mayHaveChanged(LISTS, since, HOLDS_FIVE, 0)).isTrue();
		assertThat(this.journal.mayHaveChanged(LISTS, since, HOLDS_SIX, 0)).isFalse();
		assertThat(this.journal.isCurrent(LISTS, since, 0)).as("the write is not over yet").isTrue();
	}

	@Test
	void aWriteThatIsOverCountsForListsThatSetOutBefore() {
		this.journal.open(this.write);
		long during = this.journal.position();
		this.journal.close(this.write, null);
		long after = this.journal.position();
		assertThat(this.journal.mayHaveChanged(LISTS, during, HOLDS_FIVE, 0)).isTrue();
		assertThat(this.journal.mayHaveChanged(LISTS, during, HOLDS_SIX, 0)).isFalse();
		assertThat(this.journal.mayHaveChanged(LISTS, after, HOLDS_FIVE, 0)).isFalse();
		assertThat(this.journal.isCurrent(LISTS, during, 0)).isFalse();
		assertThat(this.journal.isCurrent(LISTS, after, 0)).isTrue();
	}

	@Test
	void aReaderWhoCameBetweenTwoWritesIsConcernedByTheFirstAlone() {
		long since = this.journal.position();
		this.journal.close(this.write, null);
		long reader = this.journal.position();
		this.journal.close(update(6), null);
		assertThat(this.journal.isUnaffected(LISTS, since, reader, HOLDS_FIVE)).isFalse();
		assertThat(this.journal.isUnaffected(LISTS, since, reader, HOLDS_SIX)).isTrue();
		assertThat(this.journal.isUnaffected(LISTS, since, this.journal.position(), HOLDS_SIX)).isFalse();
	}

	@Test
	void aWriteOfUnknownOutcomeCountsUntilItsQuarantineEndsAndForWhatSetOutDuringIt() {
		this.journal.open(this.write);
		this.journal.close(this.write, 30L);
		long during = this.journal.position();
		assertThat(this.journal.isQuarantined(LISTS, 29)).isTrue();
		assertThat(this.journal.isCurrent(LISTS, during, 29)).isFalse();
		assertThat(this.journal.mayHaveChanged(LISTS, during, HOLDS_FIVE, 29)).isTrue();
		assertThat(this.journal.mayHaveChanged(LISTS, during, HOLDS_SIX, 29)).isFalse();
		assertThat(this.journal.isQuarantined(LISTS, 30)).isFalse();
		assertThat(this.journal.mayHaveChanged(LISTS, during, HOLDS_FIVE, 30)).isTrue();
		assertThat(this.journal.mayHaveChanged(LISTS, this.journal.position(), HOLDS_FIVE, 31)).isFalse();
	}

	@Test
	void writesOfOtherEntitiesDoNotCount() {
		long since = this.journal.position();
		Effect other = Effect.of(Calls.update("Contacts", 5), bytes("{\"id\":5}"));
		this.journal.open(other);
		this.journal.close(other, null);
		assertThat(this.journal.isCurrent(LISTS, since, 0)).isTrue();
		assertThat(this.journal.mayHaveChanged(LISTS, since, HOLDS_FIVE, 0)).isFalse();
	}

	@Test
	void aListThatSetOutBeforeWhatIsRememberedIsNotTrusted() {
		long since = this.journal.position();
		for (int id = 100; id < 165; id++) {
			this.journal.close(update(id), null);
		}
		assertThat(this.journal.mayHaveChanged(LISTS, since, HOLDS_FIVE, 0)).isTrue();
		assertThat(this.journal.isUnaffected(LISTS, since, this.journal.position(), HOLDS_FIVE)).isFalse();
		assertThat(this.journal.mayHaveChanged(LISTS, since + 2, HOLDS_FIVE, 0)).isFalse();
	}

	@Test
	void beyondAThousandWritesThatMayStillBeCarriedOutNoListIsTrustedUntilTheLastIsOver() {
		for (int id = 100; id < 1_101; id++) {
			this.journal.close(update(id), 30L);
		}
		assertThat(this.journal.mayHaveChanged(LISTS, this.journal.position(), HOLDS_FIVE, 29)).isTrue();
		assertThat(this.journal.isQuarantined(LISTS, 30)).isFalse();
		assertThat(this.journal.mayHaveChanged(LISTS, this.journal.position(), HOLDS_FIVE, 31)).isFalse();
	}

	@Test
	void beyondAThousandEntitiesThoseAtRestAreForgottenAndNotTrusted() {
		long since = this.journal.position();
		this.journal.close(this.write, null);
		for (int i = 0; i < 1_000; i++) {
			this.journal.close(Effect.of(Calls.update("Entity" + i, 1), bytes("{\"id\":1}")), null);
		}
		assertThat(this.journal.mayHaveChanged(LISTS, since, HOLDS_SIX, 0)).isTrue();
		assertThat(this.journal.isCurrent(LISTS, since, 0)).isFalse();
		assertThat(this.journal.isCurrent(LISTS, this.journal.position(), 0)).isTrue();
	}

	private static Effect update(long id) {
		return Effect.of(Calls.update("Companies", id), bytes("{\"id\":" + id + ",\"phone\":\"1\"}"));
	}

	private static Footprint footprint(long id) {
		ApiCall query = Calls.query("Companies", "[{'op':'eq','field':'city','value':'Bonn'}]");
		return Footprint.of(query, AnswerContent.read(bytes("{\"items\":[{\"id\":" + id + "}]}")));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
