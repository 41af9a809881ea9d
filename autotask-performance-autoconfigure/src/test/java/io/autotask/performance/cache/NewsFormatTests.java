package io.autotask.performance.cache;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.Origin;
import io.autotask.performance.stub.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What one instance tells is what the others hear. */
class NewsFormatTests {

	private static final Origin ORIGIN = new Origin("https", "webservices5.autotask.net", 443);

	@Test
	void tellsOfAWriteAllThatIsKnownOfIt() {
		ApiCall update = Calls.update("Tickets", 5);
		byte[] body = """
				{"id":5,"title":"Printer","status":null,"userDefinedFields":[{"name":"Site","value":"Bonn"}]}"""
			.getBytes(StandardCharsets.UTF_8);
		for (WriteOutcome outcome : WriteOutcome.values()) {
			News news = new News.Written(Reach.ofWrite(update, body), outcome);
			assertThat(told(news)).isEqualTo(new NewsFormat.Told("me", news));
		}
	}

	@Test
	void tellsOfAWriteWhoseBodyIsNotKnown() {
		News news = new News.Written(Reach.ofWrite(Calls.update("Tickets", 5), null), WriteOutcome.KNOWN);
		assertThat(told(news)).isEqualTo(new NewsFormat.Told("me", news));
	}

	@Test
	void tellsOfWhatTheApplicationInvalidates() {
		for (News news : List.of(new News.RowInvalidated("Tickets", 5), new News.Forgotten(ORIGIN, "digest"),
				new News.Anything(),
				new News.Invalidated(List.of(NamePattern.parse("company:5"), NamePattern.parse("*:count:*"))))) {
			assertThat(told(news)).isEqualTo(new NewsFormat.Told("me", news));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "{\"from\":\"me\"}", "{\"from\":\"me\",\"news\":\"of tomorrow\"}",
			"{\"from\":\"me\",\"news\":\"row\"}", "{\"news\":\"anything\"}",
			"{\"from\":\"me\",\"news\":\"written\",\"outcome\":\"PERHAPS\",\"tags\":[],\"effects\":[]}",
			"{\"from\":\"me\",\"news\":\"written\",\"outcome\":\"KNOWN\",\"tags\":[],\"effects\":[{\"entity\":\"A\"}]}" })
	void cannotTellWhatElseIsSaid(String text) {
		assertThat(NewsFormat.read(text.getBytes(StandardCharsets.UTF_8))).isNull();
	}

	private static NewsFormat.Told told(News news) {
		return NewsFormat.read(NewsFormat.write("me", news));
	}

}
