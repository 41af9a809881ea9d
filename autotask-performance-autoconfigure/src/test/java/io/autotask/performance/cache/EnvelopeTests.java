package io.autotask.performance.cache;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.stub.Calls;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Bytes from outside: opened when they are ours and as they were, and otherwise not. */
class EnvelopeTests {

	private static final String SECRET = "known to the instances alone";

	private static final byte[] BYTES = "The ticket of Mrs Miller".repeat(20).getBytes(StandardCharsets.UTF_8);

	private final List<Envelope> envelopes = List.of(new Envelope(null), new Envelope(SECRET));

	private final Random random = new Random(42);

	@Test
	void opensWhatItSealed() {
		for (Envelope envelope : this.envelopes) {
			assertThat(envelope.open("name", envelope.seal("name", BYTES))).isEqualTo(BYTES);
			assertThat(envelope.open("name", envelope.seal("name", new byte[0]))).isEmpty();
		}
	}

	@Test
	void doesNotOpenWhatWasSealedUnderAnotherName() {
		for (Envelope envelope : this.envelopes) {
			assertThat(envelope.open("other", envelope.seal("name", BYTES))).isNull();
		}
	}

	@Test
	void doesNotOpenWhatIsOfAnotherSecretOrOfNone() {
		Envelope open = this.envelopes.get(0);
		Envelope secret = this.envelopes.get(1);
		assertThat(new Envelope("another secret, as long").open("name", secret.seal("name", BYTES))).isNull();
		assertThat(secret.open("name", open.seal("name", BYTES))).isNull();
		assertThat(open.open("name", secret.seal("name", BYTES))).isNull();
	}

	@Test
	void showsNothingWhenThereIsASecret() {
		byte[] sealed = this.envelopes.get(1).seal("name", BYTES);
		assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Miller");
		assertThat(this.envelopes.get(1).seal("name", BYTES)).isNotEqualTo(sealed);
	}

	@Test
	void doesNotOpenWhatWasChanged() {
		for (Envelope envelope : this.envelopes) {
			byte[] sealed = envelope.seal("name", BYTES);
			for (int i = 0; i < 20_000; i++) {
				assertThat(envelope.open("name", changed(sealed))).isNull();
			}
			for (int length = 0; length < sealed.length; length++) {
				assertThat(envelope.open("name", Arrays.copyOf(sealed, length))).isNull();
			}
		}
	}

	@Test
	void readsAnAnswerAsItWasWritten() {
		BufferedResponse response = Calls.json(200, "{\"item\":{\"id\":5}}");
		SharedAnswer read = SharedAnswer.read(new SharedAnswer(response, 42).write(), 100);
		assertThat(read).isNotNull();
		assertThat(read.cost()).isEqualTo(42);
		assertThat(read.response().status()).isEqualTo(200);
		assertThat(read.response().headers()).isEqualTo(response.headers());
		assertThat(read.response().bytes()).isEqualTo(response.bytes());
	}

	@Test
	void readsNoAnswerThatIsLargerThanOneMayBe() {
		byte[] large = new SharedAnswer(Calls.json(200, " ".repeat(1 << 20)), 42).write();
		assertThat(large).hasSizeLessThan(10_000);
		assertThat(SharedAnswer.read(large, 100)).isNull();
	}

	@Test
	void readsNoAnswerFromAnythingElse() {
		byte[] written = new SharedAnswer(Calls.json(200, "{\"item\":{\"id\":5}}"), 42).write();
		for (int i = 0; i < 20_000; i++) {
			byte[] bytes = new byte[this.random.nextInt(100)];
			this.random.nextBytes(bytes);
			assertThat(SharedAnswer.read(bytes, 1_000)).isNull();
			SharedAnswer read = SharedAnswer.read(changed(written), 1_000);
			assertThat(read == null || read.response().length() <= 1_000).isTrue();
		}
	}

	private byte[] changed(byte[] bytes) {
		byte[] changed = bytes.clone();
		changed[this.random.nextInt(changed.length)] ^= (byte) (1 << this.random.nextInt(8));
		return changed;
	}

}
