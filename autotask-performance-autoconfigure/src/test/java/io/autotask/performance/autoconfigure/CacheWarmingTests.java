package io.autotask.performance.autoconfigure;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.PerformanceDashboard;
import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.cache.WarmingSnapshot;
import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.query.Filters;
import io.autotask.performance.stub.StubAutotask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class CacheWarmingTests {

	private static final String QUERY = "autotask.performance.cache.warming.queries[0].";

	private final StubAutotask autotask = StubAutotask.start();

	private final ApplicationContextRunner contextRunner = Contexts.inFrontOf(this.autotask,
			AutotaskClientAutoConfiguration.class, AutotaskCacheAutoConfiguration.class);

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void warmsWhatTheClientAsksLaterAndTheFiguresBalance() {
		this.contextRunner
			.withPropertyValues(QUERY + "entity=companies",
					QUERY + "filter=[{'op':'eq','field':'isActive','value':true}]",
					"autotask.performance.cache.warming.queries[1].entity=Tickets",
					"autotask.performance.cache.warming.queries[1].operation=get",
					"autotask.performance.cache.warming.queries[1].ids=5,6")
			.run((context) -> {
				WarmingSnapshot warmed = context.getBean(IntelligentCache.class).warmUp().block();
				assertThat(warmed.strategies()).allSatisfy((strategy) -> {
					assertThat(strategy.failures()).isZero();
					assertThat(strategy.runs()).isEqualTo(1);
				});
				assertThat(this.autotask.arrivals()).hasSize(3);
				AutotaskClient client = context.getBean(AutotaskClient.class);
				client.companies().query().where(Filters.eq("isActive", true)).page(Object.class).block();
				client.tickets().get(5).block();
				assertThat(this.autotask.arrivals()).hasSize(3);
				PerformanceDashboard dashboard = context.getBean(AutotaskPerformance.class).dashboard();
				assertThat(dashboard.performance().metrics().totalRequests()).isEqualTo(2);
				assertThat(dashboard.performance().upstream().background()).isEqualTo(3);
				assertThat(dashboard.performance().upstream().requests()).isEqualTo(3);
				assertThat(dashboard.optimization().metrics().requestsSaved()).isEqualTo(2);
				assertThat(dashboard.cache().stats().misses()).isZero();
			});
	}

	@Test
	void startsWhenTheApplicationIsReadyAndOnlyWhenAskedTo() {
		this.contextRunner.withPropertyValues(QUERY + "entity=companies").run((context) -> {
			context.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0], context, null));
			assertThat(context.getBean(IntelligentCache.class).warmer().snapshot().running()).isFalse();
		});
		this.contextRunner
			.withPropertyValues(QUERY + "entity=companies", "autotask.performance.cache.warming.enabled=true")
			.run((context) -> {
				IntelligentCache cache = context.getBean(IntelligentCache.class);
				assertThat(cache.warmer().snapshot().running()).isFalse();
				context.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0], context, null));
				assertThat(cache.warmer().snapshot().running()).isTrue();
				context.close();
				assertThat(cache.warmer().snapshot().running()).isFalse();
			});
	}

	@Test
	void explainsAQueryThatCannotBeAsked() {
		this.contextRunner.withPropertyValues(QUERY + "entity=companies", QUERY + "filter=isActive eq true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("cache.warming.queries[0]"));
	}

}
