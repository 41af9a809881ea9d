package io.autotask.performance.insight;

import java.time.Instant;
import java.util.List;

import io.autotask.performance.insight.Insight.Decision;
import io.autotask.performance.insight.rule.Verdict;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The book of findings is bounded, and what people decided stays longest. */
class BookTests {

	private final Book book = new Book((event) -> {
	});

	@Test
	void atTheBoundThoseGoThatNobodyDecidedAbout() {
		Instant now = Instant.EPOCH;
		find("decided", now);
		this.book.get("decided:x").decide(Status.DISMISSED, new Decision("ada", now, "other", null, null));
		for (int i = 0; i < 2 * Book.MOST_PAGES; i++) {
			find("rule" + i, now.plusSeconds(i));
		}
		assertThat(this.book.pages()).hasSize(Book.MOST_PAGES);
		assertThat(this.book.find("decided:x")).isNotNull();
		assertThat(this.book.find("rule0:x")).isNull();
		assertThat(this.book.find("rule" + (2 * Book.MOST_PAGES - 1) + ":x")).isNotNull();
		assertThat(this.book.history()).hasSize(Book.MOST_EVENTS);
	}

	@Test
	void whatCannotBeToldChangesNothing() {
		find("rule", Instant.EPOCH);
		this.book.record("rule", "", new Verdict.TooLittle("It needs more."), Instant.EPOCH);
		assertThat(this.book.get("rule:x").status()).isEqualTo(Status.OPEN);
		this.book.record("rule", "", new Verdict.Nothing("Looked."), Instant.EPOCH);
		assertThat(this.book.get("rule:x").status()).isEqualTo(Status.RESOLVED);
	}

	private void find(String rule, Instant now) {
		this.book.record(rule, "criterion", new Verdict.Found(List.of(FindingOf.some(rule, "x", List.of()))), now);
	}

}
