package io.autotask.performance.metrics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.autotask.performance.cache.AutotaskCacheManager;
import io.autotask.performance.cache.CacheSettings;
import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.Serving.Source;
import io.autotask.performance.monitor.Gauges;
import io.autotask.performance.monitor.PerformanceMonitor;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AutotaskMetersTests {

	private static final ApiCall GET = Calls.get("Tickets", 5);

	private final ManualTime time = new ManualTime();

	private final PerformanceMonitor monitor = new PerformanceMonitor(this.time);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void timesCallsByEntityOperationOutcomeAndHowTheyWereServed() {
		complete(GET, Outcome.SUCCESS, Source.NETWORK, 9);
		new AutotaskMeters(this.monitor).bindTo(this.registry);
		complete(GET, Outcome.SUCCESS, Source.CACHE, 1);
		complete(GET, Outcome.SUCCESS, Source.CACHE, 3);
		complete(GET, Outcome.SUCCESS, Source.SHARED, 30);
		complete(GET, Outcome.FAILURE, null, 50);
		complete(Calls.count("Companies", "x"), Outcome.SUCCESS, Source.NETWORK, 100);
		complete(GET, Outcome.SUCCESS, Source.NETWORK, 20);
		assertThat(client("Tickets", "get", "success", "cache")).satisfies((timer) -> {
			assertThat(timer.count()).isEqualTo(2);
			assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(4);
		});
		assertThat(client("Tickets", "get", "success", "shared").count()).isEqualTo(1);
		assertThat(client("Tickets", "get", "failure", "none").count()).isEqualTo(1);
		assertThat(client("Companies", "count", "success", "network").count()).isEqualTo(1);
		assertThat(client("Tickets", "get", "success", "network").count()).as("from the binding on").isEqualTo(1);
	}

	@Test
	void timesRequestsThatReallyWentOut() {
		new AutotaskMeters(this.monitor).bindTo(this.registry);
		this.monitor.on(new CallEvent.Returned(GET, 200, Duration.ofMillis(40), 10));
		this.monitor.on(new CallEvent.Returned(GET, 500, Duration.ofMillis(40), 10));
		this.monitor.on(new CallEvent.Returned(GET, null, Duration.ofMillis(40), 0));
		Tags tags = Tags.of("entity", "Tickets", "operation", "get");
		assertThat(this.registry.get("autotask.upstream.requests").tags(tags.and("outcome", "success")).timer().count())
			.isEqualTo(1);
		assertThat(this.registry.get("autotask.upstream.requests").tags(tags.and("outcome", "failure")).timer().count())
			.isEqualTo(2);
	}

	@Test
	void timesTheWaitForASlot() {
		new AutotaskMeters(this.monitor).bindTo(this.registry);
		this.monitor.on(new CallEvent.SlotGranted(GET, Duration.ofMillis(70)));
		assertThat(this.registry.get("autotask.queue.wait")
			.tag("entity", "Tickets")
			.timer()
			.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(70);
	}

	@Test
	void saysHowManyReadsLeftTogether() {
		new AutotaskMeters(this.monitor).bindTo(this.registry);
		this.monitor.on(new CallEvent.Merged(GET, 25));
		this.monitor.on(new CallEvent.Merged(GET, 5));
		assertThat(this.registry.get("autotask.batch.size").tag("entity", "Tickets").summary()).satisfies((sizes) -> {
			assertThat(sizes.count()).isEqualTo(2);
			assertThat(sizes.totalAmount()).isEqualTo(30);
		});
	}

	@Test
	void readsQueueAndBudgetAndSaysWhenTheyAreNotKnown() {
		new AutotaskMeters(this.monitor).bindTo(this.registry);
		assertThat(value("autotask.queue.size")).isNaN();
		assertThat(value("autotask.budget.used")).isNaN();
		assertThat(value("autotask.budget.limit")).isNaN();
		this.monitor.connect(Gauges.none()
			.withQueue(() -> new Gauges.QueueLevel(4, 1000))
			.withBudget(() -> new Gauges.BudgetLevel(1_234, 10_000)));
		assertThat(value("autotask.queue.size")).isEqualTo(4);
		assertThat(value("autotask.budget.used")).isEqualTo(1_234);
		assertThat(value("autotask.budget.limit")).isEqualTo(10_000);
	}

	@Test
	void everyRegistryGetsEveryCall() {
		SimpleMeterRegistry other = new SimpleMeterRegistry();
		AutotaskMeters meters = new AutotaskMeters(this.monitor);
		meters.bindTo(this.registry);
		meters.bindTo(other);
		complete(GET, Outcome.SUCCESS, Source.CACHE, 1);
		assertThat(client("Tickets", "get", "success", "cache").count()).isEqualTo(1);
		assertThat(other.get("autotask.client.requests").timer().count()).isEqualTo(1);
	}

	@Test
	void aMillionIdsEntitiesAndCallersMakeNoMoreMetersThanOne() {
		new AutotaskMeters(this.monitor).bindTo(this.registry);
		complete(GET, Outcome.SUCCESS, Source.CACHE, 1);
		complete(Calls.get("Invented", 1), Outcome.SUCCESS, Source.CACHE, 1);
		int before = this.registry.getMeters().size();
		for (int i = 0; i < 1_000_000; i++) {
			CallOptions options = new CallOptions(false, 5, null, "caller-" + i, false);
			complete((i % 2 == 0) ? Calls.get("Tickets", i, options) : Calls.get("Invented" + i, i, options),
					Outcome.SUCCESS, Source.CACHE, 1);
		}
		assertThat(this.registry.getMeters()).hasSize(before);
		assertThat(this.registry.getMeters().toString()).doesNotContain("caller-").doesNotContain("Invented");
	}

	@Test
	void ourCachesHaveTheStandardMeters() {
		IntelligentCache cache = new IntelligentCache(CacheSettings.defaults(), this.time);
		AutotaskCacheManager values = new AutotaskCacheManager(cache);
		values.getCache("companies").put("early", 1);
		new AutotaskCacheMeters(cache, values).bindTo(this.registry);
		System.gc();
		values.getCache("companies").get("early");
		values.getCache("companies").get("missing");
		values.getCache("tickets").get("loaded", () -> 2);
		values.getCache("tickets").get("loaded", () -> 2);
		assertThat(counter("companies", "hit")).isEqualTo(1);
		assertThat(counter("companies", "miss")).isEqualTo(1);
		assertThat(counter("tickets", "hit")).isEqualTo(1);
		assertThat(counter("tickets", "miss")).isEqualTo(1);
		Tags tickets = Tags.of("name", "tickets", "cache.manager", "autotask");
		assertThat(this.registry.get("cache.puts").tags(tickets).functionCounter().count()).isEqualTo(1);
		assertThat(this.registry.get("cache.size").tags(tickets).gauge().value()).isEqualTo(1);
		assertThat(this.registry.get("cache.evictions").tags(tickets).functionCounter().count()).isZero();
		assertThat(this.registry.get("cache.size").tag("name", "answers").gauge().value()).isZero();
	}

	private double counter(String cache, String result) {
		return this.registry.get("cache.gets").tags("name", cache, "result", result).functionCounter().count();
	}

	private double value(String gauge) {
		return this.registry.get(gauge).gauge().value();
	}

	private Timer client(String entity, String operation, String outcome, String served) {
		return this.registry.get("autotask.client.requests")
			.tags("entity", entity, "operation", operation, "outcome", outcome, "served", served)
			.timer();
	}

	private void complete(ApiCall call, Outcome outcome, Source source, long millis) {
		this.monitor.on(new CallEvent.Completed(call, outcome, (source != null) ? 200 : null, source,
				Duration.ofMillis(millis), 10, null, this.time.nanos()));
	}

}
