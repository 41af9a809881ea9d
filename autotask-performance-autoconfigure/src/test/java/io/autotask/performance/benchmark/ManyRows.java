package io.autotask.performance.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import io.autotask.performance.stub.StubAutotask.Arrival;
import io.autotask.performance.stub.StubAutotask.Reply;
import reactor.core.publisher.Mono;

/**
 * How a stub behaves that has many rows of every entity, finds them by their ids, and
 * keeps what is written into them.
 */
final class ManyRows implements Function<Arrival, Mono<Reply>> {

	private static final Pattern FROM = Pattern.compile("\"op\":\"gte\",\"field\":\"id\",\"value\":(\\d+)");

	private static final Pattern THESE = Pattern.compile("\"op\":\"in\",\"field\":\"id\",\"value\":\\[([\\d,]+)]");

	private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

	private static final Pattern MOST = Pattern.compile("\"maxRecords\":(\\d+)");

	private static final Pattern TEXT = Pattern
		.compile("\"(description|note|additionalAddressInformation)\":\"([^\"]*)\"");

	private final long rows;

	private final ConcurrentHashMap<String, String> texts = new ConcurrentHashMap<>();

	private final AtomicLong created = new AtomicLong(1_000_000);

	volatile Duration latency = Duration.ZERO;

	ManyRows(long rows) {
		this.rows = rows;
	}

	@Override
	public Mono<Reply> apply(Arrival arrival) {
		return this.latency.isZero() ? Mono.fromSupplier(() -> reply(arrival))
				: Mono.delay(this.latency).map((tick) -> reply(arrival));
	}

	private Reply reply(Arrival arrival) {
		String path = arrival.path().substring(arrival.path().indexOf("/V1.0/") + 6);
		String entity = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
		if (path.equals("ThresholdInformation")) {
			return Reply.json(200, "{\"externalRequestThreshold\":10000,\"requestThresholdTimeframe\":60,"
					+ "\"currentTimeframeRequestCount\":100}");
		}
		return switch (arrival.method()) {
			case "GET" -> Reply.json(200,
					"{\"item\":" + row(entity, Long.parseLong(path.substring(path.lastIndexOf('/') + 1))) + "}");
			case "PATCH" -> {
				Matcher text = TEXT.matcher(arrival.text());
				if (text.find()) {
					this.texts.put((path.endsWith("Contacts") ? "Contacts" : entity) + number(ID, arrival.text(), 0),
							text.group(2));
				}
				yield Reply.json(200, "{\"itemId\":" + number(ID, arrival.text(), 0) + "}");
			}
			case "DELETE" -> Reply.json(200, "{\"itemId\":1}");
			default -> path.endsWith("/query/count") ? Reply.json(200, "{\"queryCount\":" + this.rows + "}")
					: path.endsWith("/query") ? page(entity, arrival.text())
							: Reply.json(200, "{\"itemId\":" + this.created.incrementAndGet() + "}");
		};
	}

	private Reply page(String entity, String query) {
		List<String> items = ids(query).filter((id) -> id <= this.rows).mapToObj((id) -> row(entity, id)).toList();
		return Reply.json(200, "{\"items\":[" + String.join(",", items) + "],\"pageDetails\":{\"count\":" + items.size()
				+ ",\"requestCount\":500,\"prevPageUrl\":null,\"nextPageUrl\":null}}");
	}

	private static LongStream ids(String query) {
		Matcher these = THESE.matcher(query);
		if (these.find()) {
			return Pattern.compile(",").splitAsStream(these.group(1)).mapToLong(Long::parseLong);
		}
		long from = Math.max(1, number(FROM, query, 1));
		return LongStream.range(from, from + number(MOST, query, 500));
	}

	private String row(String entity, long id) {
		return "{\"id\":" + id + ",\"companyID\":7,\"status\":1,\"priority\":2,\"title\":\"A ticket\",\"isActive\":1,"
				+ "\"description\":\"" + this.texts.getOrDefault(entity + id, "") + "\"}";
	}

	private static long number(Pattern pattern, String text, long otherwise) {
		Matcher matcher = pattern.matcher(text);
		return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
	}

}
