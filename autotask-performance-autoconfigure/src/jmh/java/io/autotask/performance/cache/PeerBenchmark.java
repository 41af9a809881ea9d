package io.autotask.performance.cache;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Reply;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.cache.CacheConfig;
import org.apache.hc.client5.http.impl.cache.CachingHttpClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.EntityUtils;
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
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a hit costs elsewhere, for the same row: a caching filter of ten lines, as many
 * write it; Spring's {@code @Cacheable} on Caffeine; the cache of Apache HttpClient 5; and
 * that of OkHttp, which is on disk. The last two need cache headers that Autotask does not
 * send; here it does.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class PeerBenchmark {

	private final ObjectReader reader = JsonMapper.builder().build().readerFor(Row.Item.class);

	private StubAutotask autotask;

	private String url;

	private WebClient filtered;

	private AnnotationConfigApplicationContext context;

	private Tickets tickets;

	private CloseableHttpClient apache;

	private OkHttpClient ok;

	private File directory;

	@Setup
	public void start() throws IOException {
		this.autotask = StubAutotask.start();
		this.autotask.answering(Reply.json(200, new String(Row.item(5), StandardCharsets.UTF_8))
			.with(HttpHeaders.CACHE_CONTROL, "max-age=3600"));
		this.url = this.autotask.baseUrl() + "/V1.0/Tickets/5";
		this.filtered = WebClient.builder().filter(tenLines()).build();
		this.context = new AnnotationConfigApplicationContext(CacheableConfiguration.class);
		this.tickets = this.context.getBean(Tickets.class);
		this.apache = CachingHttpClients.custom()
			.setCacheConfig(CacheConfig.custom().setMaxObjectSize(1 << 20).build())
			.build();
		this.directory = Files.createTempDirectory("okhttp").toFile();
		this.ok = new OkHttpClient.Builder().cache(new okhttp3.Cache(this.directory, 10 << 20)).build();
	}

	@TearDown
	public void stop() throws IOException {
		this.apache.close();
		this.ok.dispatcher().executorService().shutdown();
		this.ok.connectionPool().evictAll();
		FileSystemUtils.deleteRecursively(this.directory);
		this.context.close();
		this.autotask.close();
	}

	private static ExchangeFilterFunction tenLines() {
		Cache<String, byte[]> cache = Caffeine.newBuilder().maximumSize(10_000).build();
		return (request, next) -> {
			byte[] kept = cache.getIfPresent(request.url().toString());
			return (kept != null) ? Mono.just(answer(kept))
					: next.exchange(request)
						.flatMap((response) -> response.bodyToMono(byte[].class))
						.doOnNext((body) -> cache.put(request.url().toString(), body))
						.map(PeerBenchmark::answer);
		};
	}

	private static ClientResponse answer(byte[] body) {
		return ClientResponse.create(org.springframework.http.HttpStatus.OK)
			.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
			.body(new String(body, StandardCharsets.UTF_8))
			.build();
	}

	@Benchmark
	public Row.Item tenLineFilter() {
		return Objects
			.requireNonNull(this.filtered.get().uri(this.url).retrieve().bodyToMono(Row.Item.class).block());
	}

	@Benchmark
	public Row.Item cacheable() {
		return this.tickets.ticket(5);
	}

	/** What a reactive application would write: a method that returns a {@code Mono}. */
	@Benchmark
	public Row.Item cacheableMono() {
		return Objects.requireNonNull(this.tickets.ticketLater(5).block());
	}

	@Benchmark
	public Row.Item apacheHttpClient() throws IOException {
		return this.apache.execute(new HttpGet(this.url),
				(response) -> this.reader.readValue(EntityUtils.toByteArray(response.getEntity())));
	}

	@Benchmark
	public Row.Item okHttp() throws IOException {
		try (Response response = this.ok.newCall(new Request.Builder().url(this.url).build()).execute()) {
			return this.reader.readValue(Objects.requireNonNull(response.body()).bytes());
		}
	}

	/** A service, as an application has it. */
	public static class Tickets {

		private final ObjectReader reader = JsonMapper.builder().build().readerFor(Row.Item.class);

		@Cacheable("tickets")
		public Row.Item ticket(long id) {
			return this.reader.readValue(Row.item(id));
		}

		@Cacheable("later")
		public Mono<Row.Item> ticketLater(long id) {
			return Mono.fromCallable(() -> this.reader.readValue(Row.item(id)));
		}

	}

	/** Caching as Spring has it. */
	@Configuration(proxyBeanMethods = true)
	@EnableCaching(proxyTargetClass = true)
	public static class CacheableConfiguration {

		@Bean
		CaffeineCacheManager cacheManager() {
			CaffeineCacheManager caches = new CaffeineCacheManager();
			caches.setAsyncCacheMode(true);
			return caches;
		}

		@Bean
		Tickets tickets() {
			return new Tickets();
		}

	}

}
