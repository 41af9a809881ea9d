package io.autotask.performance.call;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class IncompleteAnswerExceptionTests {

	@Test
	void everyCallerReadsWhatCameAndOneGetsTheCookies() {
		MultiValueMap<String, ResponseCookie> cookies = new LinkedMultiValueMap<>();
		cookies.add("a", ResponseCookie.from("a", "1").build());
		IncompleteAnswerException broken = new IncompleteAnswerException(
				new BufferedResponse(200, new HttpHeaders(), cookies, "part".getBytes(StandardCharsets.UTF_8)),
				new IOException("cut"));
		assertThat(read(broken.asStream()).cookies()).containsOnlyKeys("a");
		assertThat(read(broken.asStream()).cookies()).isEmpty();
	}

	private static Answer.Stream read(Answer.Stream stream) {
		StepVerifier.create(stream.body().map((buffer) -> buffer.toString(StandardCharsets.UTF_8)))
			.expectNext("part")
			.expectErrorMessage("cut")
			.verify(Duration.ofSeconds(5));
		return stream;
	}

}
