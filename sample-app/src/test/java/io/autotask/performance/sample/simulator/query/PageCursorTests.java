package io.autotask.performance.sample.simulator.query;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The positions of pages, as they stand in their URLs.
 */
class PageCursorTests {

	@Test
	void theSecondPageStartsAfterTheFirstAndKnowsIt() {
		PageCursor second = PageCursor.first(500).next(725);
		assertThat(second.toJson()).isEqualTo("{\"pageSize\":500,\"previousIds\":[-1],\"nextIds\":[725]}");
		assertThat(second.after()).isEqualTo(725);
		assertThat(second.previous()).isEqualTo(PageCursor.first(500));
		assertThat(PageCursor.first(500).previous()).isNull();
	}

	@Test
	void whatIsWrittenIsReadAgain() {
		PageCursor cursor = PageCursor.first(7).next(10).next(20);
		assertThat(PageCursor.read(JsonMapper.shared().readTree(cursor.toJson()))).isEqualTo(cursor);
	}

	@Test
	void fiftyPagesBackAreKept() {
		PageCursor cursor = PageCursor.first(1);
		for (int page = 1; page <= 60; page++) {
			cursor = cursor.next(page);
		}
		assertThat(cursor.previousIds()).hasSize(50).startsWith(10L).endsWith(59L);
	}

}
