package io.autotask.performance.cache;

import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a hit costs, beside the floor: a look-up and the decoding of the same bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class HitBenchmark {

	private final Cache<String, byte[]> bytes = Caffeine.newBuilder().maximumSize(10_000).build();

	private final ObjectReader reader = JsonMapper.builder().build().readerFor(Row.Item.class);

	private StubAutotask autotask;

	private WebClient client;

	@Setup
	public void start() {
		this.autotask = StubAutotask.start();
		this.autotask.answering(Reply.json(200, new String(Row.item(5), java.nio.charset.StandardCharsets.UTF_8)));
		this.client = Path.of(this.autotask).client();
		this.bytes.put("tickets/5", Row.item(5));
	}

	@TearDown
	public void stop() {
		this.autotask.close();
	}

	/** The floor: what any cache of bytes has to do. */
	@Benchmark
	public Row.Item floor() throws Exception {
		return this.reader.readValue(this.bytes.getIfPresent("tickets/5"));
	}

	@Benchmark
	public Row.Item hitThroughWebClient() {
		return this.client.get().uri("/Tickets/5").retrieve().bodyToMono(Row.Item.class).block();
	}

}
