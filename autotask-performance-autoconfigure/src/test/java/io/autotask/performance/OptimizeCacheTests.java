package io.autotask.performance;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.autotask.performance.cache.WarmupQuery;
import io.autotask.performance.cache.WarmupStrategy;
import io.autotask.performance.call.Operation;
import io.autotask.performance.stub.Caching;
import io.autotask.performance.stub.ManualTime;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OptimizeCacheTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final ManualTime time = new ManualTime();

	private final Path path = Path.to(this.autotask)
		.cache((usual) -> Caching.usual().settings())
		.time(this.time)
		.build();

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void aHigherFrequencyMeansAShorterTimeAnEarlierRefreshAndAHigherPriority() {
		this.path.cache.addWarmupStrategy(WarmupStrategy.of("all", WarmupQuery.query("companies", null)));
		assertThat(this.path.performance
			.optimizeCache(List.of(new UsagePattern("companies", Set.of("get", "search"), 0.8))))
			.containsExactly(new CacheChange("Companies", "ttl.get", "PT5M", "PT2M"),
					new CacheChange("Companies", "ttl.query", "PT5M", "PT2M"),
					new CacheChange("Companies", "warming.all.priority", "5", "8"),
					new CacheChange("Companies", "warming.all.interval", "PT5M", "PT2M"),
					new CacheChange("Companies", "invalidation-rule", null, "[companies:query:*]"));
		assertThat(this.path.cache.ttl("Companies", Operation.COUNT)).isEqualTo(Duration.ofMinutes(5));
		assertThat(this.path.cache.invalidationRules()).singleElement()
			.satisfies((rule) -> assertThat(rule.triggerEntities()).containsExactly("Companies"));
	}

	@Test
	void doingItTwiceIsDoingItOnce() {
		List<UsagePattern> usage = List.of(new UsagePattern("tickets", Set.of("get", "create"), 1));
		this.path.performance.optimizeCache(usage);
		this.path.performance.optimizeCache(usage);
		assertThat(this.path.cache.ttl("Tickets", Operation.GET)).isEqualTo(Duration.ofSeconds(75));
		this.path.cache.resetTtl("tickets");
		assertThat(this.path.cache.ttl("Tickets", Operation.GET)).isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void theShorterTimeCountsForWhatIsKeptAlready() {
		read();
		this.path.cache.setTtl("Tickets", Duration.ofSeconds(10));
		this.time.pass(Duration.ofSeconds(9));
		read();
		assertThat(this.autotask.arrivals()).hasSize(1);
		this.time.pass(Duration.ofSeconds(1));
		read();
		assertThat(this.autotask.arrivals()).hasSize(2);
	}

	@Test
	void refusesWhatItDoesNotUnderstand() {
		assertThatIllegalArgumentException().isThrownBy(() -> new UsagePattern("tickets", Set.of("get"), 1.1));
		assertThatIllegalArgumentException().isThrownBy(
				() -> this.path.performance.optimizeCache(List.of(new UsagePattern("tikets", Set.of("get"), 1))));
		assertThatIllegalArgumentException().isThrownBy(
				() -> this.path.performance.optimizeCache(List.of(new UsagePattern("tickets", Set.of("read"), 1))));
	}

	private void read() {
		this.path.client().get().uri("/Tickets/5").retrieve().bodyToMono(String.class).block();
	}

}
