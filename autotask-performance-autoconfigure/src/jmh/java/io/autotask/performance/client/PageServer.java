package io.autotask.performance.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process of its own that answers queries of tickets and of what they refer to, after a
 * latency, so that what it costs is not counted as the client's. It prints its port, and
 * ends with its standard input.
 */
final class PageServer {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String DESCRIPTION = "\"" + "It says there is no paper. There is. ".repeat(25) + "\"";

	private static final String[] FURTHER = IntStream.range(0, 63)
		.mapToObj((i) -> "furtherField" + i)
		.toArray(String[]::new);

	private final Ids ids;

	private final long rows;

	private final Duration latency;

	private final LongAdder requests = new LongAdder();

	private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();

	private final AtomicInteger most = new AtomicInteger();

	private PageServer(Ids ids, long rows, Duration latency) {
		this.ids = ids;
		this.rows = rows;
		this.latency = latency;
	}

	public static void main(String[] args) throws Exception {
		PageServer server = new PageServer(Ids.valueOf(args[0]), Long.parseLong(args[1]),
				Duration.ofMillis(Long.parseLong(args[2])));
		int port = HttpServer.create().host("127.0.0.1").port(0).handle(server::handle).bindNow().port();
		System.out.println(port);
		while (System.in.read() >= 0) {
			// Until whoever started it ends.
		}
	}

	private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		String path = request.uri().replaceFirst("^.*/V1.0/", "/");
		if (request.uri().equals("/stats")) {
			String stats = "{\"requests\":" + this.requests.sumThenReset() + ",\"most\":" + this.most.getAndSet(0) + "}";
			return response.sendString(Mono.just(stats)).then();
		}
		AtomicInteger slots = this.inFlight.computeIfAbsent(path.split("/")[1], (entity) -> new AtomicInteger());
		this.requests.increment();
		this.most.accumulateAndGet(slots.incrementAndGet(), Math::max);
		Mono<byte[]> answer = request.receive()
			.aggregate()
			.asString()
			.defaultIfEmpty("{}")
			.map((body) -> answer(path, body).getBytes(StandardCharsets.UTF_8));
		return (this.latency.isZero() ? answer : answer.delayElement(this.latency)).flatMap((bytes) -> {
			slots.decrementAndGet();
			return response.header("Content-Type", "application/json").sendByteArray(Mono.just(bytes)).then();
		});
	}

	private String answer(String path, String body) {
		JsonNode query = JSON.readTree(body);
		if (path.endsWith("/query/count")) {
			return "{\"queryCount\":" + this.rows + "}";
		}
		if (path.startsWith("/Tickets/query")) {
			long linked = path.contains("after=") ? Long.parseLong(path.replaceFirst(".*after=", "")) : Long.MIN_VALUE;
			return tickets(query, linked);
		}
		if (path.endsWith("/query")) {
			return related(query.path("filter").path(0).path("value"));
		}
		return "{\"item\":" + other(Long.parseLong(path.replaceFirst(".*/", ""))) + "}";
	}

	private String tickets(JsonNode query, long linked) {
		long after = Math.max(linked, bound(query, "gt", Long.MIN_VALUE));
		long before = bound(query, "lt", Long.MAX_VALUE);
		int wanted = query.path("maxRecords").asInt(500);
		Set<String> asked = query.path("includeFields")
			.valueStream()
			.map(JsonNode::asString)
			.collect(Collectors.toUnmodifiableSet());
		StringBuilder page = new StringBuilder("{\"items\":[");
		long row = this.ids.firstAbove(after, this.rows);
		int count = 0;
		long last = after;
		for (; row < this.rows && count < wanted && this.ids.id(row) < before; row++) {
			last = this.ids.id(row);
			page.append((count++ > 0) ? "," : "");
			append(page, asked, last, row);
		}
		boolean more = row < this.rows && this.ids.id(row) < before;
		return page.append("],\"pageDetails\":{\"count\":" + count + ",\"requestCount\":" + wanted
				+ ",\"prevPageUrl\":null,\"nextPageUrl\":")
			.append(more ? "\"/ATServicesRest/V1.0/Tickets/query/next?after=" + last + "\"" : "null")
			.append("}}")
			.toString();
	}

	/** A ticket of about 2.4 kB, as the real ones are, or those of its fields that were asked for. */
	private static void append(StringBuilder page, Set<String> asked, long id, long row) {
		page.append("{\"id\":").append(id);
		field(page, asked, "ticketNumber", "\"T20260101." + row + "\"");
		field(page, asked, "title", "\"Printer on the " + row % 40 + ". floor is out of paper again\"");
		field(page, asked, "description", DESCRIPTION);
		field(page, asked, "status", row % 8);
		field(page, asked, "priority", 2);
		field(page, asked, "createDate", "\"2026-01-02T03:04:05.000Z\"");
		field(page, asked, "companyID", row % 174);
		field(page, asked, "contactID", row % 500);
		field(page, asked, "assignedResourceID", row % 20);
		field(page, asked, "contractID", row % 100);
		field(page, asked, "configurationItemID", row % 250);
		for (int i = 0; i < FURTHER.length; i++) {
			field(page, asked, FURTHER[i], (i % 3 == 0) ? "null" : String.valueOf(i));
		}
		page.append('}');
	}

	private static void field(StringBuilder page, Set<String> asked, String name, Object value) {
		if (asked.isEmpty() || asked.contains(name)) {
			page.append(",\"").append(name).append("\":").append(value);
		}
	}

	private static String related(JsonNode wanted) {
		StringBuilder rows = new StringBuilder("{\"items\":[");
		wanted.forEach((id) -> rows.append((rows.length() > 10) ? "," : "").append(other(id.asLong())));
		return rows.append("],\"pageDetails\":{\"count\":" + wanted.size() + ",\"nextPageUrl\":null}}").toString();
	}

	private static String other(long id) {
		return "{\"id\":" + id + ",\"name\":\"Number " + id + "\",\"isActive\":true}";
	}

	private static long bound(JsonNode query, String operator, long otherwise) {
		return query.path("filter")
			.valueStream()
			.filter((condition) -> condition.path("op").asString("").equals(operator))
			.mapToLong((condition) -> condition.path("value").asLong())
			.findFirst()
			.orElse(otherwise);
	}

}
