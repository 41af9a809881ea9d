package io.autotask.performance.client;

import java.util.List;
import java.util.Map;

import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Arrival;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A database that moves from one zone to another one while it is in use. */
class ZoneFollowingTests {

	private final StubAutotask before = StubAutotask.start();

	private final StubAutotask after = StubAutotask.start();

	private final ZoneFollowing zones = new ZoneFollowing();

	private final ApiHttp http = new ApiHttp(WebClient.builder().filter(this.zones).build(), new RowMapper(),
			new ApiCredentials("user@example.test", "secret", "CODE"));

	private final ZoneDiscovery discovery = new ZoneDiscovery(this.http, this.before.baseUrl(), "user@example.test",
			(origin) -> true);

	private final AutotaskClient client = new AutotaskClient(this.http, this.discovery);

	private volatile boolean hasMoved;

	@BeforeEach
	void start() {
		this.zones.follow(this.discovery);
		this.before.answering((arrival) -> Mono.just(answer(arrival)));
	}

	@AfterEach
	void stop() {
		this.before.close();
		this.after.close();
	}

	@Test
	void whatTheOldZoneRefusesIsAskedInTheNewOneFromThenOn() {
		assertThat(this.client.tickets().get(5).block()).isNotNull();
		this.hasMoved = true;
		assertThat(this.client.tickets().get(6).block()).isNotNull();
		assertThat(this.client.tickets().get(7).block()).isNotNull();
		assertThat(uris(this.after)).containsExactly("/ATServicesRest/V1.0/Tickets/6",
				"/ATServicesRest/V1.0/Tickets/7");
		assertThat(uris(this.before)).filteredOn((uri) -> uri.contains("/Tickets/"))
			.containsExactly("/ATServicesRest/V1.0/Tickets/5", "/ATServicesRest/V1.0/Tickets/6");
	}

	@Test
	void aWriteThatWasRefusedDidNotRunAndIsSentToTheNewOne() {
		assertThat(this.client.tickets().get(5).block()).isNotNull();
		this.hasMoved = true;
		assertThat(this.client.tickets().create(Map.of("title", "Printer")).block()).isNotNull();
		assertThat(this.after.arrivals("POST")).singleElement()
			.satisfies((create) -> assertThat(create.text()).contains("Printer"));
	}

	@Test
	void wrongCredentialsAreAskedAboutOnceAndSaid() {
		this.before.answering((arrival) -> Mono
			.just(arrival.uri().contains("zoneInformation") ? zone(this.before) : Reply.empty(401)));
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(AutotaskApiException.class).isThrownBy(() -> this.client.tickets().get(5).block())
				.withMessageContaining("401");
		}
		assertThat(uris(this.before)).filteredOn((uri) -> uri.contains("zoneInformation")).hasSize(2);
		assertThat(uris(this.before)).filteredOn((uri) -> uri.contains("/Tickets/")).hasSize(3);
	}

	private Reply answer(Arrival arrival) {
		if (arrival.uri().contains("zoneInformation")) {
			return zone(this.hasMoved ? this.after : this.before);
		}
		return this.hasMoved ? Reply.empty(401) : this.before.usual(arrival);
	}

	private static Reply zone(StubAutotask autotask) {
		return Reply.json(200, "{\"url\":\"" + autotask.baseUrl() + "\"}");
	}

	private static List<String> uris(StubAutotask autotask) {
		return autotask.arrivals().stream().map(Arrival::uri).toList();
	}

}
