package io.autotask.performance.cache.replay;

import java.net.URI;
import java.time.Duration;

import io.autotask.performance.cache.CacheSnapshot;
import io.autotask.performance.stub.Caching;
import io.autotask.performance.stub.ManualTime;
import io.autotask.performance.stub.Path;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The whole request path as an application has it, before an API that answers at once
 * with what it is told to. One thread.
 */
final class Ours {

	private final ManualTime time = new ManualTime();

	private final Path path;

	private final WebClient client;

	private String truth = "";

	private long asked;

	Ours(Duration ttl, long maxWeight) {
		this.path = Path.to(URI.create("http://localhost:1/ATServicesRest"))
			.cache((usual) -> Caching.usual().ttl(ttl).bounds(1_000_000, maxWeight).settings())
			.time(this.time)
			.build();
		this.client = this.path.builder().exchangeFunction((request) -> {
			this.asked += HttpMethod.PATCH.equals(request.method()) ? 0 : 1;
			return Mono.just(ClientResponse.create(HttpStatus.OK)
				.header("Content-Type", "application/json")
				.body(this.truth)
				.build());
		}).build();
	}

	void pass(Duration duration) {
		this.time.pass(duration);
	}

	long now() {
		return this.time.nanos();
	}

	/** What a caller gets, when this is what the API would say now. */
	String query(String entity, String query, String truthNow) {
		this.truth = truthNow;
		return this.client.post()
			.uri("/" + entity + "/query")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(query)
			.retrieve()
			.bodyToMono(String.class)
			.block();
	}

	String get(String entity, int id, String truthNow) {
		this.truth = truthNow;
		return this.client.get().uri("/" + entity + "/" + id).retrieve().bodyToMono(String.class).block();
	}

	void write(String entity, int row, String field, int value) {
		this.truth = "{\"itemId\":" + (row + 1) + "}";
		this.client.patch()
			.uri("/" + entity)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"id\":" + (row + 1) + ",\"" + field + "\":" + value + "}")
			.retrieve()
			.bodyToMono(String.class)
			.block();
	}

	/** How many reads reached the API so far. */
	long asked() {
		return this.asked;
	}

	CacheSnapshot cache() {
		return this.path.cache.snapshot();
	}

}
