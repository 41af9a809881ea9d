package io.autotask.performance.path;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.autotask.performance.cache.redis.RedisMemory;
import io.autotask.performance.cache.redis.RedisSettings;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.RedisStub;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

import static io.autotask.performance.stub.RedisStub.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** Two instances of an application, one tenant, one Redis. */
class InstancesTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final RedisStub redis = RedisStub.start();

	private final List<Instance> instances = new ArrayList<>();

	private Instance one;

	private Instance other;

	@BeforeEach
	void start() {
		this.one = instance();
		this.other = instance();
	}

	@AfterEach
	void close() {
		this.instances.forEach((instance) -> {
			instance.memory().close();
			instance.connections().destroy();
		});
		this.redis.close();
		this.autotask.close();
	}

	@Test
	void whatOneHasAskedTheOtherNeedNot() {
		String answer = ticket(this.one);
		eventually().untilAsserted(() -> assertThat(ticket(instance())).isEqualTo(answer));
		int asked = this.autotask.arrivals().size();
		assertThat(ticket(instance())).isEqualTo(answer);
		assertThat(this.autotask.arrivals()).hasSize(asked);
	}

	@Test
	void whatOneWritesTheOtherDoesNotAnswerFromMemory() {
		ticket(this.one);
		ticket(this.other);
		write(this.one);
		eventually().untilAsserted(() -> assertThat(ticket(this.other)).contains("\"version\":2"));
		assertThat(ticket(this.one)).contains("\"version\":2");
	}

	@Test
	void whoWritesNeverReadsWhatWasBeforeNoMatterWhoKeptIt() {
		for (int version = 2; version < 30; version++) {
			ticket(this.other);
			write(this.one);
			assertThat(ticket(this.one)).contains("\"version\":" + version);
		}
	}

	@Test
	void whatOneInvalidatesIsGoneForAll() {
		ticket(this.one);
		ticket(this.other);
		int asked = this.autotask.arrivals().size();
		this.one.path().cache.invalidate("Tickets");
		ticket(this.one);
		assertThat(this.autotask.arrivals()).hasSize(asked + 1);
		eventually().until(() -> this.other.path().cache.snapshot().entries() == 0
				|| this.other.path().cache.snapshot().invalidations() > 0);
	}

	@Test
	void aRowThatIsCreatedIsThereForAll() {
		Set<String> there = ConcurrentHashMap.newKeySet();
		this.autotask.answering((arrival) -> {
			String id = arrival.path().replaceAll(".*/", "");
			if (arrival.method().equals("POST")) {
				there.add(new String(arrival.body()).replaceAll("\\D", ""));
				return Mono.just(Reply.json(200, "{\"itemId\":1}"));
			}
			return Mono
				.just(Reply.json(200, there.contains(id) ? "{\"item\":{\"id\":" + id + "}}" : "{\"item\":null}"));
		});
		for (int id = 1; id < 20; id++) {
			for (int i = 0; i < 3; i++) {
				assertThat(read(this.one, "/Tickets/" + id)).isEqualTo("{\"item\":null}");
				assertThat(read(this.other, "/Tickets/" + id)).isEqualTo("{\"item\":null}");
			}
			this.one.client()
				.post()
				.uri("/Tickets")
				.header("Content-Type", "application/json")
				.bodyValue("{\"number\":" + id + "}")
				.retrieve()
				.toBodilessEntity()
				.block();
			assertThat(read(this.one, "/Tickets/" + id)).contains("\"id\":" + id);
			String path = "/Tickets/" + id;
			eventually().untilAsserted(() -> assertThat(read(this.other, path)).contains("id"));
		}
	}

	@Test
	void answersOfOneUserAreNeverThoseOfAnother() {
		ticket(this.one);
		WebClient another = this.other.client().mutate().defaultHeader("ImpersonationResourceId", "7").build();
		int asked = this.autotask.arrivals().size();
		another.get().uri("/Tickets/5").retrieve().bodyToMono(String.class).block();
		assertThat(this.autotask.arrivals()).hasSize(asked + 1);
	}

	@Test
	void answersThroughAnotherConnectorAreNotShared() {
		ticket(this.one);
		ReactorClientHttpConnector connector = new ReactorClientHttpConnector();
		WebClient another = this.one.client().mutate().clientConnector(connector).build();
		int asked = this.autotask.arrivals().size();
		another.get().uri("/Tickets/5").retrieve().bodyToMono(String.class).block();
		assertThat(this.autotask.arrivals()).hasSize(asked + 1);
	}

	@Test
	void aWriteThatNobodyKnowsTheEndOfKeepsAnswersFromAll() {
		this.autotask.answering((arrival) -> arrival.method().equals("PATCH")
				? Mono.just(Reply.json(504, "<html></html>")) : Mono.just(this.autotask.usual(arrival)));
		ticket(this.other);
		this.one.client()
			.patch()
			.uri("/Tickets")
			.header("Content-Type", "application/json")
			.bodyValue("{\"id\":5}")
			.exchangeToMono((response) -> response.releaseBody())
			.block();
		eventually().until(() -> this.other.path().cache.snapshot().entries() == 0);
		int asked = this.autotask.arrivals().size();
		ticket(this.other);
		ticket(this.other);
		ticket(instance());
		assertThat(this.autotask.arrivals()).hasSize(asked + 3);
	}

	@Test
	void withoutRedisEachGoesOnAlone() {
		ticket(this.one);
		this.redis.die();
		for (int version = 2; version < 6; version++) {
			write(this.one);
			assertThat(ticket(this.one)).contains("\"version\":" + version);
		}
		int asked = this.autotask.arrivals().size();
		ticket(this.one);
		assertThat(this.autotask.arrivals()).hasSize(asked);
	}

	@Test
	void whatWasWrittenWithoutRedisIsKnownToAllWhenItIsBack() {
		ticket(this.one);
		ticket(this.other);
		this.redis.die();
		write(this.one);
		this.redis.comeBack();
		eventually().untilAsserted(() -> assertThat(ticket(this.other)).contains("\"version\":2"));
	}

	@Test
	void whatIsSharedIsShown() {
		ticket(this.one);
		eventually().until(() -> {
			ticket(this.other);
			this.other.path().cache.invalidate("Nothing");
			return this.one.path().performance.dashboard().cache().secondLevel().news() > 0;
		});
		eventually().until(() -> {
			Instance third = instance();
			ticket(third);
			return third.path().performance.dashboard().cache().secondLevel().recalled() == 1;
		});
		assertThat(this.one.path().performance.dashboard().cache().secondLevel()).satisfies((shown) -> {
			assertThat(shown.heard()).isTrue();
			assertThat(shown.kept()).isPositive();
			assertThat(shown.recalled()).isZero();
		});
		this.redis.die();
		eventually().until(() -> !this.one.path().performance.dashboard().cache().secondLevel().heard());
		assertThat(Path.of(this.autotask).performance.dashboard().cache().secondLevel()).isNull();
	}

	@Test
	void redisHoldsNothingThatCanBeRead() {
		ticket(this.one);
		eventually().until(() -> !keys("*answer*").isEmpty());
		for (byte[] key : keys("*answer*")) {
			byte[] kept = this.one.connections().getConnection().hashCommands().hGet(key, "bytes".getBytes());
			assertThat(new String(kept)).doesNotContain("Tickets").doesNotContain("version");
			assertThat(new String(key)).doesNotContain("Ticket").doesNotContain("user@example.test");
		}
	}

	private List<byte[]> keys(String pattern) {
		return List.copyOf(this.one.connections().getConnection().keyCommands().keys(pattern.getBytes()));
	}

	private static String ticket(Instance instance) {
		return read(instance, "/Tickets/5");
	}

	private static String read(Instance instance, String path) {
		return instance.client().get().uri(path).retrieve().bodyToMono(String.class).block();
	}

	private static void write(Instance instance) {
		instance.client()
			.patch()
			.uri("/Tickets")
			.header("Content-Type", "application/json")
			.bodyValue("{\"id\":5,\"title\":\"x\"}")
			.retrieve()
			.toBodilessEntity()
			.block();
	}

	private Instance instance() {
		LettuceConnectionFactory connections = this.redis.connect();
		RedisMemory memory = new RedisMemory(connections, new RedisSettings("test", Duration.ofSeconds(1)),
				new OwnFailures(), TimeSource.system());
		Path path = Path.to(this.autotask).sharing(memory).build();
		Instance instance = new Instance(connections, memory, path, path.client());
		this.instances.add(instance);
		memory.start();
		eventually().until(memory::isHeard);
		return instance;
	}

	private record Instance(LettuceConnectionFactory connections, RedisMemory memory, Path path, WebClient client) {

	}

}
