package io.autotask.performance.path;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.IncompleteAnswerException;
import io.autotask.performance.stub.Calls;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;

class BodyReaderTests {

	private static final int BOUND = 100;

	private final NettyDataBufferFactory factory = new NettyDataBufferFactory(new PooledByteBufAllocator(true));

	private final List<ByteBuf> made = new ArrayList<>();

	@AfterEach
	void everyBufferIsReleased() {
		assertThat(this.made).allMatch((buffer) -> buffer.refCnt() == 0);
	}

	@Test
	void readsABodyToItsLastByte() {
		Answer answer = read(Flux.just(buffer("one "), buffer("two"))).block();
		assertThat(Calls.text(answer)).isEqualTo("one two");
		assertThat(answer.status()).isEqualTo(200);
	}

	@Test
	void readsABodyOfNothing() {
		assertThat(Calls.text(read(Flux.empty()).block())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 50, 100 })
	void holdsABodyUpToTheBound(int chunk) {
		Answer answer = read(chunks(BOUND, chunk)).block();
		assertThat(answer).isInstanceOf(Answer.Whole.class);
		assertThat(Calls.text(answer)).hasSize(BOUND);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 50, 101 })
	void streamsALargerBodyWholeAndInOrder(int chunk) {
		Answer answer = read(chunks(1_000, chunk)).block();
		assertThat(answer).isInstanceOf(Answer.Stream.class);
		assertThat(text(((Answer.Stream) answer).body())).isEqualTo(letters(1_000));
	}

	@Test
	void asksForTheRestOnlyAsItsReaderDoes() {
		TestPublisher<DataBuffer> source = TestPublisher.create();
		Answer[] answer = new Answer[1];
		read(source.flux()).subscribe((one) -> answer[0] = one);
		source.next(buffer("x".repeat(BOUND + 1)));
		source.assertMaxRequested(1);
		StepVerifier.create(((Answer.Stream) answer[0]).body().map(BodyReaderTests::taken), 1)
			.expectNext("x".repeat(BOUND + 1))
			.then(() -> source.assertMaxRequested(1))
			.thenRequest(1)
			.then(() -> source.next(buffer("rest")))
			.expectNext("rest")
			.thenRequest(1)
			.then(source::complete)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void aStreamThatEndedBeforeItsReaderCameIsWhole() {
		TestPublisher<DataBuffer> source = TestPublisher.create();
		Answer[] answer = new Answer[1];
		read(source.flux()).subscribe((one) -> answer[0] = one);
		source.next(buffer("x".repeat(BOUND + 1)));
		source.complete();
		assertThat(text(((Answer.Stream) answer[0]).body())).hasSize(BOUND + 1);
	}

	@Test
	void aFailureReachesTheReaderOfTheStream() {
		TestPublisher<DataBuffer> source = TestPublisher.create();
		Answer[] answer = new Answer[1];
		read(source.flux()).subscribe((one) -> answer[0] = one);
		source.next(buffer("x".repeat(BOUND + 1)));
		source.error(new IllegalStateException("cut"));
		StepVerifier.create(((Answer.Stream) answer[0]).body().map(BodyReaderTests::taken))
			.expectNextCount(1)
			.expectErrorMessage("cut")
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void aFailureWhileReadingIsTheAnswersFailure() {
		StepVerifier.create(read(Flux.concat(Flux.just(buffer("part")), Flux.error(new IllegalStateException("cut")))))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(IncompleteAnswerException.class)
				.hasRootCauseMessage("cut"))
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void cancellingEndsTheExchange() {
		TestPublisher<DataBuffer> source = TestPublisher.create();
		StepVerifier.create(read(source.flux()))
			.then(() -> source.next(buffer("part")))
			.thenCancel()
			.verify(Duration.ofSeconds(5));
		source.assertCancelled();
	}

	@Test
	void aStreamIsReadOnceAndASecondReaderDoesNotDisturbTheFirst() {
		TestPublisher<DataBuffer> source = TestPublisher.create();
		Answer[] answer = new Answer[1];
		read(source.flux()).subscribe((one) -> answer[0] = one);
		source.next(buffer("x".repeat(BOUND + 1)));
		Answer.Stream stream = ((Answer.Stream) answer[0]).whenOver((bytes) -> assertThat(bytes).isEqualTo(BOUND + 5));
		StepVerifier.create(stream.body().map(BodyReaderTests::taken)).expectNextCount(1).then(() -> {
			StepVerifier.create(stream.body())
				.expectErrorSatisfies((failure) -> assertThat(failure).hasMessageContaining("was read before"))
				.verify(Duration.ofSeconds(5));
			stream.discardUnlessRead();
			source.next(buffer("rest")).complete();
		}).expectNext("rest").expectComplete().verify(Duration.ofSeconds(5));
		source.assertNotCancelled();
	}

	@Test
	void discardingAStreamEndsTheExchange() {
		TestPublisher<DataBuffer> source = TestPublisher.create();
		Answer[] answer = new Answer[1];
		read(source.flux()).subscribe((one) -> answer[0] = one);
		source.next(buffer("x".repeat(BOUND + 1)));
		((Answer.Stream) answer[0]).discardUnlessRead();
		source.assertCancelled();
	}

	@Test
	void cancellingAStreamEndsTheExchange() {
		TestPublisher<DataBuffer> source = TestPublisher.create();
		Answer[] answer = new Answer[1];
		read(source.flux()).subscribe((one) -> answer[0] = one);
		source.next(buffer("x".repeat(BOUND + 1)));
		StepVerifier.create(((Answer.Stream) answer[0]).body().map(BodyReaderTests::taken))
			.expectNextCount(1)
			.thenCancel()
			.verify(Duration.ofSeconds(5));
		source.assertCancelled();
	}

	private Mono<Answer> read(Flux<DataBuffer> body) {
		return BodyReader.read(ClientResponse.create(HttpStatus.OK).body(body).build(), BOUND);
	}

	private Flux<DataBuffer> chunks(int size, int chunk) {
		String text = letters(size);
		return Flux.range(0, (size + chunk - 1) / chunk)
			.map((i) -> buffer(text.substring(i * chunk, Math.min(size, (i + 1) * chunk))));
	}

	private static String letters(int size) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < size; i++) {
			text.append((char) ('a' + i % 26));
		}
		return text.toString();
	}

	private DataBuffer buffer(String text) {
		ByteBuf buffer = this.factory.getByteBufAllocator().buffer();
		buffer.writeCharSequence(text, StandardCharsets.UTF_8);
		this.made.add(buffer);
		return this.factory.wrap(buffer);
	}

	private static String text(Flux<DataBuffer> body) {
		return body.map(BodyReaderTests::taken).reduce("", String::concat).block();
	}

	private static String taken(DataBuffer buffer) {
		String text = buffer.toString(StandardCharsets.UTF_8);
		DataBufferUtils.release(buffer);
		return text;
	}

}
