package io.autotask.performance.stub;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.autotask.performance.call.TimeSource;
import io.autotask.performance.query.KnownRow;
import io.autotask.performance.query.Query;
import io.autotask.performance.query.QueryParser;
import io.autotask.performance.query.Truth;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small Autotask in one thread, whose every step a test takes: a request arrives, is
 * carried out, is answered or fails, in whatever order the test likes. It remembers each
 * state that it was in, so that an answer can be compared with what was true when.
 * <p>
 * Companies have no workflow rules; tickets have: a write of one, or of a note of it, may
 * change its status. Any field of an update may be ignored.
 */
public final class ModelAutotask implements ExchangeFunction {

	/**
	 * Tells the requests of one write apart from those of another with the same bytes.
	 */
	public static final String WRITE = "X-Write";

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final Pattern PATH = Pattern
		.compile(".*/V1.0/(\\w+)(?:/(\\d+)(?:/(\\w+)(?:/(\\d+))?)?|/(query)(/count)?)?");

	private final QueryParser queries = new QueryParser();

	private final Random random;

	private final List<State> history = new ArrayList<>();

	private final List<Pending> pending = new ArrayList<>();

	private final Map<String, Integer> commits = new HashMap<>();

	private int arrivals;

	private final Duration untilForgotten;

	private final TimeSource time;

	/**
	 * One that may still carry a request out that nobody waits for, but not for longer.
	 */
	public ModelAutotask(Random random, Duration untilForgotten, TimeSource time) {
		this.random = random;
		this.untilForgotten = untilForgotten;
		this.time = time;
		State first = new State(new TreeMap<>(), 0);
		for (long id = 1; id <= 6; id++) {
			first.put("companies", id, row(id).put("city", city()).put("phone", "0").put("lastActivityDate", date(0)));
			first.put("tickets", id,
					row(id).put("title", city())
						.put("companyID", id % 3)
						.put("status", 1)
						.put("lastActivityDate", date(0)));
			first.put("ticketnotes", id, row(id).put("ticketID", 1 + id % 3).put("title", city()));
		}
		this.history.add(first);
	}

	/** How many requests arrived. */
	public int arrivals() {
		return this.arrivals;
	}

	/** The number of the state that it is in. */
	public int now() {
		return this.history.size() - 1;
	}

	/** Requests that are not answered yet. */
	public List<Pending> pending() {
		return this.pending;
	}

	/** What a read would be answered in a state. */
	public String answer(String method, String uri, String body, int state) {
		return read(new Asked(method, uri, body), this.history.get(state));
	}

	@Override
	public Mono<ClientResponse> exchange(ClientRequest request) {
		return Mono.create((sink) -> {
			MockClientHttpRequest written = new MockClientHttpRequest(request.method(), request.url());
			StringBuilder body = new StringBuilder();
			request.writeTo(written, ExchangeStrategies.withDefaults())
				.then(Mono.defer(written::getBodyAsString))
				.subscribe(body::append, (failure) -> {
				});
			Pending one = new Pending(new Asked(request.method().name(), request.url().toString(), body.toString()),
					request.headers().getFirst(WRITE), sink);
			sink.onCancel(() -> lose(one));
			this.arrivals++;
			this.pending.add(one);
		});
	}

	/** Carries a request out, if it was not yet. */
	public void execute(Pending one) {
		if (one.answer != null) {
			return;
		}
		if (one.lost && this.time.nanos() - one.lostAt >= this.untilForgotten.toNanos()) {
			this.pending.remove(one);
			return;
		}
		if (one.asked.isRead()) {
			one.answer = read(one.asked, this.history.get(now()));
		}
		else {
			one.answer = write(one.asked);
			this.commits.put(one.write, now());
			if (one.lost) {
				this.pending.remove(one);
			}
		}
	}

	/** The last state that a write made, or 0. */
	public int committed(String write) {
		return this.commits.getOrDefault(write, 0);
	}

	/** Answers a request that was carried out. */
	public void deliver(Pending one) {
		deliver(one, 200, one.answer);
	}

	/** Answers a request that was carried out, or never will be. */
	public void deliver(Pending one, int status, String body) {
		this.pending.remove(one);
		if (!one.lost) {
			one.sink.success(response(status, body));
		}
	}

	/** The connection of a request breaks; it may still be carried out. */
	public void fail(Pending one) {
		if (!one.lost) {
			lose(one);
			one.sink.error(new WebClientRequestException(new IOException("connection reset"),
					HttpMethod.valueOf(one.asked.method()), URI.create(one.asked.uri()), HttpHeaders.EMPTY));
		}
	}

	/** A gateway says that it does not know; the request may still be carried out. */
	public void giveUp(Pending one) {
		if (!one.lost) {
			lose(one);
			one.sink.success(response(504, "<html></html>"));
		}
	}

	private void lose(Pending one) {
		one.lost = true;
		one.lostAt = this.time.nanos();
		if (one.asked.isRead() || one.answer != null) {
			this.pending.remove(one);
		}
	}

	private static ClientResponse response(int status, String body) {
		return ClientResponse.create(HttpStatusCode.valueOf(status))
			.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
			.body(body)
			.build();
	}

	private String read(Asked asked, State state) {
		Matcher path = asked.path();
		String entity = path.group(1).toLowerCase(Locale.ROOT);
		if (entity.equals("thresholdinformation")) {
			return "{\"externalRequestThreshold\":10000,\"requestThresholdTimeframe\":60,"
					+ "\"currentTimeframeRequestCount\":" + Math.min(1_000, this.arrivals) + "}";
		}
		if (path.group(5) != null) {
			Query query = this.queries.parse(asked.search());
			List<ObjectNode> rows = state.rows(entity)
				.stream()
				.filter((row) -> query.matches(KnownRow.of(row)) == Truth.TRUE)
				.toList();
			return (path.group(6) != null) ? "{\"queryCount\":" + rows.size() + "}" : page(rows);
		}
		if (path.group(3) != null) {
			long parent = Long.parseLong(path.group(2));
			return page(state.rows("ticketnotes")
				.stream()
				.filter((row) -> row.path("ticketID").asLong() == parent)
				.toList());
		}
		return "{\"item\":" + state.row(entity, Long.parseLong(path.group(2))) + "}";
	}

	private static String page(List<ObjectNode> rows) {
		return "{\"items\":" + rows + ",\"pageDetails\":{\"count\":" + rows.size()
				+ ",\"requestCount\":500,\"prevPageUrl\":null,\"nextPageUrl\":null}}";
	}

	private String write(Asked asked) {
		State next = this.history.get(now()).copy();
		Matcher path = asked.path();
		boolean note = path.group(3) != null;
		String entity = note ? "ticketnotes" : path.group(1).toLowerCase(Locale.ROOT);
		ObjectNode body = asked.body().isEmpty() ? MAPPER.createObjectNode()
				: (ObjectNode) MAPPER.readTree(asked.body());
		long id = body.path("id").asLong(0);
		switch (asked.method()) {
			case "POST" -> id = create(next, entity, body, note ? Long.parseLong(path.group(2)) : 0);
			case "DELETE" -> {
				id = Long.parseLong(note ? path.group(4) : path.group(2));
				next.remove(entity, id);
			}
			default -> change(next, entity, id, body, asked.method().equals("PUT"));
		}
		touch(next, entity, id);
		if (note) {
			touch(next, "tickets", Long.parseLong(path.group(2)));
		}
		this.history.add(next);
		return "{\"itemId\":" + id + "}";
	}

	private long create(State state, String entity, ObjectNode body, long ticket) {
		long id = state.nextId();
		ObjectNode row = row(id);
		row.setAll(body);
		row.put("id", id);
		if (entity.equals("ticketnotes")) {
			row.put("ticketID", ticket);
		}
		if (entity.equals("tickets")) {
			row.put("status", 1 + this.random.nextInt(2));
		}
		state.put(entity, id, row);
		return id;
	}

	private void change(State state, String entity, long id, ObjectNode body, boolean all) {
		ObjectNode row = state.row(entity, id);
		if (row == null) {
			return;
		}
		ObjectNode changed = row.deepCopy();
		for (String field : List.copyOf(row.propertyNames())) {
			if (body.has(field) && this.random.nextInt(5) > 0) {
				changed.set(field, body.get(field));
			}
			else if (all && !body.has(field) && !field.equals("id") && !field.equals("lastActivityDate")) {
				changed.putNull(field);
			}
		}
		state.put(entity, id, changed);
	}

	/** What the server changes by itself. */
	private void touch(State state, String entity, long id) {
		ObjectNode row = state.row(entity, id);
		if (row == null || entity.equals("ticketnotes")) {
			return;
		}
		ObjectNode touched = row.deepCopy().put("lastActivityDate", date(this.history.size()));
		if (entity.equals("tickets") && this.random.nextInt(3) == 0) {
			touched.put("status", 1 + this.random.nextInt(2));
		}
		state.put(entity, id, touched);
	}

	private String city() {
		return List.of("Bonn", "Ulm", "Kiel").get(this.random.nextInt(3));
	}

	private static String date(int second) {
		return Instant.EPOCH.plusSeconds(second).toString();
	}

	private static ObjectNode row(long id) {
		return MAPPER.createObjectNode().put("id", id);
	}

	/** A request as it arrived. */
	private record Asked(String method, String uri, String body) {

		Matcher path() {
			Matcher path = PATH.matcher(this.uri.replaceFirst("\\?.*", ""));
			if (!path.matches()) {
				throw new IllegalArgumentException(this.uri);
			}
			return path;
		}

		boolean isRead() {
			return this.method.equals(HttpMethod.GET.name()) || path().group(5) != null;
		}

		String search() {
			return this.method.equals("POST") ? this.body
					: URLDecoder.decode(this.uri.replaceFirst(".*search=", ""), StandardCharsets.UTF_8);
		}

	}

	/** A request that is not answered yet. */
	public static final class Pending {

		private final Asked asked;

		private final String write;

		private final MonoSink<ClientResponse> sink;

		private String answer;

		private boolean lost;

		private long lostAt;

		private Pending(Asked asked, String write, MonoSink<ClientResponse> sink) {
			this.asked = asked;
			this.write = write;
			this.sink = sink;
		}

		/** Whether it was carried out. */
		public boolean isExecuted() {
			return this.answer != null;
		}

	}

	/** All rows at one moment. */
	private static final class State {

		private final Map<String, TreeMap<Long, ObjectNode>> tables;

		private long lastId;

		State(Map<String, TreeMap<Long, ObjectNode>> tables, long lastId) {
			this.tables = tables;
			this.lastId = lastId;
		}

		State copy() {
			Map<String, TreeMap<Long, ObjectNode>> copies = new HashMap<>();
			this.tables.forEach((name, rows) -> copies.put(name, new TreeMap<>(rows)));
			return new State(copies, this.lastId);
		}

		List<ObjectNode> rows(String entity) {
			return List.copyOf(this.tables.getOrDefault(entity, new TreeMap<>()).values());
		}

		ObjectNode row(String entity, long id) {
			JsonNode row = this.tables.getOrDefault(entity, new TreeMap<>()).get(id);
			return (ObjectNode) row;
		}

		void put(String entity, long id, ObjectNode row) {
			this.tables.computeIfAbsent(entity, (key) -> new TreeMap<>()).put(id, row);
			this.lastId = Math.max(this.lastId, id);
		}

		void remove(String entity, long id) {
			this.tables.getOrDefault(entity, new TreeMap<>()).remove(id);
		}

		long nextId() {
			return ++this.lastId;
		}

	}

}
