package io.autotask.performance.client.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A table of rows that are nothing but ids, which answers as the API does. */
final class Rows {

	private static final JsonMapper JSON = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	/** Reads nothing but the id. */
	static final RowReader<Long> IDS = new RowReader<>() {

		@Override
		public JsonParser parser(byte[] body) {
			return JSON.createParser(body);
		}

		@Override
		public Long read(JsonParser parser) {
			JsonNode row = JSON.readTree(parser);
			if (!row.path("title").isMissingNode()) {
				throw new IllegalArgumentException("A row does not fit");
			}
			return row.path("id").asLong();
		}

	};

	private final NavigableSet<Long> ids = new TreeSet<>();

	static Rows of(LongStream ids) {
		Rows rows = new Rows();
		ids.forEach(rows.ids::add);
		return rows;
	}

	NavigableSet<Long> ids() {
		return this.ids;
	}

	PageBytes page(IdRange range, int maxRecords) {
		PageFacts page = facts(range, maxRecords);
		return bytes(LongStream.of(page.ids()).mapToObj((id) -> "{\"id\":" + id + "}"), page.more());
	}

	PageFacts facts(IdRange range, int maxRecords) {
		long[] ids = new long[maxRecords];
		int rows = 0;
		boolean more = false;
		for (Long id : this.ids.subSet(range.after(), false, range.before(), false)) {
			if (rows == maxRecords) {
				more = true;
				break;
			}
			ids[rows++] = id;
		}
		return new PageFacts(rows, Arrays.copyOf(ids, rows), (rows > 0) ? ids[rows - 1] : null, more, 100 * rows);
	}

	static PageBytes bytes(Stream<String> rows, boolean more) {
		List<String> all = rows.toList();
		return PageBytes.fromItsEnd(body(all.stream().collect(Collectors.joining(",")), all.size(), more));
	}

	static byte[] body(String rows, int count, boolean more) {
		return ("{\"items\":[" + rows + "],\"pageDetails\":{\"count\":" + count
				+ ",\"requestCount\":500,\"prevPageUrl\":null,\"nextPageUrl\":"
				+ (more ? "\"https://x.test/Tickets/query/next?paging=%7b\"" : "null") + "}}")
			.getBytes(StandardCharsets.UTF_8);
	}

}
