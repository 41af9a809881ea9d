package io.autotask.performance.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.stub.StubAutotask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.cache.actuate.endpoint.CachesEndpoint;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CachesEndpointAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class CacheableTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final ApplicationContextRunner contextRunner = Contexts
		.inFrontOf(this.autotask, CacheAutoConfiguration.class, CachesEndpointAutoConfiguration.class,
				AutotaskClientAutoConfiguration.class, AutotaskCacheManagerAutoConfiguration.class,
				AutotaskCacheAutoConfiguration.class)
		.withPropertyValues("management.endpoints.web.exposure.include=*",
				"management.endpoints.jmx.exposure.include=*");

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void methodsOfEachKindAreCachedAndEmptiedByAWrite() {
		this.contextRunner.withUserConfiguration(Application.class).run((context) -> {
			Service service = context.getBean(Service.class);
			assertThat(readAll(service)).containsExactly(1, 1, 1, 1, 1);
			assertThat(readAll(service)).containsExactly(1, 1, 1, 1, 1);
			context.getBean(AutotaskClient.class).companies().update(7, Map.of("companyName", "Ada")).block();
			assertThat(readAll(service)).containsExactly(1, 1, 1, 1, 1);
			context.getBean(AutotaskClient.class).tickets().update(5, Map.of("status", 5)).block();
			assertThat(readAll(service)).containsExactly(2, 2, 2, 2, 2);
			context.getBean(IntelligentCache.class).invalidate("ticket:5");
			assertThat(readAll(service)).containsExactly(3, 3, 3, 3, 3);
		});
	}

	@Test
	void theCachesEndpointListsAndEvicts() {
		this.contextRunner.withUserConfiguration(Application.class).run((context) -> {
			Service service = context.getBean(Service.class);
			readAll(service);
			CachesEndpoint endpoint = context.getBean(CachesEndpoint.class);
			assertThat(endpoint.caches().getCacheManagers().get("autotaskCacheManager").getCaches())
				.containsOnlyKeys("tickets");
			endpoint.clearCache("tickets", "autotaskCacheManager");
			assertThat(readAll(service)).containsExactly(2, 2, 2, 2, 2);
		});
	}

	@Test
	void isTheDefaultOnlyWhenAskedTo() {
		this.contextRunner.withUserConfiguration(Application.class)
			.run((context) -> assertThat(context.getBean(CacheManager.class))
				.isNotSameAs(context.getBean("autotaskCacheManager")));
		this.contextRunner.withPropertyValues("autotask.performance.cache.default-cache-manager=true")
			.withUserConfiguration(ApplicationWithManager.class)
			.run((context) -> {
				assertThat(context.getBean(CacheManager.class)).isSameAs(context.getBean("autotaskCacheManager"));
				assertThat(context.getBean(Books.class).count()).isEqualTo(1);
				assertThat(context.getBean(Books.class).count()).isEqualTo(1);
			});
		this.contextRunner
			.withPropertyValues("autotask.performance.cache.default-cache-manager=true",
					"autotask.performance.enabled=false")
			.run((context) -> assertThat(context.getBean(CacheManager.class))
				.isSameAs(context.getBean("autotaskCacheManager")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "w-tinylfu", "W_TINYLFU", "lru", "LFU" })
	void acceptsTheStrategiesThatItServes(String strategy) {
		this.contextRunner.withPropertyValues("autotask.performance.cache.eviction-strategy=" + strategy)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void explainsAStrategyThatItDoesNotServe() {
		this.contextRunner.withPropertyValues("autotask.performance.cache.eviction-strategy=fifo")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("'autotask.performance.cache.eviction-strategy' is 'fifo'"));
	}

	@Test
	void rulesOfThePropertiesFireOnWrites() {
		String rule = "autotask.performance.cache.invalidation.rules[0].";
		this.contextRunner
			.withPropertyValues(rule + "id=closed", rule + "trigger-entities=tickets", rule + "patterns=company:*",
					rule + "strategy=lazy", rule + "conditions[0].field=status", rule + "conditions[0].value=5")
			.run((context) -> {
				AutotaskClient client = context.getBean(AutotaskClient.class);
				client.companies().get(7).block();
				client.tickets().update(5, Map.of("status", 4)).block();
				client.companies().get(7).block();
				assertThat(this.autotask.arrivals()).hasSize(2);
				client.tickets().update(5, Map.of("status", 5)).block();
				client.companies().get(7).block();
				assertThat(this.autotask.arrivals()).hasSize(4);
			});
	}

	@Test
	void explainsARuleThatCouldNeverDoAnything() {
		String rule = "autotask.performance.cache.invalidation.rules[0].";
		this.contextRunner.withPropertyValues(rule + "id=typo", rule + "trigger-entities=Tikets", rule + "patterns=*")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("rules[0]")
				.hasMessageContaining("'Tikets'"));
	}

	private static List<Integer> readAll(Service service) {
		return List.of(service.plain(), service.sync(), service.mono().block(), service.flux().blockLast(),
				service.future().join());
	}

	static class Service {

		private final AtomicInteger[] loads = { new AtomicInteger(), new AtomicInteger(), new AtomicInteger(),
				new AtomicInteger(), new AtomicInteger() };

		@Cacheable(cacheManager = "autotaskCacheManager", cacheNames = "tickets", key = "'plain'")
		public Integer plain() {
			return this.loads[0].incrementAndGet();
		}

		@Cacheable(cacheManager = "autotaskCacheManager", cacheNames = "tickets", key = "'sync'", sync = true)
		public Integer sync() {
			return this.loads[1].incrementAndGet();
		}

		@Cacheable(cacheManager = "autotaskCacheManager", cacheNames = "tickets", key = "'mono'")
		public Mono<Integer> mono() {
			return Mono.fromSupplier(this.loads[2]::incrementAndGet);
		}

		@Cacheable(cacheManager = "autotaskCacheManager", cacheNames = "tickets", key = "'flux'")
		public Flux<Integer> flux() {
			return Flux.defer(() -> Flux.just(0, this.loads[3].incrementAndGet()));
		}

		@Cacheable(cacheManager = "autotaskCacheManager", cacheNames = "tickets", key = "'future'")
		public CompletableFuture<Integer> future() {
			return CompletableFuture.supplyAsync(this.loads[4]::incrementAndGet);
		}

	}

	static class Books {

		private final AtomicInteger loads = new AtomicInteger();

		@Cacheable("books")
		public Integer count() {
			return this.loads.incrementAndGet();
		}

	}

	@EnableCaching
	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Service service() {
			return new Service();
		}

	}

	@EnableCaching
	@Configuration(proxyBeanMethods = false)
	static class ApplicationWithManager {

		@Bean
		CacheManager own() {
			return new ConcurrentMapCacheManager("other");
		}

		@Bean
		Books books() {
			return new Books();
		}

	}

}
