package io.autotask.performance.stub;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.call.Wire;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

/**
 * The network and Autotask behind it, for tests of stages in virtual time: every row
 * exists, a slot is taken while a request is answered and a little longer, and one
 * request too many is rejected at once. Reads by id can be merged.
 */
public final class VirtualAutotask implements Chain {

	private static final Pattern IDS = Pattern.compile("\"op\":\"in\",\"field\":\"id\",\"value\":\\[([0-9,]+)]");

	private final TimeSource time;

	private final List<Request> requests = new ArrayList<>();

	private final List<Long> slotsTakenUntil = new ArrayList<>();

	private int slots = Integer.MAX_VALUE;

	private Duration latency = Duration.ofMillis(100);

	private Function<Request, Duration> linger = (request) -> Duration.ZERO;

	private Function<Request, Answer> behaviour = this::usual;

	private int rejections;

	private int cancelled;

	public VirtualAutotask(TimeSource time) {
		this.time = time;
	}

	public VirtualAutotask slots(int slots) {
		this.slots = slots;
		return this;
	}

	public VirtualAutotask latency(Duration latency) {
		this.latency = latency;
		return this;
	}

	/** How long a slot stays taken after the answer. */
	public VirtualAutotask linger(Function<Request, Duration> linger) {
		this.linger = linger;
		return this;
	}

	public VirtualAutotask answering(Function<Request, Answer> behaviour) {
		this.behaviour = behaviour;
		return this;
	}

	/** Everything that arrived, in order. */
	public List<Request> requests() {
		return this.requests;
	}

	public int rejections() {
		return this.rejections;
	}

	public int cancelled() {
		return this.cancelled;
	}

	/** An exchange whose request can be one of several in a query. */
	public static CallExchange arrived(ApiCall call, CallListener listener) {
		return CallExchange.arrived(call, new MergeableWire(null), listener);
	}

	@Override
	public Mono<Answer> proceed(CallExchange exchange) {
		return Mono.defer(() -> {
			long now = this.time.nanos();
			if (!exchange.depart(now)) {
				return Mono.empty();
			}
			Request request = Request.of(exchange, now);
			this.requests.add(request);
			this.slotsTakenUntil.removeIf((until) -> until - now <= 0);
			if (this.slotsTakenUntil.size() >= this.slots) {
				this.rejections++;
				return Mono.delay(Duration.ofMillis(2)).thenReturn(threadLimit());
			}
			this.slotsTakenUntil.add(now + this.latency.plus(this.linger.apply(request)).toNanos());
			return Mono.delay(this.latency).map((tick) -> this.behaviour.apply(request));
		}).doOnCancel(() -> this.cancelled++);
	}

	/** What it answers when nothing else is said. */
	public Answer usual(Request request) {
		if (!request.isQuery()) {
			return Calls.answer(200, "{\"item\":" + row(request.ids().get(0)) + "}");
		}
		return rows(request.ids());
	}

	/** The answer of a query with these rows. */
	public static Answer rows(List<Long> ids) {
		return Calls.answer(200,
				"{\"items\":[" + ids.stream().map(VirtualAutotask::row).collect(Collectors.joining(","))
						+ "],\"pageDetails\":{\"count\":" + ids.size()
						+ ",\"requestCount\":500,\"prevPageUrl\":null,\"nextPageUrl\":null}}");
	}

	public static String row(long id) {
		return "{\"id\":" + id + ",\"title\":\"Row " + id + "\",\"amount\":" + id + ".5000}";
	}

	public static Answer threadLimit() {
		return Calls.answer(429,
				"{\"errors\":[\"The Autotask API thread threshold of 3 threads has been exceeded.\"]}");
	}

	/**
	 * A request as it arrived.
	 *
	 * @param ids the rows that it asks for
	 */
	public record Request(ApiCall call, List<Long> ids, long at) {

		static Request of(CallExchange exchange, long at) {
			ApiCall call = exchange.call();
			if (call.operation() != Operation.QUERY) {
				return new Request(call, (call.id() != null) ? List.of(call.id()) : List.of(), at);
			}
			byte[] body = exchange.body();
			Matcher ids = IDS.matcher((body != null) ? new String(body, StandardCharsets.UTF_8) : "");
			List<Long> asked = ids.find() ? List.of(ids.group(1).split(",")).stream().map(Long::valueOf).toList()
					: List.of();
			return new Request(call, asked, at);
		}

		public boolean isQuery() {
			return this.call.operation() == Operation.QUERY;
		}

	}

	private record MergeableWire(byte[] body) implements Wire {

		@Override
		public Mono<ClientResponse> send() {
			return Mono.never();
		}

		@Override
		public boolean isMergeable() {
			return this.body == null;
		}

		@Override
		public Wire asQuery(byte[] query) {
			return new MergeableWire(query);
		}

	}

	/** How long each of many calls took, by share of them. */
	public static Duration percentile(List<Duration> took, int percent) {
		List<Duration> sorted = took.stream().sorted().toList();
		return sorted.get(Math.min(sorted.size() - 1, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
	}

	/** The requests by what they were. */
	public TreeMap<String, Long> summary() {
		return this.requests.stream()
			.collect(Collectors.groupingBy((request) -> request.call().operation().word(), TreeMap::new,
					Collectors.counting()));
	}

}
