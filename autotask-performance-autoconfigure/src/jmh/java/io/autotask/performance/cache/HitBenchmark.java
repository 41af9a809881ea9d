package io.autotask.performance.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.autotask.performance.client.ApiCredentials;
import io.autotask.performance.client.ApiHttp;
import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.client.BaseUrl;
import io.autotask.performance.client.RowMapper;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.ClientResponseWrapper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a hit costs, beside the floor: a look-up and the decoding of the same bytes. See
 * {@link PeerBenchmark} for what it costs elsewhere.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class HitBenchmark {

	private static final ParameterizedTypeReference<Map<String, Object>> MAP = new ParameterizedTypeReference<>() {
	};

	private final Cache<String, byte[]> bytes = Caffeine.newBuilder().maximumSize(10_000).build();

	private final ObjectReader reader = JsonMapper.builder().build().readerFor(Row.Item.class);

	private final ObjectReader mapReader = JsonMapper.builder().build().readerFor(Map.class);

	private StubAutotask autotask;

	private WebClient shell;

	private WebClient client;

	private AutotaskClient typed;

	@Setup
	public void start() {
		this.autotask = StubAutotask.start();
		this.autotask.answering(Reply.json(200, new String(Row.item(5), StandardCharsets.UTF_8)));
		Path path = Path.of(this.autotask);
		this.client = path.client();
		ClientResponse finished = new Finished(this.reader.readValue(Row.item(5)));
		this.shell = WebClient.builder()
			.baseUrl(this.autotask.baseUrl() + "/V1.0")
			.defaultHeader("UserName", "user@example.test")
			.defaultHeader("Secret", "secret")
			.defaultHeader("ApiIntegrationCode", "CODE")
			.filter((request, next) -> Mono.just(finished))
			.build();
		this.typed = new AutotaskClient(
				new ApiHttp(path.client(), new RowMapper(), new ApiCredentials("user@example.test", "secret", "CODE")),
				BaseUrl.fixed(this.autotask.baseUrl()));
		this.bytes.put("tickets/5", Row.item(5));
	}

	@TearDown
	public void stop() {
		this.autotask.close();
	}

	/** The floor: what any cache of bytes has to do. */
	@Benchmark
	public Row.Item floor() throws IOException {
		return this.reader.readValue(this.bytes.getIfPresent("tickets/5"));
	}

	/** The same for a type that is decoded anew for each caller, because he may change it. */
	@Benchmark
	public Map<String, Object> floorOfMap() throws IOException {
		return this.mapReader.readValue(this.bytes.getIfPresent("tickets/5"));
	}

	/** What {@code WebClient} costs when its only filter hands out a finished object. */
	@Benchmark
	public Row.Item shell() {
		return Objects
			.requireNonNull(this.shell.get().uri("/Tickets/5").retrieve().bodyToMono(Row.Item.class).block());
	}

	/** A record: what the last caller got. */
	@Benchmark
	public Row.Item hitRemembered() {
		return Objects.requireNonNull(
				this.client.get().uri("/Tickets/5").retrieve().bodyToMono(Row.Item.class).block());
	}

	@Benchmark
	public Map<String, Object> hitDecodedAnew() {
		return Objects.requireNonNull(this.client.get().uri("/Tickets/5").retrieve().bodyToMono(MAP).block());
	}

	/** The same row through the typed client. */
	@Benchmark
	public Row typedClient() {
		return Objects.requireNonNull(this.typed.tickets().get(5, Row.class).block());
	}

	private static final class Finished extends ClientResponseWrapper {

		private final Object object;

		Finished(Object object) {
			super(ClientResponse.create(HttpStatus.OK).build());
			this.object = object;
		}

		@Override
		@SuppressWarnings("unchecked")
		public <T> Mono<T> bodyToMono(Class<? extends T> elementClass) {
			return Mono.just((T) this.object);
		}

	}

}
