package io.autotask.performance.optimizer.dispatch;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AnswerContent;
import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.call.Rows;
import io.autotask.performance.call.Serving;
import io.autotask.performance.optimizer.ThreadLimit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What the answer of a query means for the reads that it stands for. Pure.
 */
sealed interface MergedAnswer {

	/**
	 * Reads an answer.
	 */
	static MergedAnswer of(Answer answer) {
		if (!(answer instanceof Answer.Whole whole)) {
			return new Refused(true);
		}
		if (answer.status() == 200) {
			AnswerContent content = AnswerContent.read(whole.response().bytes());
			Rows rows = (content != null && !content.errors() && !content.linked()) ? content.rows() : null;
			return (rows != null && rows.identified()) ? new Found(whole.response(), rows) : new Refused(false);
		}
		return switch (answer.status()) {
			case 401, 408, 425, 502, 503, 504 -> new Passed(whole);
			case 413, 414 -> new Refused(true);
			case 429 -> new Passed(whole);
			default ->
				ThreadLimit.rejected(answer) ? new Passed(whole) : new Refused(TooLong.isSaidBy(whole.response()));
		};
	}

	/** Rows. */
	final class Found implements MergedAnswer {

		/** What says something of the whole query that is not so of a row. */
		private static final List<String> OF_THE_BODY = List.of(HttpHeaders.ETAG, HttpHeaders.LAST_MODIFIED,
				"Content-MD5", "Content-Digest", "Repr-Digest", "Digest", HttpHeaders.CONTENT_RANGE,
				HttpHeaders.ACCEPT_RANGES);

		private static final int SEVERAL = -1;

		private static final byte[] ABSENT = "{\"item\":null}".getBytes(StandardCharsets.UTF_8);

		private final BufferedResponse response;

		private final Rows rows;

		/** By id; negative for one that is there several times. */
		private final Map<Long, Integer> indexes = new HashMap<>();

		private final HttpHeaders headers;

		Found(BufferedResponse response, Rows rows) {
			this.response = response;
			this.rows = rows;
			for (int index = 0; index < rows.size(); index++) {
				this.indexes.merge(rows.id(index), index, (one, other) -> SEVERAL);
			}
			this.headers = HttpHeaders.copyOf(response.withoutExchangeHeaders().headers());
			OF_THE_BODY.forEach(this.headers::remove);
		}

		/**
		 * Whether a row is there, once or more often.
		 */
		boolean has(long id) {
			return this.indexes.containsKey(id);
		}

		/**
		 * The bytes of a row.
		 * @return the bytes, or null when it is not there exactly once
		 */
		byte @Nullable [] row(long id) {
			Integer index = this.indexes.get(id);
			return (index != null && index != SEVERAL) ? this.rows.row(index, this.response.bytes()) : null;
		}

		/**
		 * The answer that a read of a row by its id has.
		 * @return the answer, or null when it is not there exactly once
		 */
		@Nullable Answer item(long id) {
			Integer index = this.indexes.get(id);
			return (index != null && index != SEVERAL) ? answer(this.rows.item(index, this.response.bytes())) : null;
		}

		/**
		 * The answer that a read has when there is no such row.
		 */
		Answer absent() {
			return answer(ABSENT);
		}

		private Answer answer(byte[] body) {
			HttpHeaders own = this.headers;
			if (this.headers.getContentLength() >= 0) {
				own = HttpHeaders.copyOf(this.headers);
				own.setContentLength(body.length);
			}
			return new Answer.Whole(new BufferedResponse(200, own, body), Serving.batched());
		}

	}

	/**
	 * The API does not answer such a query, though it may answer each of the reads.
	 *
	 * @param tooLong whether it is because there are too many in one query
	 */
	record Refused(boolean tooLong) implements MergedAnswer {

	}

	/**
	 * An answer that has nothing to do with what was asked: each of the reads would have
	 * got the same.
	 *
	 * @param answer the answer
	 */
	record Passed(Answer.Whole answer) implements MergedAnswer {

	}

	/** What the API says of a query with too many conditions. */
	final class TooLong {

		private TooLong() {
		}

		static boolean isSaidBy(BufferedResponse response) {
			String text = new String(response.bytes(), 0, Math.min(response.bytes().length, 4096),
					StandardCharsets.UTF_8)
				.toLowerCase(Locale.ROOT);
			return text.contains("'or' conditions") || text.contains("query is too long");
		}

	}

}
