package io.autotask.performance.client.scan;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScanCheckpointTests {

	@Test
	void isWrittenAndReadAsOneWord() {
		ScanCheckpoint checkpoint = new ScanCheckpoint("Tickets:ab12", 500, 1_000L,
				List.of(new IdRange(-5, 9), IdRange.above(20), IdRange.ALL));
		assertThat(checkpoint).hasToString("1;Tickets:ab12;500;1000;-5..9,20..,..");
		assertThat(ScanCheckpoint.parse(checkpoint.toString())).isEqualTo(checkpoint);
	}

	@Test
	void isAtTheEndWhenNothingIsLeft() {
		ScanCheckpoint end = ScanCheckpoint.parse("1;Tickets:ab12;500;;");
		assertThat(end.isEnd()).isTrue();
		assertThat(end.total()).isNull();
		assertThat(ScanCheckpoint.begin("Tickets:ab12").isEnd()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "2;Tickets:ab;1;;..", "1;Tickets:ab;x;;..", "1;Tickets:ab;1;;5",
			"1;Tickets:ab;1;;99999999999999999999..", "1;Tickets:ab;1;;..,", "1;Tic kets;1;;.." })
	void refusesWhatItDidNotWrite(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ScanCheckpoint.parse(text))
			.withMessageContaining("is no checkpoint or continuation token");
	}

}
