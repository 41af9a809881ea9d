package io.autotask.performance.monitor.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.autotask.performance.PerformanceDashboard;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.optimizer.dispatch.BatchSettings;
import io.autotask.performance.optimizer.dispatch.DispatchSettings;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Real connections of the application's own connector to a real server. */
class ConnectionPoolsTests {

	private final StubAutotask autotask = StubAutotask.start();

	/** Each read leaves by itself, so that each has a connection. */
	private final Path path = Path.to(this.autotask)
		.dispatch(DispatchSettings.defaults().withBatching(BatchSettings.none()))
		.build();

	private final List<ConnectionProvider> providers = new ArrayList<>();

	@AfterEach
	void stop() {
		this.providers.forEach(ConnectionProvider::dispose);
		this.autotask.close();
	}

	@Test
	void oneConnectionServesCallsThatFollowEachOther() {
		WebClient client = client(1);
		for (int id = 0; id < 10; id++) {
			read(client, id).block();
		}
		Awaitility.await().until(() -> pool().active() == 0);
		assertThat(pool().opened()).isEqualTo(1);
		assertThat(pool().uses()).isEqualTo(10);
		assertThat(pool().reused()).isEqualTo(9);
		assertThat(pool().efficiency()).isEqualTo(90);
		assertThat(pool().idle()).isEqualTo(1);
		assertThat(pool().pending()).isZero();
		assertThat(pool().averageAcquireTime()).isPositive();
		assertThat(pool().maxAcquireTime()).isGreaterThanOrEqualTo(pool().averageAcquireTime());
		PerformanceDashboard.Performance figures = this.path.performance.dashboard().performance();
		assertThat(figures.metrics().activeConnections()).isZero();
		assertThat(figures.metrics().poolEfficiency()).isEqualTo(90);
		assertThat(figures.recent().poolEfficiency()).isEqualTo(90);
	}

	@Test
	void callsAtOnceHaveAConnectionEach() {
		Sinks.Empty<Void> released = Sinks.empty();
		this.autotask.answering((arrival) -> released.asMono().thenReturn(this.autotask.usual(arrival)));
		WebClient client = client(10);
		CompletableFuture<Long> calls = Flux.range(0, 3).flatMap((id) -> read(client, id)).count().toFuture();
		Awaitility.await().until(() -> this.autotask.arrivals().size() == 3);
		assertThat(pool().active()).isEqualTo(3);
		assertThat(pool().idle()).isZero();
		released.tryEmitEmpty();
		assertThat(calls).succeedsWithin(Duration.ofSeconds(10));
		Awaitility.await().until(() -> pool().active() == 0);
		assertThat(pool().opened()).isEqualTo(3);
		assertThat(pool().idle()).isEqualTo(3);
	}

	@Test
	void aCallThatFindsNoConnectionIsPending() {
		Sinks.Empty<Void> released = Sinks.empty();
		this.autotask.answering((arrival) -> released.asMono().thenReturn(this.autotask.usual(arrival)));
		WebClient client = client(1);
		CompletableFuture<Long> calls = Flux.range(0, 2).flatMap((id) -> read(client, id)).count().toFuture();
		Awaitility.await().until(() -> this.autotask.arrivals().size() == 1);
		assertThat(pool().pending()).isEqualTo(1);
		released.tryEmitEmpty();
		assertThat(calls).succeedsWithin(Duration.ofSeconds(10));
		assertThat(pool().pending()).isZero();
		assertThat(pool().opened()).isEqualTo(1);
	}

	@Test
	void aConnectionIsGivenBackWhenACallIsCancelled() {
		this.autotask.answering((arrival) -> Mono.never());
		read(client(10), 1).timeout(Duration.ofMillis(100)).onErrorComplete().block();
		Awaitility.await().until(() -> pool().active() == 0 && pool().idle() == 0);
		assertThat(pool().opened()).isEqualTo(1);
	}

	@Test
	void whatWentOverTheWireIsLessThanWhatItWasUnpackedTo() {
		this.autotask.answering(Reply.json(200, "{\"item\":{\"text\":\"" + "x".repeat(100_000) + "\"}}"));
		read(client(10), 1).block();
		PerformanceDashboard.Upstream upstream = this.path.performance.dashboard().performance().upstream();
		assertThat(upstream.bytesIn()).isGreaterThan(100_000);
		assertThat(upstream.wireBytesIn()).isBetween(100L, 10_000L);
		assertThat(pool().bytesOut()).isBetween(100L, 2_000L);
	}

	@Test
	void aServerThatIsNotThereLeavesNothingPending() {
		WebClient client = client(10);
		read(client, 1).block();
		this.autotask.close();
		read(client, 2).onErrorComplete().block();
		Awaitility.await().until(() -> pool().pending() == 0 && pool().idle() == 0);
	}

	@Test
	void theConnectionsOfAnotherKindOfClientAreNotSeen() {
		WebClient client = this.path.builder().clientConnector(new JdkClientHttpConnector()).build();
		read(client, 1).block();
		PerformanceDashboard.Performance figures = this.path.performance.dashboard().performance();
		assertThat(figures.pools()).isEmpty();
		assertThat(figures.metrics().activeConnections()).isNull();
		assertThat(figures.metrics().poolEfficiency()).isNull();
		assertThat(figures.upstream().wireBytesIn()).isNull();
		assertThat(figures.upstream().requests()).isEqualTo(1);
	}

	@Test
	void noTrafficMakesThemGrow() {
		ConnectionPools pools = new ConnectionPools(TimeSource.system());
		for (int i = 0; i < 10_000; i++) {
			Origin origin = new Origin("https", "host" + i + ".autotask.net", 443);
			pools.on(new CallEvent.Connecting(Calls.at(origin, Calls.get("Tickets", 1))));
			pools.on(new CallEvent.NotConnected(Calls.at(origin, Calls.get("Tickets", 1))));
		}
		assertThat(pools).extracting("pools")
			.asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
			.hasSize(ConnectionPools.MAX_HOSTS);
		assertThat(pools.sum()).isNull();
	}

	@Test
	void severalHostsAreAddedUp() {
		PoolSnapshot one = new PoolSnapshot(1, 2, 3, 4, 10, 6, 2.0, 5.0, 100, 10);
		PoolSnapshot other = new PoolSnapshot(1, 0, 0, 1, 30, 29, 6.0, 7.0, 100, 10);
		assertThat(one.plus(other)).isEqualTo(new PoolSnapshot(2, 2, 3, 5, 40, 35, 5.0, 7.0, 200, 20));
		assertThat(one.plus(other).efficiency()).isCloseTo(87.5, within(0.01));
	}

	private PerformanceDashboard.Pool pool() {
		return this.path.performance.dashboard().performance().pools().get("127.0.0.1:" + this.autotask.port());
	}

	private WebClient client(int connections) {
		ConnectionProvider provider = ConnectionProvider.create("application", connections);
		this.providers.add(provider);
		return this.path.builder()
			.clientConnector(new ReactorClientHttpConnector(HttpClient.create(provider).compress(true)))
			.build();
	}

	private static Mono<String> read(WebClient client, int id) {
		return client.get().uri("/Tickets/{id}", id).retrieve().bodyToMono(String.class);
	}

}
