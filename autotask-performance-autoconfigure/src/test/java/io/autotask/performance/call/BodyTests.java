package io.autotask.performance.call;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BodyTests {

	@Test
	void aCompressedBodyHasTheSameBytesAndTakesLess() {
		byte[] bytes = "{\"status\":5,\"priority\":2}".repeat(200).getBytes(StandardCharsets.UTF_8);
		Body body = Body.compressed(bytes);
		assertThat(body.bytes()).isEqualTo(bytes);
		assertThat(body.length()).isEqualTo(bytes.length);
		assertThat(body.weight()).isLessThan(bytes.length / 10);
	}

	@Test
	void whatCannotBeCompressedStaysAsItIs() {
		byte[] bytes = new byte[1_000];
		new Random(3).nextBytes(bytes);
		Body body = Body.compressed(bytes);
		assertThat(body).isInstanceOf(Body.Plain.class);
		assertThat(body.bytes()).isEqualTo(bytes);
		assertThat(Body.compressed(new byte[0]).bytes()).isEmpty();
	}

}
