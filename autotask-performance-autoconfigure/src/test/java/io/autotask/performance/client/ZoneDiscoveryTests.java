package io.autotask.performance.client;

import java.net.URI;

import io.autotask.performance.call.Origin;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ZoneDiscoveryTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final BaseUrl zone = new ZoneDiscovery(
			new ApiHttp(WebClient.create(), new RowMapper(), new ApiCredentials("a+b@example.test", "secret", "CODE")),
			this.autotask.baseUrl(), "a+b@example.test", (origin) -> origin.host().endsWith(".autotask.net"));

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void asksOnceForTheZoneOfAUserWithoutSendingCredentials() {
		answer("https://webservices5.autotask.net/ATServicesRest/");
		for (int i = 0; i < 3; i++) {
			assertThat(this.zone.locate().block())
				.isEqualTo(URI.create("https://webservices5.autotask.net/ATServicesRest/V1.0/"));
		}
		assertThat(this.autotask.arrivals()).singleElement().satisfies((arrival) -> {
			assertThat(arrival.uri()).isEqualTo("/ATServicesRest/V1.0/zoneInformation?user=a%2Bb%40example.test");
			assertThat(arrival.header("UserName")).isNull();
			assertThat(arrival.header("Secret")).isNull();
			assertThat(arrival.header("ApiIntegrationCode")).isNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.test/ATServicesRest/", "https://autotask.net.evil.test/ATServicesRest/", "",
			"not a url at all", "file:///etc/passwd" })
	void trustsNoZoneElsewhere(String url) {
		answer(url);
		assertThatIllegalStateException().isThrownBy(() -> this.zone.locate().block());
	}

	@Test
	void aFailureIsTheUsersToKnowAndIsNotKept() {
		this.autotask.answering(Reply.json(500, "{\"errors\":[\"Zone information could not be determined\"]}"));
		assertThatExceptionOfType(AutotaskApiException.class).isThrownBy(() -> this.zone.locate().block())
			.withMessageContaining("Zone information could not be determined");
		answer("https://webservices5.autotask.net/ATServicesRest/");
		assertThat(Origin.of(this.zone.locate().block()).host()).isEqualTo("webservices5.autotask.net");
	}

	private void answer(String url) {
		this.autotask.answering(Reply.json(200, "{\"zoneName\":\"Pre Release\",\"url\":\"" + url
				+ "\",\"webUrl\":\"https://ww5.autotask.net/\",\"ci\":30595}"));
	}

}
