package io.autotask.performance.path;

import java.net.URI;
import java.util.List;
import java.util.Set;

import io.autotask.performance.call.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AutotaskOriginsTests {

	private final AutotaskOrigins origins = AutotaskOrigins.of(
			List.of(URI.create("http://localhost:8090/Gateway/api"), URI.create("https://root.example.test/v1.0")),
			Set.of("https://proxy.example.test", "plain.example.test:9000"));

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = {
			"https://webservices5.autotask.net/ATServicesRest/V1.0/Tickets/5, /V1.0/Tickets/5",
			"https://WEBSERVICES5.Autotask.Net/atservicesrest/v1.0/Tickets, /v1.0/Tickets",
			"http://localhost:8090/gateway/API/V1.0/Tickets/5, /V1.0/Tickets/5",
			"http://localhost:8090/ATServicesRest/V1.0/Tickets/5, /V1.0/Tickets/5",
			"https://root.example.test/V1.0/Tickets/5, /V1.0/Tickets/5",
			"https://proxy.example.test/ATServicesRest/V1.0/Tickets/5, /V1.0/Tickets/5",
			"http://plain.example.test:9000/ATServicesRest/V1.0/x, /V1.0/x",
			"https://plain.example.test:9000/ATServicesRest/V1.0/x, /V1.0/x",
			"https://webservices5.autotask.net/Mvc/x, -", "https://webservices5.autotask.net/ATServicesRestX/V1.0/x, -",
			"https://localhost:8090/Gateway/api/V1.0/x, -", "http://localhost:8091/Gateway/api/V1.0/x, -",
			"http://localhost:8090/Gateway/apiX/V1.0/x, -", "https://autotask.net.evil.test/ATServicesRest/V1.0/x, -",
			"https://evilautotask.net/ATServicesRest/V1.0/x, -", "https://api.example.test/ATServicesRest/V1.0/x, -",
			"https://proxy.example.test/other/V1.0/x, -", "http://proxy.example.test/ATServicesRest/V1.0/x, -" })
	void servesTheOriginsThatItKnowsBelowThePathOfTheApi(URI url, String path) {
		assertThat(this.origins.apiPath(Origin.of(url), url)).isEqualTo(path);
	}

	@ParameterizedTest
	@CsvSource({ "https://webservices5.autotask.net, true", "http://webservices5.autotask.net, false",
			"http://localhost:8090, true", "https://evil.test, false", "https://autotask.net.evil.test, false" })
	void trustsConfiguredOriginsAndSecureHostsOfAutotask(URI url, boolean trusted) {
		assertThat(this.origins.isTrusted(Origin.of(url))).isEqualTo(trusted);
	}

	@Test
	void refusesWhatIsNoOrigin() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AutotaskOrigins.of(List.of(URI.create("ftp://x.test/")), Set.of()))
			.withMessageContaining("ftp://x.test/");
	}

}
