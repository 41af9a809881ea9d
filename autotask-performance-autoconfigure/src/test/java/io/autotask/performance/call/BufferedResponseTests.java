package io.autotask.performance.call;

import java.util.Map;

import io.autotask.performance.stub.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BufferedResponseTests {

	@ParameterizedTest
	@ValueSource(strings = { "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate",
			"Proxy-Authentication-Info", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Set-Cookie" })
	void aHeaderOfTheExchangeIsNotHandedToAnotherCaller(String name) {
		BufferedResponse response = Calls.response(200, Map.of(name, "x", "X-Kept", "1"), "{}");
		assertThat(response.withoutExchangeHeaders().headers().headerNames()).containsExactly("X-Kept");
	}

	@Test
	void neitherIsAHeaderThatIsNamedAsOne() {
		BufferedResponse response = Calls.response(200,
				Map.of("Connection", "close, x-hop", "X-Hop", "1", "X-Kept", "1"), "{}");
		assertThat(response.withoutExchangeHeaders().headers().headerNames()).containsExactly("X-Kept");
	}

}
