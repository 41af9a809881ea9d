package io.autotask.performance.optimizer.peers;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A process of its own that answers reads of tickets by id, and queries of ids, after a
 * latency, three at once, and turns the fourth away as Autotask does. It prints its port,
 * and ends with its standard input.
 */
final class RowServer {

	private static final Pattern IDS = Pattern.compile("\"value\":\\[([0-9,]+)]");

	private final int slots;

	private final Duration latency;

	private final AtomicInteger inFlight = new AtomicInteger();

	private final LongAdder requests = new LongAdder();

	private final LongAdder rejections = new LongAdder();

	private RowServer(int slots, Duration latency) {
		this.slots = slots;
		this.latency = latency;
	}

	public static void main(String[] args) throws Exception {
		RowServer server = new RowServer(Integer.parseInt(args[0]), Duration.ofMillis(Long.parseLong(args[1])));
		System.out.println(HttpServer.create().host("127.0.0.1").port(0).handle(server::handle).bindNow().port());
		while (System.in.read() >= 0) {
			// Until whoever started it ends.
		}
	}

	private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		if (request.uri().equals("/stats")) {
			String stats = this.requests.sumThenReset() + " " + this.rejections.sumThenReset();
			return response.sendString(Mono.just(stats)).then();
		}
		this.requests.increment();
		if (!request.uri().contains("/Tickets")) {
			// Such as ThresholdInformation, which has slots of its own.
			return response.status(404).send();
		}
		Mono<String> body = request.receive().aggregate().asString().defaultIfEmpty("");
		if (this.inFlight.incrementAndGet() > this.slots) {
			this.inFlight.decrementAndGet();
			this.rejections.increment();
			return body.flatMap((ignored) -> response.status(429)
				.header("Content-Type", "application/json")
				.sendString(Mono.just("{\"errors\":[\"Itgenatr005: too many concurrent threads\"]}"))
				.then());
		}
		Mono<byte[]> answer = body.map((text) -> answer(request.uri(), text).getBytes(StandardCharsets.UTF_8));
		return (this.latency.isZero() ? answer : answer.delayElement(this.latency)).flatMap((bytes) -> {
			this.inFlight.decrementAndGet();
			return response.header("Content-Type", "application/json").sendByteArray(Mono.just(bytes)).then();
		});
	}

	private static String answer(String uri, String body) {
		if (!uri.endsWith("/query")) {
			return "{\"item\":" + row(Long.parseLong(uri.replaceFirst(".*/", ""))) + "}";
		}
		StringBuilder rows = new StringBuilder("{\"items\":[");
		Matcher ids = IDS.matcher(body);
		int count = 0;
		if (ids.find()) {
			for (String id : ids.group(1).split(",")) {
				rows.append((count++ > 0) ? "," : "").append(row(Long.parseLong(id)));
			}
		}
		return rows.append("],\"pageDetails\":{\"count\":" + count
				+ ",\"requestCount\":500,\"prevPageUrl\":null,\"nextPageUrl\":null}}")
			.toString();
	}

	private static String row(long id) {
		return "{\"id\":" + id + ",\"title\":\"Printer on the " + id % 40 + ". floor is out of paper again\","
				+ "\"description\":\"" + "It says there is no paper. ".repeat(40) + "\",\"status\":" + id % 8
				+ ",\"companyID\":" + id % 174 + ",\"createDate\":\"2026-01-02T03:04:05.000Z\"}";
	}

}
