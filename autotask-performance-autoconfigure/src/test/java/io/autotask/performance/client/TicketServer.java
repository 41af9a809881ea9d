package io.autotask.performance.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Arrival;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stub that has rows, and answers queries by ranges of ids as the API does. */
final class TicketServer implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	final StubAutotask autotask = StubAutotask.start();

	final NavigableMap<Long, String> rows = new ConcurrentSkipListMap<>();

	TicketServer(long rows, LongFunction<String> row) {
		LongStream.rangeClosed(1, rows).forEach((id) -> this.rows.put(id, row.apply(id)));
		this.autotask.answering((arrival) -> Mono.just(answer(arrival)));
	}

	/** The usual tickets. */
	TicketServer(long rows) {
		this(rows, (id) -> "{\"id\":" + id + ",\"title\":\"Ticket " + id + "\",\"status\":1,\"companyID\":" + id % 7
				+ ",\"contactID\":null}");
	}

	Reply answer(Arrival arrival) {
		if (!arrival.path().contains("/query")) {
			return this.autotask.usual(arrival);
		}
		JsonNode query = JSON.readTree(arrival.text());
		long after = bound(query, "gt", Long.MIN_VALUE);
		NavigableMap<Long, String> found = this.rows.subMap(after, false, bound(query, "lt", Long.MAX_VALUE), false);
		if (arrival.path().endsWith("/count")) {
			return Reply.json(200, "{\"queryCount\":" + found.size() + "}");
		}
		int size = query.path("maxRecords").asInt();
		List<String> page = new ArrayList<>(found.values().stream().limit(size + 1L).toList());
		boolean more = page.size() > size;
		return Reply.json(200, "{\"items\":" + page.stream().limit(size).collect(Collectors.joining(",", "[", "]"))
				+ ",\"pageDetails\":{\"count\":" + Math.min(size, page.size()) + ",\"requestCount\":" + size
				+ ",\"prevPageUrl\":null,\"nextPageUrl\":"
				+ (more ? "\"" + this.autotask.baseUrl() + "/V1.0/Tickets/query/next?paging=%7b%7d\"" : "null") + "}}");
	}

	/** A client without the starter. */
	AutotaskClient client() {
		return client(WebClient.create(), ClientSettings.defaults());
	}

	/** A client through the starter. */
	AutotaskClient client(Path path) {
		return client(path.client(), ClientSettings.defaults());
	}

	AutotaskClient client(WebClient web, ClientSettings settings) {
		ApiCredentials credentials = new ApiCredentials("user", "secret", "CODE");
		return new AutotaskClient(new ApiHttp(web, new RowMapper(), credentials, settings),
				BaseUrl.fixed(URI.create(this.autotask.baseUrl().toString())));
	}

	List<Arrival> arrivals(String path) {
		return this.autotask.arrivals().stream().filter((arrival) -> arrival.path().endsWith(path)).toList();
	}

	@Override
	public void close() {
		this.autotask.close();
	}

	private static long bound(JsonNode query, String operator, long otherwise) {
		return query.path("filter")
			.valueStream()
			.filter((condition) -> condition.path("op").asString().equals(operator)
					&& condition.path("field").asString().equals("id"))
			.mapToLong((condition) -> condition.path("value").asLong())
			.findFirst()
			.orElse(otherwise);
	}

}
