package io.autotask.performance.path;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import io.autotask.performance.monitor.LedgerSnapshot;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Arrival;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a service desk does all day, by ten workers at once: skewed gets of 100 companies
 * (57 %), gets of 60 tickets (11 %), ten queries of companies, each spelled in four ways
 * (25 %), and updates of these companies (7 %). The server stamps each row with a
 * version, so that it can be seen whether an answer is older than the last write that was
 * over when its reader asked.
 */
class MixedWorkloadTests {

	private static final int WORKERS = 10;

	private static final int REQUESTS = 1_000;

	private final StubAutotask autotask = StubAutotask.start();

	private final Map<Long, AtomicInteger> versions = new ConcurrentHashMap<>();

	/** The version of each company when the last write of it that is over had ended. */
	private final Map<Long, Integer> written = new ConcurrentHashMap<>();

	private final List<String> stale = java.util.Collections.synchronizedList(new ArrayList<>());

	private final JsonMapper mapper = new JsonMapper();

	private boolean sparse;

	@BeforeEach
	void serve() {
		this.autotask.answering((arrival) -> Mono.delay(Duration.ofMillis(5)).map((tick) -> answer(arrival)));
	}

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void fewRequestsReachTheApiAndNoAnswerIsOlderThanAFinishedWrite() {
		Path path = Path.of(this.autotask);
		work(path.client());
		LedgerSnapshot ledger = path.monitor.snapshot().ledger();
		assertThat(this.stale).isEmpty();
		assertThat(this.autotask.arrivals().size() - ledger.background()).isLessThanOrEqualTo(230);
		assertThat(ledger.upstream()).isEqualTo(this.autotask.arrivals().size());
		assertThat(this.autotask.mostInFlight().values()).allMatch((inFlight) -> inFlight <= 3);
	}

	@Test
	void rowsOfQueriesThatLackAFieldNeverAnswerAGet() {
		this.sparse = true;
		Path path = Path.of(this.autotask);
		work(path.client());
		assertThat(this.stale).isEmpty();
	}

	private void work(WebClient client) {
		AtomicInteger left = new AtomicInteger(REQUESTS);
		Flux.range(0, WORKERS).flatMap((worker) -> {
			Random random = new Random(worker);
			return Mono.defer(() -> step(client, random)).repeat(() -> left.decrementAndGet() > WORKERS - 1).then();
		}, WORKERS).blockLast(Duration.ofSeconds(60));
	}

	private Mono<Void> step(WebClient client, Random random) {
		int kind = random.nextInt(100);
		if (kind < 57) {
			return getCompany(client, skewed(random));
		}
		if (kind < 68) {
			return client.get().uri("/Tickets/{id}", 1 + random.nextInt(60)).retrieve().bodyToMono(String.class).then();
		}
		return (kind < 93) ? query(client, random.nextInt(10), random.nextInt(4)) : update(client, skewed(random));
	}

	/** Zipf-like: the first companies are asked for most. */
	private static long skewed(Random random) {
		return 1 + (long) (100 * Math.pow(random.nextDouble(), 2.2));
	}

	private Mono<Void> getCompany(WebClient client, long id) {
		int floor = this.written.getOrDefault(id, 0);
		return client.get().uri("/Companies/{id}", id).retrieve().bodyToMono(String.class).doOnNext((body) -> {
			JsonNode row = this.mapper.readTree(body).path("item");
			check("get", row, floor);
			if (!row.has("address")) {
				this.stale.add("a get without its address");
			}
		}).then();
	}

	private Mono<Void> query(WebClient client, int classification, int spelling) {
		Map<Long, Integer> floors = Map.copyOf(this.written);
		String eq = "{\"op\":\"eq\",\"field\":\"classification\",\"value\":" + classification + "}";
		String active = "{\"field\":\"isActive\",\"op\":\"eq\",\"value\":true}";
		Mono<String> answer = switch (spelling) {
			case 0 -> post(client, "{\"filter\":[" + eq + "," + active + "]}");
			case 1 -> post(client, "{\"MaxRecords\":500,\"Filter\":[" + active + "," + eq + "]}");
			case 2 -> post(client, "{\"filter\":[{\"op\":\"and\",\"items\":["
					+ eq.replace("classification", "Classification") + "," + active + "]}]}");
			default -> client.get()
				.uri("/Companies/query?search={search}",
						"{'filter':[" + active.replace('"', '\'') + "," + eq.replace('"', '\'') + "]}")
				.retrieve()
				.bodyToMono(String.class);
		};
		return answer.doOnNext((body) -> {
			JsonNode items = this.mapper.readTree(body).path("items");
			if (items.size() != 10) {
				this.stale.add("a query with " + items.size() + " rows");
			}
			items.forEach((row) -> check("query", row, floors.getOrDefault(row.path("id").asLong(), 0)));
		}).then();
	}

	private static Mono<String> post(WebClient client, String query) {
		return client.post()
			.uri("/Companies/query")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(query)
			.retrieve()
			.bodyToMono(String.class);
	}

	private Mono<Void> update(WebClient client, long id) {
		return client.patch()
			.uri("/Companies")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"id\":" + id + ",\"phone\":\"555-" + id + "\"}")
			.retrieve()
			.bodyToMono(String.class)
			.doOnNext((body) -> {
				int version = this.mapper.readTree(body).path("version").asInt();
				this.written.merge(id, version, Math::max);
			})
			.then();
	}

	private void check(String kind, JsonNode row, int floor) {
		if (row.path("version").asInt() < floor) {
			this.stale.add(kind + " of " + row.path("id") + ": " + row.path("version") + " after " + floor);
		}
	}

	private Reply answer(Arrival arrival) {
		if (arrival.method().equals("PATCH")) {
			long id = this.mapper.readTree(arrival.body()).path("id").asLong();
			int version = this.versions.computeIfAbsent(id, (key) -> new AtomicInteger()).incrementAndGet();
			return Reply.json(200, "{\"itemId\":" + id + ",\"version\":" + version + "}");
		}
		if (arrival.text().contains("\"op\":\"in\"")) {
			return rows(arrival.askedIds().stream().map(Long::parseLong).toList());
		}
		if (arrival.path().endsWith("/query")) {
			String asked = arrival.text()
					+ java.net.URLDecoder.decode(arrival.uri(), java.nio.charset.StandardCharsets.UTF_8);
			int classification = Integer
				.parseInt(asked.replaceFirst("(?is).*classification['\"],\\s*['\"]value['\"]:(\\d).*", "$1"));
			return rows(LongStream.rangeClosed(1, 100).filter((id) -> id % 10 == classification).boxed().toList());
		}
		String[] segments = arrival.path().split("/");
		return Reply.json(200, "{\"item\":" + row(Long.parseLong(segments[segments.length - 1])) + "}");
	}

	private Reply rows(List<Long> ids) {
		List<String> rows = ids.stream()
			.map((id) -> this.sparse ? row(id).replaceFirst(",\"address\":\"[^\"]*\"", "") : row(id))
			.toList();
		return Reply.json(200, "{\"items\":[" + String.join(",", rows) + "],\"pageDetails\":{\"count\":" + ids.size()
				+ ",\"requestCount\":500,\"prevPageUrl\":null,\"nextPageUrl\":null}}");
	}

	private String row(long id) {
		int version = this.versions.computeIfAbsent(id, (key) -> new AtomicInteger()).get();
		return "{\"id\":" + id + ",\"companyName\":\"Company " + id + "\",\"isActive\":true,\"classification\":"
				+ id % 10 + ",\"version\":" + version + ",\"address\":\"" + id + " Main Street\"}";
	}

}
