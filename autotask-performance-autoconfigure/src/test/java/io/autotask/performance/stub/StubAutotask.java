package io.autotask.performance.stub;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.netty.buffer.Unpooled;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * A server on loopback that stands for Autotask in tests. It keeps a log of every request
 * that arrives, so that what was sent is checked on the server's side, and answers as the
 * test says: by default every row exists, with its entity, id, version, and who asked.
 */
public final class StubAutotask implements AutoCloseable {

	/** Of its own: a context that closes disposes of the shared ones. */
	private final LoopResources loops = LoopResources.create("stub-autotask", 1, true);

	/**
	 * Those of clients too: loops that end leave them open, and who waits for an answer
	 * waits for ever.
	 */
	private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	private final DisposableServer server;

	private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

	private final Map<String, AtomicInteger> versions = new ConcurrentHashMap<>();

	private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();

	private final Map<String, Integer> mostInFlight = new ConcurrentHashMap<>();

	private volatile Function<Arrival, Mono<Reply>> behaviour = (arrival) -> Mono.just(usual(arrival));

	private StubAutotask() {
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.compress(true)
			.runOn(this.loops)
			.doOnConnection((connection) -> this.connections.add(connection.channel()))
			.handle(this::handle)
			.bindNow();
	}

	public static StubAutotask start() {
		return new StubAutotask();
	}

	public int port() {
		return this.server.port();
	}

	public URI baseUrl() {
		return URI.create("http://127.0.0.1:" + port() + "/ATServicesRest");
	}

	/** Answers in another way from now on. */
	public StubAutotask answering(Function<Arrival, Mono<Reply>> behaviour) {
		this.behaviour = behaviour;
		return this;
	}

	/** Answers everything with this from now on. */
	public StubAutotask answering(Reply reply) {
		return answering((arrival) -> Mono.just(reply));
	}

	/** Answers as usual, but not before the given time is over. */
	public StubAutotask answeringAfter(Duration delay) {
		return answering((arrival) -> Mono.delay(delay).map((tick) -> usual(arrival)));
	}

	public StubAutotask answeringAsUsual() {
		return answering((arrival) -> Mono.just(usual(arrival)));
	}

	/** Everything that arrived, in order. */
	public List<Arrival> arrivals() {
		return this.arrivals;
	}

	public List<Arrival> arrivals(String method) {
		return this.arrivals.stream().filter((arrival) -> arrival.method().equals(method)).toList();
	}

	/** The most requests that were in flight at once, by first path segment. */
	public Map<String, Integer> mostInFlight() {
		return new TreeMap<>(this.mostInFlight);
	}

	/** The version of a row, which each write to its entity raises. */
	public int version(String entity) {
		return this.versions.computeIfAbsent(entity.toLowerCase(java.util.Locale.ROOT), (key) -> new AtomicInteger(1))
			.get();
	}

	/** What the server answers when nothing else is said. */
	public Reply usual(Arrival arrival) {
		String entity = arrival.entity();
		if (!arrival.method().equals("GET") && !arrival.path().contains("/query")) {
			int version = this.versions
				.computeIfAbsent(entity.toLowerCase(java.util.Locale.ROOT), (key) -> new AtomicInteger(1))
				.incrementAndGet();
			return Reply.json(200, "{\"itemId\":" + version + "}");
		}
		if (arrival.path().contains("/query/count")) {
			return Reply.json(200, "{\"queryCount\":" + version(entity) + "}");
		}
		if (arrival.path().contains("/query") || arrival.segments().size() == 3 && !arrival.isRow()) {
			List<String> ids = arrival.askedIds();
			return Reply.json(200,
					"{\"items\":[" + ids.stream().map((id) -> row(arrival, id)).collect(Collectors.joining(","))
							+ "],\"pageDetails\":{\"count\":" + ids.size()
							+ ",\"requestCount\":500,\"prevPageUrl\":null,\"nextPageUrl\":null}}");
		}
		return Reply.json(200, "{\"item\":" + row(arrival, arrival.id()) + "}");
	}

	/** A row as it is now, and as it is for who asks. */
	public String row(Arrival arrival, String id) {
		String entity = arrival.entity();
		return "{\"id\":" + id + ",\"entity\":\"" + entity + "\",\"version\":" + version(entity) + ",\"userName\":\""
				+ arrival.header("UserName") + "\",\"seenBy\":\"" + arrival.header("Tenant") + "\"}";
	}

	@Override
	public void close() {
		this.server.disposeNow(Duration.ofSeconds(10));
		this.connections.close().awaitUninterruptibly(Duration.ofSeconds(10).toMillis());
		this.loops.disposeLater(Duration.ZERO, Duration.ofSeconds(10)).block();
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		AtomicReference<Executor> loop = new AtomicReference<>();
		request.withConnection((connection) -> loop.set(connection.channel().eventLoop()));
		return request.receive().aggregate().asByteArray().defaultIfEmpty(new byte[0]).flatMap((body) -> {
			Arrival arrival = Arrival.of(request, body);
			this.arrivals.add(arrival);
			enter(arrival.entity());
			// Answered from another thread, the server of Reactor Netty 1.3.7 may stop
			// reading the connection (reactor-netty issue 4361).
			return this.behaviour.apply(arrival)
				.publishOn(Schedulers.fromExecutor(loop.get()))
				.flatMap((reply) -> reply.send(response))
				.doFinally((signal) -> leave(arrival.entity()));
		});
	}

	private void enter(String entity) {
		int now = this.inFlight.computeIfAbsent(entity, (key) -> new AtomicInteger()).incrementAndGet();
		this.mostInFlight.merge(entity, now, Math::max);
	}

	private void leave(String entity) {
		this.inFlight.get(entity).decrementAndGet();
	}

	/**
	 * One request as it arrived.
	 *
	 * @param uri path and query as sent
	 */
	public record Arrival(String method, String uri, Map<String, String> headers, byte[] body) {

		static Arrival of(HttpServerRequest request, byte[] body) {
			Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			request.requestHeaders().forEach((entry) -> headers.put(entry.getKey(), entry.getValue()));
			return new Arrival(request.method().name(), request.uri(), headers, body);
		}

		public String path() {
			int query = this.uri.indexOf('?');
			return (query < 0) ? this.uri : this.uri.substring(0, query);
		}

		public String header(String name) {
			return this.headers.get(name);
		}

		public String text() {
			return new String(this.body, StandardCharsets.UTF_8);
		}

		/**
		 * The rows that a query asks for by their ids, or the one that is always there.
		 */
		public List<String> askedIds() {
			Matcher in = Pattern.compile("\"op\":\"in\",\"field\":\"id\",\"value\":\\[([0-9,]+)]").matcher(text());
			return in.find() ? List.of(in.group(1).split(",")) : List.of(id());
		}

		/** The path's segments after the version. */
		List<String> segments() {
			String[] all = path().split("/");
			return List.of(all).subList(Math.min(3, all.length), all.length);
		}

		/** The first of them, or a child path's parent and child. */
		public String entity() {
			List<String> segments = segments();
			if (segments.isEmpty()) {
				return "";
			}
			boolean child = segments.size() >= 3 && segments.get(1).matches("\\d+");
			return child ? segments.get(0) + "/" + segments.get(2) : segments.get(0);
		}

		boolean isRow() {
			return segments().get(segments().size() - 1).matches("-?\\d+");
		}

		String id() {
			return (!segments().isEmpty() && isRow()) ? segments().get(segments().size() - 1) : "5";
		}

	}

	/**
	 * One answer.
	 */
	public record Reply(int status, Map<String, String> headers, byte[] body, End end) {

		public Reply(int status, Map<String, String> headers, byte[] body) {
			this(status, headers, body, End.WHOLE);
		}

		/** No answer: the connection is closed. */
		public static Reply reset() {
			return new Reply(200, Map.of(), new byte[0], End.NONE);
		}

		/** An answer that breaks off after this. */
		public static Reply brokenOff(String body) {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			return new Reply(200, Map.of("Content-Type", "application/json", "Content-Encoding", "identity",
					"Content-Length", String.valueOf(bytes.length + 100)), bytes, End.BROKEN_OFF);
		}

		public static Reply json(int status, String body) {
			return new Reply(status, Map.of("Content-Type", "application/json; charset=utf-8"),
					body.getBytes(StandardCharsets.UTF_8));
		}

		public static Reply empty(int status) {
			return new Reply(status, Map.of(), new byte[0]);
		}

		/** What Autotask says to one request too many at once. */
		public static Reply threadLimit() {
			return json(429, "{\"errors\":[\"The Autotask API thread threshold of 3 threads has been exceeded.\"]}");
		}

		public Reply with(String name, String value) {
			Map<String, String> all = new TreeMap<>(this.headers);
			all.put(name, value);
			return new Reply(this.status, all, this.body, this.end);
		}

		Mono<Void> send(HttpServerResponse response) {
			if (this.end == End.NONE) {
				return Mono.fromRunnable(() -> response.withConnection((connection) -> connection.channel().close()));
			}
			response.status(this.status);
			this.headers.forEach(response::header);
			if (this.end == End.WHOLE) {
				return response.sendByteArray(Mono.just(this.body)).then();
			}
			// The server waits for the rest of a body, so it has to be told that there is
			// none.
			return response.send(Flux.concat(Mono.just(Unpooled.wrappedBuffer(this.body)),
					Mono.error(new IOException("A test lets this answer break off"))), (bytes) -> true)
				.then();
		}

		/** How an answer ends. */
		public enum End {

			WHOLE, BROKEN_OFF, NONE

		}

	}

}
