package io.autotask.performance.monitor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.call.IncompleteAnswerException;
import io.autotask.performance.stub.Calls;
import io.netty.handler.timeout.ReadTimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import static org.assertj.core.api.Assertions.assertThat;

class WordsTests {

	@Test
	void namesTheKindOfAnError() {
		assertThat(Words.of(404)).isEqualTo("http-404");
		assertThat(Words.of(9_999)).isEqualTo("http-other");
		assertThat(Words.of(new AutotaskRequestRefusedException(Reason.QUEUE_FULL, Duration.ZERO, "full")))
			.isEqualTo("queue-full");
		assertThat(Words.of(new IncompleteAnswerException(Calls.json(200, "{"), new IOException("cut"))))
			.isEqualTo("incomplete-answer");
		assertThat(Words.of(request(new ConnectException("refused")))).isEqualTo("connection");
		assertThat(Words.of(request(ReadTimeoutException.INSTANCE))).isEqualTo("timeout");
		assertThat(Words.of(new TimeoutException())).isEqualTo("timeout");
		assertThat(Words.of(new IllegalStateException("whatever it says"))).isEqualTo("exception");
	}

	private static WebClientRequestException request(Throwable cause) {
		return new WebClientRequestException(cause, HttpMethod.GET, URI.create("https://x.test"), HttpHeaders.EMPTY);
	}

}
