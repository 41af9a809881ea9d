package io.autotask.performance.path;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.autotask.performance.call.CallEvent;
import io.autotask.performance.client.ApiCredentials;
import io.autotask.performance.client.ApiHttp;
import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.client.BaseUrl;
import io.autotask.performance.client.RowMapper;
import io.autotask.performance.optimizer.dispatch.DispatchSettings;
import io.autotask.performance.query.Filters;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule 11: credentials and what is in rows and filters stay out of the log, the dashboard
 * and the events, also when everything is logged and everything goes wrong.
 */
@ExtendWith(OutputCaptureExtension.class)
class NothingSecretIsShownTests {

	private static final String[] SECRETS = { "opensesame", "ada@example.test", "CODE4711", "Lovelace" };

	private static final String ID = "4929123";

	private final StubAutotask autotask = StubAutotask.start();

	private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());

	private final List<String> told = new ArrayList<>();

	private final Path path = Path.to(this.autotask)
		.dispatch(new DispatchSettings(1, 1, 1, Duration.ofSeconds(5)))
		.listener(this::told)
		.build();

	@BeforeEach
	void logEverything() {
		this.logging.setLogLevel("io.autotask", LogLevel.TRACE);
	}

	@AfterEach
	void stop() {
		this.logging.setLogLevel("io.autotask", null);
		this.autotask.close();
	}

	@Test
	void notInTheLogNotInTheDashboardAndNotInAnEvent(CapturedOutput output) {
		for (Reply reply : List.of(Reply.json(200, "{\"item\":{\"lastName\":\"Lovelace\"}}"), Reply.empty(401),
				Reply.json(500, "{\"errors\":[\"Lovelace is wrong\"]}"), Reply.json(200, "nonsense Lovelace"))) {
			this.autotask.answering(reply);
			everything(client());
		}
		this.autotask.close();
		everything(client());
		assertThat(this.told).isNotEmpty();
		assertThat(String.join("\n", this.told)).doesNotContain(SECRETS);
		assertThat(JsonMapper.shared().writeValueAsString(this.path.performance.dashboard())).contains("Contacts")
			.doesNotContain(SECRETS)
			.doesNotContain(ID);
		assertThat(output.getAll()).doesNotContain(SECRETS).doesNotContain(ID);
	}

	@Test
	void notInTheWordsOfARefusal() {
		this.autotask.answering((arrival) -> Mono.never());
		List<String> refusals = new ArrayList<>();
		AutotaskClient client = client();
		Flux.range(0, 3)
			.flatMap((i) -> client.contacts()
				.query()
				.where(Filters.eq("lastName", "Lovelace"), Filters.gt("id", 4929123 + i))
				.count()
				.onErrorResume((failure) -> {
					refusals.add(failure.toString());
					return Mono.empty();
				})
				.timeout(Duration.ofMillis(200), Mono.empty()))
			.blockLast();
		assertThat(refusals).hasSize(1)
			.allSatisfy((words) -> assertThat(words).doesNotContain(SECRETS).doesNotContain(ID));
	}

	private AutotaskClient client() {
		ApiCredentials credentials = new ApiCredentials("ada@example.test", "opensesame", "CODE4711");
		assertThat(credentials.toString()).doesNotContain("opensesame");
		WebClient web = this.path.filter.innermostOf(WebClient.builder()).build();
		URI url = this.autotask.baseUrl();
		return new AutotaskClient(new ApiHttp(web, new RowMapper(), credentials), BaseUrl.fixed(url));
	}

	private static void everything(AutotaskClient client) {
		Mono<?> read = client.contacts().get(4929123, JsonNode.class);
		Mono<?> query = client.contacts().query().where(Filters.eq("lastName", "Lovelace")).page(JsonNode.class);
		Mono<?> write = client.contacts().update(Map.of("id", 4929123, "lastName", "Lovelace"));
		for (Mono<?> call : List.of(read, read, query, write)) {
			call.onErrorResume((failure) -> Mono.empty()).block();
		}
	}

	private void told(CallEvent event) {
		this.told.add(event.toString());
	}

}
