package io.autotask.performance.path;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/** What travels compressed, with an HTTP client that knows nothing of it. */
class CompressionTests {

	private final StubAutotask autotask = StubAutotask.start();

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void anAnswerThatWeAskedForCompressedIsReadByUs() {
		String row = "{\"item\":{\"id\":5,\"title\":\"" + "x".repeat(5_000) + "\"}}";
		this.autotask.answering(new Reply(200, Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"),
				gzip(row.getBytes(StandardCharsets.UTF_8))));
		WebClient client = client(path(CompressionSettings.defaults()));
		for (int i = 0; i < 2; i++) {
			ResponseEntity<String> answer = client.get().uri("/Tickets/5").retrieve().toEntity(String.class).block();
			assertThat(answer.getBody()).isEqualTo(row);
			assertThat(answer.getHeaders().getFirst("Content-Encoding")).isNull();
		}
		assertThat(this.autotask.arrivals()).singleElement()
			.satisfies((arrival) -> assertThat(arrival.header("Accept-Encoding")).isEqualTo("gzip"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 404, 200 })
	void nothingIsNothingWhateverItsHeadersSay(int status) {
		this.autotask.answering(new Reply(status, Map.of("Content-Encoding", "gzip"), new byte[0]));
		ResponseEntity<byte[]> answer = client(path(CompressionSettings.defaults())).get()
			.uri("/Tickets/5")
			.exchangeToMono((response) -> response.toEntity(byte[].class))
			.block();
		assertThat(answer.getStatusCode().value()).isEqualTo(status);
		assertThat(answer.getBody()).isNull();
		assertThat(this.autotask.arrivals()).hasSize(1);
	}

	@Test
	void whoAsksByHimselfReadsByHimself() {
		byte[] compressed = gzip("{\"item\":{\"id\":5}}".getBytes(StandardCharsets.UTF_8));
		this.autotask.answering(
				new Reply(200, Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"), compressed));
		ResponseEntity<byte[]> answer = client(path(CompressionSettings.defaults())).get()
			.uri("/Tickets/5")
			.header("Accept-Encoding", "gzip")
			.retrieve()
			.toEntity(byte[].class)
			.block();
		assertThat(answer.getBody()).isEqualTo(compressed);
		assertThat(answer.getHeaders().getFirst("Content-Encoding")).isEqualTo("gzip");
	}

	@Test
	void switchedOffNothingIsAsked() {
		client(path(CompressionSettings.none())).get().uri("/Tickets/5").retrieve().toBodilessEntity().block();
		assertThat(this.autotask.arrivals().get(0).header("Accept-Encoding")).isNull();
	}

	@Test
	void aSmallBodyThatBecomesAHugeOneStreamsThrough() {
		byte[] huge = new byte[8 << 20];
		this.autotask.answering(new Reply(200,
				Map.of("Content-Type", "application/octet-stream", "Content-Encoding", "gzip"), gzip(huge)));
		Path path = Path.to(this.autotask).maxBufferedBody(64 * 1024).build();
		Long length = client(path).get()
			.uri("/Tickets/5")
			.retrieve()
			.bodyToFlux(DataBuffer.class)
			.map(DataBuffer::readableByteCount)
			.reduce(0L, Long::sum)
			.block();
		assertThat(length).isEqualTo(huge.length);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aBodyThatIsDamagedIsAFailureAndNotKept(boolean cut) {
		byte[] compressed = gzip(
				("{\"item\":{\"id\":5,\"title\":\"" + "abc".repeat(100) + "\"}}").getBytes(StandardCharsets.UTF_8));
		byte[] damaged = cut ? Arrays.copyOf(compressed, compressed.length - 12) : compressed.clone();
		damaged[damaged.length - (cut ? 1 : 6)] ^= 0x55;
		this.autotask
			.answering(new Reply(200, Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"), damaged));
		Path path = path(CompressionSettings.defaults());
		StepVerifier.create(client(path).get().uri("/Tickets/5").retrieve().bodyToMono(String.class))
			.expectErrorSatisfies((failure) -> assertThat(failure).hasMessageContaining("gzip format cannot be read"))
			.verify();
		assertThat(path.cache.snapshot().entries()).isZero();
	}

	@Test
	void aRequestBodyIsCompressedOnlyWhenThatIsSwitchedOnAndItIsLarge() throws IOException {
		String large = "{\"title\":\"" + "y".repeat(5_000) + "\"}";
		create(path(CompressionSettings.defaults()), large);
		create(path(new CompressionSettings(true, true, 2_048)), "{\"title\":\"small\"}");
		create(path(new CompressionSettings(true, true, 2_048)), large);
		assertThat(this.autotask.arrivals().get(0).text()).isEqualTo(large);
		assertThat(this.autotask.arrivals().get(1).header("Content-Encoding")).isNull();
		var compressed = this.autotask.arrivals().get(2);
		assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
		assertThat(compressed.body().length).isLessThan(500);
		assertThat(compressed.header("Content-Length")).isEqualTo(String.valueOf(compressed.body().length));
		assertThat(new String(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes(),
				StandardCharsets.UTF_8))
			.isEqualTo(large);
	}

	/** Bodies of all sizes, in pieces of all sizes, with all that a head may have. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void readsABodyInWhateverPiecesItComes(long seed) {
		Random random = new Random(seed);
		for (int i = 0; i < 200; i++) {
			byte[] body = new byte[random.nextInt(60_000)];
			for (int at = 0; at < body.length; at++) {
				body[at] = (byte) ('a' + random.nextInt(4));
			}
			byte[] compressed = withHead(gzip(body), random);
			int piece = 1 + random.nextInt(compressed.length + 5);
			ByteArrayOutputStream read = new ByteArrayOutputStream();
			Gunzip
				.of(Flux.range(0, (compressed.length + piece - 1) / piece)
					.map((number) -> DefaultDataBufferFactory.sharedInstance.wrap(Arrays.copyOfRange(compressed,
							number * piece, Math.min(compressed.length, (number + 1) * piece)))))
				.doOnNext((buffer) -> {
					byte[] bytes = new byte[buffer.readableByteCount()];
					buffer.read(bytes);
					read.writeBytes(bytes);
				})
				.blockLast();
			assertThat(read.toByteArray()).isEqualTo(body);
		}
	}

	@Test
	void whatDoesNotBeginAsSuchABodyIsNone() {
		StepVerifier
			.create(Gunzip.of(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap("{\"item\":null}".getBytes()))))
			.expectErrorMessage(
					"The body of an answer in the gzip format cannot be read: it does not begin as such a body does")
			.verify();
	}

	private Path path(CompressionSettings compression) {
		return Path.to(this.autotask).withoutRetry().compression(compression).build();
	}

	private WebClient client(Path path) {
		return path.builder().clientConnector(new JdkClientHttpConnector()).build();
	}

	private void create(Path path, String body) {
		client(path).post()
			.uri("/Tickets")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.retrieve()
			.toBodilessEntity()
			.block();
	}

	private static byte[] withHead(byte[] gzip, Random random) {
		int flags = random.nextInt(16) * 2;
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		all.write(gzip, 0, 3);
		all.write(flags);
		all.write(gzip, 4, 6);
		if ((flags & 4) != 0) {
			all.writeBytes(new byte[] { 3, 0, 7, 0, 9 });
		}
		if ((flags & 8) != 0) {
			all.writeBytes(new byte[] { 'n', 'a', 'm', 'e', 0 });
		}
		if ((flags & 16) != 0) {
			all.writeBytes(new byte[] { 'c', 0 });
		}
		if ((flags & 2) != 0) {
			all.writeBytes(new byte[] { 1, 2 });
		}
		all.write(gzip, 10, gzip.length - 10);
		return all.toByteArray();
	}

	private static byte[] gzip(byte[] body) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return compressed.toByteArray();
	}

}
