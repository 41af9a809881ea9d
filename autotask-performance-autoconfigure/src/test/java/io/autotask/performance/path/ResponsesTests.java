package io.autotask.performance.path;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.RawServer;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** What a caller gets is what it would get without us, and a word about how. */
class ResponsesTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final Path path = Path.of(this.autotask);

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void cacheStatusIsAppendedToWhatIsThere() {
		this.autotask
			.answering((arrival) -> Mono.just(this.autotask.usual(arrival).with("Cache-Status", "proxy; hit")));
		for (String how : List.of("fwd=miss", "hit")) {
			assertThat(headers(this.path.client()).get("Cache-Status")).hasSize(2)
				.startsWith("proxy; hit")
				.last()
				.asString()
				.startsWith("autotask-performance; " + how);
		}
	}

	@Test
	void aFilterMayAddToAHeader() {
		WebClient client = this.path.builder()
			.filter((request, next) -> next.exchange(request).map((response) -> response.mutate().headers((headers) -> {
				headers.add("Content-Type", "text/plain");
				headers.add("Cache-Status", "mine; hit");
			}).build()))
			.build();
		for (int i = 0; i < 2; i++) {
			assertThat(headers(client).get("Content-Type")).hasSize(2);
		}
		assertThat(headers(this.path.client()).get("Content-Type")).hasSize(1);
	}

	@Test
	void aBodyThatBreaksOffIsReadUpToThere() throws IOException {
		try (RawServer server = new RawServer(
				"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: a=b\r\nContent-Length: 500\r\n\r\n{\"item\":")) {
			Path other = Path.to(server.baseUrl()).withoutRetry().build();
			List<String> seen = seen(other.client());
			assertThat(seen).isEqualTo(seen(WebClient.create(server.baseUrl() + "/V1.0")))
				.startsWith("[a]", "{\"item\":");
			assertThat(other.monitor.snapshot().bytesIn()).isEqualTo(8);
		}
	}

	@Test
	void theBytesOfABodyThatStreamsThroughAreCounted() {
		Path small = Path.to(this.autotask).maxBufferedBody(1_000).build();
		String large = "{\"item\":{\"text\":\"" + "x".repeat(200_000) + "\"}}";
		this.autotask.answering(Reply.json(200, large));
		assertThat(small.client().get().uri("/Tickets/5").retrieve().bodyToMono(byte[].class).block())
			.hasSize(large.length());
		assertThat(small.monitor.snapshot().bytesIn()).isEqualTo(large.length());
		assertThat(small.monitor.snapshot().upstream().count()).isEqualTo(1);
	}

	private static HttpHeaders headers(WebClient client) {
		return client.get().uri("/Tickets/5").retrieve().toEntity(String.class).block().getHeaders();
	}

	private static List<String> seen(WebClient client) {
		List<String> seen = new ArrayList<>();
		String end = client.get().uri("/Tickets/5").exchangeToFlux((response) -> {
			seen.add(response.cookies().keySet().toString());
			return response.bodyToFlux(DataBuffer.class);
		}).doOnNext((buffer) -> {
			seen.add(buffer.toString(StandardCharsets.UTF_8));
			DataBufferUtils.release(buffer);
		}).then(Mono.just("complete")).onErrorResume((ex) -> Mono.just(ex.toString())).block(Duration.ofSeconds(10));
		seen.add(end);
		return seen;
	}

}
