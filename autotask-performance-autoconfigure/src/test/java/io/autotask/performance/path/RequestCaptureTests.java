package io.autotask.performance.path;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.optimizer.dispatch.DispatchSettings;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Arrival;
import io.autotask.performance.stub.StubAutotask.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A request is written out once, and what came of that is what is sent. */
class RequestCaptureTests {

	private static final int BOUND = 1_000;

	private static final String ROW = "{\"id\":5}";

	private final StubAutotask autotask = StubAutotask.start();

	private final Path path = Path.to(this.autotask).maxBufferedBody(BOUND).build();

	private final WebClient client = this.path.client();

	@AfterEach
	void nothingWaitsAnyMore() {
		this.autotask.close();
		assertThat(this.path.monitor.snapshot().ledger().waiting()).isZero();
	}

	@Nested
	class LargeBodies {

		private final NettyDataBufferFactory buffers = new NettyDataBufferFactory(new PooledByteBufAllocator(true));

		private final List<ByteBuf> made = new ArrayList<>();

		private final TestPublisher<DataBuffer> source = TestPublisher.create();

		private final SlowNetwork network = new SlowNetwork();

		private final AtomicReference<Throwable> failure = new AtomicReference<>();

		@AfterEach
		void everyBufferIsReleased() {
			assertThat(this.made).allMatch((buffer) -> buffer.refCnt() == 0);
		}

		@Test
		void arriveWholeThoughTheyCanBeReadOnce() {
			byte[] large = letters(100_000);
			ByteArrayInputStream once = new ByteArrayInputStream(large);
			patch(BodyInserters.fromDataBuffers(
					DataBufferUtils.readInputStream(() -> once, DefaultDataBufferFactory.sharedInstance, 512)));
			patch(BodyInserters.fromResource(new InputStreamResource(new ByteArrayInputStream(large))));
			assertThat(autotask.arrivals()).hasSize(2).allMatch((arrival) -> arrival.body().length == large.length);
			assertThat(autotask.arrivals().get(0).body()).isEqualTo(large);
		}

		@Test
		void keepTheirLengthAndTheirHeaders() {
			client.patch()
				.uri("/Tickets")
				.httpRequest((request) -> request.getHeaders().set("X-Mine", "1"))
				.body(BodyInserters.fromResource(new ByteArrayResource(letters(5_000))))
				.retrieve()
				.toBodilessEntity()
				.block();
			assertThat(arrival().headers()).containsEntry("Content-Length", "5000").containsEntry("X-Mine", "1");
		}

		@Test
		void areAskedForAsTheNetworkTakesThem() {
			send(path.builder().exchangeFunction(this.network));
			this.source.next(buffer(BOUND + 1));
			this.network.take();
			this.source.assertMaxRequested(1);
			this.network.take();
			this.source.next(buffer(10));
			this.network.take();
			this.source.assertMaxRequested(1).complete();
			assertThat(this.network.bytes).isEqualTo(BOUND + 11);
			assertThat(this.network.complete).isTrue();
			assertThat(this.failure).hasNullValue();
		}

		@Test
		void failTheRequestWhenTheyBreakOff() {
			send(path.builder().exchangeFunction(this.network));
			this.source.next(buffer(BOUND + 1));
			this.network.take();
			this.network.take();
			this.source.error(new IllegalStateException("cut"));
			assertThat(this.failure.get()).hasMessage("cut");
		}

		@Test
		void failTheRequestWhenTheirWriterFails() {
			TestPublisher<Void> impatience = TestPublisher.create();
			send(path.builder()
				.filter((request,
						next) -> next.exchange(ClientRequest.from(request)
							.body((output, context) -> Mono.firstWithSignal(request.body().insert(output, context),
									impatience.mono()))
							.build()))
				.exchangeFunction(this.network));
			this.source.next(buffer(BOUND + 1));
			this.network.take();
			impatience.error(new IllegalStateException("too slow"));
			assertThat(this.failure.get()).hasMessage("too slow");
			this.source.assertCancelled();
		}

		@Test
		void endWhenTheirCallerGoesAway() {
			Disposable caller = send(path.builder().exchangeFunction(this.network));
			this.source.next(buffer(10));
			caller.dispose();
			this.source.assertCancelled();
		}

		@Test
		void endWhenTheirCallerGoesAwayWhileTheyAreSent() {
			Disposable caller = send(path.builder().exchangeFunction(this.network));
			this.source.next(buffer(BOUND + 1));
			this.network.take();
			caller.dispose();
			this.source.assertCancelled();
		}

		@Test
		void endWhenTheyAreRefused() {
			Path full = Path.to(autotask)
				.maxBufferedBody(BOUND)
				.dispatch(new DispatchSettings(1, 1, 0, Duration.ofSeconds(30)))
				.build();
			full.builder()
				.exchangeFunction((request) -> Mono.never())
				.build()
				.get()
				.uri("/Tickets/1")
				.retrieve()
				.toBodilessEntity()
				.subscribe();
			send(full.builder());
			this.source.next(buffer(BOUND + 1));
			assertThat(this.failure.get()).isInstanceOf(AutotaskRequestRefusedException.class);
			this.source.assertCancelled();
		}

		@Test
		void endWhenThereIsNoConnection() {
			send(path.builder().exchangeFunction((request) -> Mono.error(new IOException("no connection"))));
			this.source.next(buffer(BOUND + 1));
			assertThat(this.failure.get()).hasMessage("no connection");
			this.source.assertCancelled();
		}

		@Test
		void areNotSentAgain() {
			autotask.answering(Reply.threadLimit());
			int status = client.patch()
				.uri("/Tickets")
				.body(BodyInserters.fromDataBuffers(Flux.range(0, 20).map((i) -> buffer(100))))
				.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode().value()))
				.block();
			assertThat(status).isEqualTo(429);
			assertThat(autotask.arrivals()).hasSize(1);
		}

		private Disposable send(WebClient.Builder builder) {
			return builder.build()
				.patch()
				.uri("/Tickets")
				.body(this.source.flux(), DataBuffer.class)
				.retrieve()
				.toBodilessEntity()
				.subscribe((response) -> {
				}, this.failure::set);
		}

		private DataBuffer buffer(int size) {
			ByteBuf buffer = this.buffers.getByteBufAllocator().buffer();
			buffer.writeBytes(letters(size));
			this.made.add(buffer);
			return this.buffers.wrap(buffer);
		}

	}

	@Nested
	class Headers {

		@Test
		void ofTheBodysWriterAreSent() {
			patch((output, context) -> {
				output.getHeaders().set("X-Signature", "abc");
				return output.writeWith(Mono.just(output.bufferFactory().wrap(ROW.getBytes())));
			});
			assertThat(arrival().headers()).containsEntry("X-Signature", "abc").containsEntry("Content-Length", "8");
		}

		@Test
		void ofAFilterThatSignsTheBodyAreSent() {
			patchRow(rewriting("Digest", (bytes) -> bytes));
			assertThat(arrival().headers()).containsEntry("Digest", "8")
				.containsEntry("Content-Type", "application/json");
			assertThat(arrival().text()).isEqualTo(ROW);
		}

		@Test
		void ofAFilterThatCompressesTheBodyAreSent() throws IOException {
			patchRow(rewriting("Content-Encoding", RequestCaptureTests::zipped));
			assertThat(arrival().headers()).containsKey("Content-Encoding");
			try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(arrival().body()))) {
				assertThat(new String(plain.readAllBytes())).isEqualTo(ROW);
			}
		}

		@Test
		void ofAConsumerAreThoseByWhichTheAnswerIsKept() {
			Iterator<String> tenants = List.of("A", "B", "A").iterator();
			for (String tenant : List.of("A", "B", "A")) {
				assertThat(client.get()
					.uri("/Tickets/5")
					.httpRequest((request) -> request.getHeaders().set("Tenant", tenants.next()))
					.retrieve()
					.bodyToMono(String.class)
					.block()).contains("\"seenBy\":\"" + tenant + "\"");
			}
			assertThat(autotask.arrivals()).hasSize(2);
		}

		@Test
		void thatAConsumerTookAwayAreNotSent() {
			client.get()
				.uri("/Tickets/5")
				.header("X-Mine", "1")
				.httpRequest((request) -> request.getHeaders().remove("X-Mine"))
				.retrieve()
				.toBodilessEntity()
				.block();
			assertThat(arrival().headers()).doesNotContainKey("X-Mine");
		}

	}

	@Nested
	class Consumers {

		@Test
		void runOnceWithABodyOrWithout() {
			AtomicInteger runs = new AtomicInteger();
			client.get()
				.uri("/Tickets/5")
				.httpRequest((request) -> runs.incrementAndGet())
				.retrieve()
				.toBodilessEntity()
				.block();
			client.patch()
				.uri("/Tickets")
				.httpRequest((request) -> runs.incrementAndGet())
				.bodyValue(ROW)
				.retrieve()
				.toBodilessEntity()
				.block();
			assertThat(runs).hasValue(2);
		}

		@Test
		void setCookies() {
			client.get()
				.uri("/Tickets/5")
				.cookie("a", "1")
				.httpRequest((request) -> request.getCookies().add("b", new HttpCookie("b", "2")))
				.retrieve()
				.toBodilessEntity()
				.block();
			assertThat(arrival().header("Cookie")).contains("a=1").contains("b=2");
		}

		@Test
		void thatNeedTheConnectionGetItAndTheBodyIsNotTouchedBefore() {
			AtomicInteger subscriptions = new AtomicInteger();
			client.patch()
				.uri("/Tickets")
				.httpRequest((request) -> request.getNativeRequest().hashCode())
				.body(Mono.fromSupplier(() -> ROW + subscriptions.incrementAndGet()), String.class)
				.retrieve()
				.toBodilessEntity()
				.block();
			assertThat(arrival().text()).isEqualTo(ROW + 1);
		}

		@Test
		void thatFailFailTheRequest() {
			Throwable failure = catchThrowable(() -> client.get().uri("/Tickets/5").httpRequest((request) -> {
				throw new IllegalStateException("no");
			}).retrieve().toBodilessEntity().block());
			assertThat(failure).isInstanceOf(WebClientRequestException.class).hasRootCauseMessage("no");
		}

	}

	@Nested
	class Failures {

		@Test
		void ofTheBodyAreTheCallersAndNothingIsSent() {
			AtomicInteger subscriptions = new AtomicInteger();
			Mono<String> body = Mono.defer(() -> (subscriptions.incrementAndGet() == 1)
					? Mono.error(new IllegalStateException("no body")) : Mono.just(ROW));
			assertThat(failureOf(client, body)).isInstanceOf(WebClientRequestException.class)
				.hasRootCauseMessage("no body");
			assertThat(autotask.arrivals()).isEmpty();
			assertThat(subscriptions).hasValue(1);
		}

		@Test
		void areThoseThatTheCallerWouldSeeWithoutUs() {
			WebClient plain = WebClient.create(autotask.baseUrl() + "/V1.0");
			for (Object body : List.of(Mono.error(new IOException("no")), new Object() {
			})) {
				Throwable expected = failureOf(plain, body);
				assertThat(failureOf(client, body)).hasSameClassAs(expected).hasMessage(expected.getMessage());
			}
		}

		private Throwable failureOf(WebClient client, Object body) {
			return catchThrowable(
					() -> ((body instanceof Mono<?> mono) ? client.patch().uri("/Tickets").body(mono, String.class)
							: client.patch().uri("/Tickets").contentType(MediaType.APPLICATION_XML).bodyValue(body))
						.retrieve()
						.toBodilessEntity()
						.block());
		}

	}

	private void patch(BodyInserter<?, ? super ClientHttpRequest> body) {
		this.client.patch().uri("/Tickets").body(body).retrieve().toBodilessEntity().block();
	}

	private static void patchRow(WebClient client) {
		client.patch()
			.uri("/Tickets")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(ROW)
			.retrieve()
			.toBodilessEntity()
			.block();
	}

	/**
	 * A client with a filter that rewrites the body and puts its length into a header.
	 */
	private WebClient rewriting(String header, java.util.function.UnaryOperator<byte[]> rewrite) {
		return this.path.builder()
			.filter((request, next) -> next.exchange(ClientRequest.from(request)
				.body((output, context) -> request.body().insert(new ClientHttpRequestDecorator(output) {

					@Override
					public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
						return DataBufferUtils.join(body).flatMap((joined) -> {
							byte[] bytes = rewrite.apply(bytes(joined));
							getHeaders().set(header, String.valueOf(bytes.length));
							return super.writeWith(Mono.just(bufferFactory().wrap(bytes)));
						});
					}

				}, context))
				.build()))
			.build();
	}

	private Arrival arrival() {
		assertThat(this.autotask.arrivals()).hasSize(1);
		return this.autotask.arrivals().get(0);
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	private static byte[] zipped(byte[] bytes) {
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (GZIPOutputStream output = new GZIPOutputStream(zipped)) {
			output.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return zipped.toByteArray();
	}

	private static byte[] letters(int size) {
		byte[] letters = new byte[size];
		for (int i = 0; i < size; i++) {
			letters[i] = (byte) ('a' + i % 26);
		}
		return letters;
	}

	/** Takes one buffer of a request's body at a time, when the test says so. */
	private static final class SlowNetwork extends BaseSubscriber<DataBuffer> implements ExchangeFunction {

		private MonoSink<Void> written;

		private int bytes;

		private boolean complete;

		@Override
		public Mono<ClientResponse> exchange(ClientRequest request) {
			MockClientHttpRequest output = new MockClientHttpRequest(request.method(), request.url());
			output.setWriteHandler((body) -> Mono.create((sink) -> {
				this.written = sink;
				sink.onCancel(this);
				body.subscribe(this);
			}));
			return request.writeTo(output, ExchangeStrategies.withDefaults())
				.then(Mono.fromSupplier(() -> ClientResponse.create(HttpStatus.OK).build()));
		}

		void take() {
			request(1);
		}

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			// Nothing is taken by itself.
		}

		@Override
		protected void hookOnNext(DataBuffer buffer) {
			this.bytes += bytes(buffer).length;
		}

		@Override
		protected void hookOnComplete() {
			this.complete = true;
			this.written.success();
		}

		@Override
		protected void hookOnError(Throwable failure) {
			this.written.error(failure);
		}

	}

}
