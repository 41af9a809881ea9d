package io.autotask.performance.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.client.ClientSettings;
import io.autotask.performance.client.scan.SlotState;
import io.autotask.performance.monitor.PerformanceMonitor;
import io.autotask.performance.path.AutotaskPerformanceFilter;
import io.autotask.performance.stub.ManualTime;
import io.autotask.performance.stub.StubAutotask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.service.ReactiveHttpServiceClientAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup;
import org.springframework.web.service.registry.ImportHttpServices;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
class AutotaskPerformanceAutoConfigurationTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final ApplicationContextRunner contextRunner = Contexts.inFrontOf(this.autotask,
			HttpServiceClientPropertiesAutoConfiguration.class, CacheAutoConfiguration.class,
			ReactiveHttpServiceClientAutoConfiguration.class, AutotaskClientAutoConfiguration.class,
			AutotaskCacheManagerAutoConfiguration.class);

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void pagingIsSetByProperties() {
		this.contextRunner
			.withPropertyValues("autotask.performance.paging.page-size=200", "autotask.performance.paging.prefetch=2",
					"autotask.performance.paging.parallelism=3")
			.run((context) -> {
				ClientSettings settings = context.getBean(ClientSettings.class);
				assertThat(settings.paging()).isEqualTo(new ClientSettings.Paging(200, 2, 3));
				context.getBean(AutotaskClient.class).tickets().get(5).block();
				assertThat(settings.slots().apply("Tickets")).isEqualTo(new SlotState(0, 0, 3));
				assertThat(settings.unchanged().apply("Tickets").getAsBoolean()).isTrue();
			});
		this.contextRunner.run((context) -> assertThat(context.getBean(ClientSettings.class).paging())
			.isEqualTo(ClientSettings.defaults().paging()));
	}

	@Test
	void anApplicationsOwnClockIsTheClientsToo() {
		TimeSource own = new ManualTime();
		this.contextRunner.withBean("clock", TimeSource.class, () -> own)
			.run((context) -> assertThat(context.getBean(ClientSettings.class).time()).isSameAs(own));
	}

	@ParameterizedTest
	@CsvSource({ "page-size, 501, from 1 to 500", "page-size, 0, from 1 to 500", "prefetch, -1, from 0 to 20",
			"parallelism, 0, from 1 to 20" })
	void saysWhichPagingIsAllowed(String name, int value, String allowed) {
		this.contextRunner.withPropertyValues("autotask.performance.paging." + name + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("'autotask.performance.paging." + name + "' is '" + value + "'")
				.hasMessageContaining(allowed));
	}

	@Test
	void bringsItsBeans() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(AutotaskPerformance.class)
				.hasSingleBean(AutotaskPerformanceFilter.class)
				.hasSingleBean(IntelligentCache.class)
				.hasSingleBean(PerformanceMonitor.class)
				.hasSingleBean(AutotaskClient.class);
			assertThat(context.getBean(AutotaskPerformance.class).isEnabled()).isTrue();
		});
	}

	@Test
	void theBuilderBeanServesItsClientsAndTheAutotaskClientIsServedToo() {
		this.contextRunner.run((context) -> {
			for (int i = 0; i < 3; i++) {
				read(context.getBean(WebClient.Builder.class).build());
				context.getBean(AutotaskClient.class).companies().get(7).block();
			}
			assertThat(this.autotask.arrivals()).hasSize(2);
			assertThat(context.getBean(AutotaskPerformance.class).dashboard().optimization().metrics().requestsSaved())
				.isEqualTo(4);
		});
	}

	@Test
	void theClientFollowsNoRedirects() {
		this.autotask.answering((arrival) -> Mono
			.just(StubAutotask.Reply.empty(302).with("Location", this.autotask.baseUrl() + "/V1.0/Companies/8")));
		this.contextRunner.run((context) -> {
			context.getBean(AutotaskClient.class).companies().get(7).onErrorComplete().block();
			assertThat(this.autotask.arrivals()).hasSize(1);
		});
	}

	@ParameterizedTest
	@ValueSource(
			classes = { OwnBuilder.class, QualifiedBuilder.class, PrototypeBuilder.class, CustomizedBuilder.class })
	void anApplicationsOwnBuilderServesItsClientsWithTheIdentityThatIsSetLast(Class<?> configuration) {
		this.contextRunner.withUserConfiguration(configuration).run((context) -> {
			for (String tenant : List.of("one", "two", "one", "two")) {
				WebClient client = builder(context.getBeansOfType(WebClient.Builder.class).values().iterator().next(),
						tenant);
				assertThat(read(client)).contains("\"seenBy\":\"" + tenant + "\"");
			}
			assertThat(this.autotask.arrivals()).hasSize(2);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { Group.class, GroupWithFilter.class, GroupWithOwnBuilder.class })
	void anHttpServiceGroupIsServed(Class<?> configuration) {
		this.contextRunner.withUserConfiguration(configuration)
			.withPropertyValues("spring.http.serviceclient.autotask.base-url=" + this.autotask.baseUrl() + "/V1.0",
					"test.base-url=" + this.autotask.baseUrl() + "/V1.0")
			.run((context) -> {
				for (int i = 0; i < 3; i++) {
					assertThat(context.getBean(Tickets.class).five()).contains("\"id\":5");
				}
				assertThat(this.autotask.arrivals()).hasSize(1);
			});
	}

	@Test
	void switchedOffAClientBehavesAsWithoutTheStarterAndWhoInjectsABeanStillStarts() {
		this.contextRunner.withPropertyValues("autotask.performance.enabled=false").run((context) -> {
			assertThat(context).hasSingleBean(AutotaskPerformance.class).hasSingleBean(AutotaskClient.class);
			WebClient client = builder(context.getBean(WebClient.Builder.class), "one");
			for (int i = 0; i < 2; i++) {
				assertThat(client.get()
					.uri("/Tickets/5")
					.retrieve()
					.toEntity(String.class)
					.block()
					.getHeaders()
					.containsHeader("Cache-Status")).isFalse();
				context.getBean(AutotaskClient.class).companies().get(7).block();
			}
			assertThat(this.autotask.arrivals()).hasSize(4);
			AutotaskPerformance performance = context.getBean(AutotaskPerformance.class);
			assertThat(performance.isEnabled()).isFalse();
			assertThat(performance.instrument(client)).isSameAs(client);
			assertThatIllegalStateException().isThrownBy(performance::enable)
				.withMessageContaining("'autotask.performance.enabled' is 'false'");
		});
	}

	@Test
	void canBeSwitchedOffAndOnAtRunTime() {
		this.contextRunner.run((context) -> {
			AutotaskPerformance performance = context.getBean(AutotaskPerformance.class);
			WebClient client = builder(context.getBean(WebClient.Builder.class), "one");
			read(client);
			performance.disable();
			performance.disable();
			read(client);
			read(client);
			assertThat(this.autotask.arrivals()).hasSize(3);
			assertThat(performance.dashboard().performance().metrics().totalRequests()).isEqualTo(1);
			assertThat(performance.cache().snapshot().entries()).isZero();
			performance.enable();
			performance.enable();
			read(client);
			read(client);
			assertThat(this.autotask.arrivals()).hasSize(4);
		});
	}

	@Test
	void withoutTheMonitorNothingIsMeasuredAndNothingLooksMeasured() {
		this.contextRunner.withPropertyValues("autotask.performance.monitor.enabled=false").run((context) -> {
			read(builder(context.getBean(WebClient.Builder.class), "one"));
			assertThat(context.getBean(AutotaskPerformance.class).dashboard().performance()).isNull();
			assertThat(context.getBean(AutotaskPerformance.class).dashboard().optimization().metrics()).isNull();
		});
	}

	@Test
	void withoutTheOptimisationNothingIsShared() {
		this.contextRunner
			.withPropertyValues("autotask.performance.optimization.enabled=false",
					"autotask.performance.cache.enabled=false")
			.run((context) -> {
				WebClient client = builder(context.getBean(WebClient.Builder.class), "one");
				this.autotask.answeringAfter(Duration.ofMillis(50));
				Flux.range(0, 6)
					.flatMap((i) -> client.get().uri("/Tickets/5").retrieve().bodyToMono(String.class))
					.blockLast();
				assertThat(this.autotask.arrivals()).hasSize(6);
			});
	}

	@Test
	void thereIsNoClientWhenItIsNotKnownWhereAutotaskIs() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebClientAutoConfiguration.class,
					AutotaskPerformanceAutoConfiguration.class, AutotaskClientAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(AutotaskPerformance.class)
				.doesNotHaveBean(AutotaskClient.class));
	}

	@Test
	void anEmptyBaseUrlIsSaidWhenTheClientIsUsed() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebClientAutoConfiguration.class,
					AutotaskPerformanceAutoConfiguration.class, AutotaskClientAutoConfiguration.class))
			.withPropertyValues("autotask.performance.api.base-url=")
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(AutotaskClient.class).tickets().get(5).block())
				.withMessageContaining("It is not known where Autotask is"));
	}

	@Test
	void findsTheZoneByTheUserName() {
		this.autotask.answering((arrival) -> Mono.just(arrival.uri().contains("zoneInformation")
				? StubAutotask.Reply.json(200, "{\"url\":\"" + this.autotask.baseUrl() + "/\",\"ci\":1}")
				: this.autotask.usual(arrival)));
		this.contextRunner
			.withPropertyValues("autotask.performance.api.base-url=",
					"autotask.performance.api.discovery-url=" + this.autotask.baseUrl())
			.run((context) -> {
				for (int i = 0; i < 3; i++) {
					context.getBean(AutotaskClient.class).companies().get(7).block();
				}
				assertThat(this.autotask.arrivals()).hasSize(2);
				var performance = context.getBean(AutotaskPerformance.class).dashboard().performance();
				assertThat(performance.upstream().background()).isEqualTo(1);
				assertThat(performance.metrics().totalRequests()).isEqualTo(3);
			});
	}

	@Test
	void theApplicationsOwnBeansWin() {
		this.contextRunner.withUserConfiguration(OwnBeans.class).run((context) -> {
			assertThat(context).hasSingleBean(PerformanceMonitor.class);
			assertThat(context.getBean(PerformanceMonitor.class)).isSameAs(context.getBean("mine"));
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"api.base-url=nonsense | Property 'autotask.performance.api.base-url' is 'nonsense', but an http or https URL with a host is needed",
			"api.base-url=ftp://x.test | 'ftp://x.test', but an http or https URL",
			"api.base-url=https://x.test/with blank | an http or https URL",
			"api.hosts=:// | autotask.performance.api.hosts",
			"cache.default-ttl=-1s | Property 'autotask.performance.cache.default-ttl' is 'PT-1S', but it must be 0 or longer",
			"cache.default-ttl=365000d | but it must be 3650d or shorter",
			"cache.max-size=0 | autotask.performance.cache.max-size",
			"cache.max-weight=0B | autotask.performance.cache.max-weight",
			"cache.entities.Tickets.ttl=-5s | autotask.performance.cache.entities.Tickets.ttl",
			"optimization.concurrency.max-per-endpoint=0 | but it must be 1 or more",
			"optimization.concurrency.max-queue=-1 | but it must be 0 or more",
			"optimization.concurrency.max-wait=0s | but it must be longer than 0",
			"optimization.max-buffered-body=4GB | from 1B to 2047MB",
			"optimization.retry.backoff=0 | autotask.performance.optimization.retry.backoff",
			"api.secret= | Property 'autotask.performance.api.secret' is '', but the three credentials belong together" })
	void refusesToStartWithASettingItCannotWorkWith(String property, String words) {
		this.contextRunner.withPropertyValues("autotask.performance." + property).run((context) -> {
			assertThat(context).hasFailed();
			Throwable failure = context.getStartupFailure();
			while (!(failure instanceof InvalidSettingException)) {
				failure = failure.getCause();
			}
			var analysis = new InvalidSettingFailureAnalyzer().analyze(failure);
			assertThat(analysis.getDescription()).contains(words);
			assertThat(analysis.getAction()).startsWith("Set ");
		});
	}

	@Test
	void refusesToStartWhenAnEntityIsThereTwice() {
		this.contextRunner
			.withPropertyValues("autotask.performance.cache.entities.Tickets.ttl=5s",
					"autotask.performance.cache.entities.tickets.ttl=6s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("an entity may be there once"));
	}

	@Test
	void namesAPropertyThatDoesNotExistAndTheNearestThatDoes(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("autotask.performance.cache.default-tll=1m",
					"autotask.performance.cache.entities.Tickets.ttl=1m", "autotask.performance.api.hosts[0]=x.test")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).contains("Property 'autotask.performance.cache.default-tll' does not exist")
					.contains("'autotask.performance.cache.default-ttl'");
				assertThat(output.getAll().split("does not exist", -1)).hasSize(2);
			});
	}

	@Test
	void theCacheManagerIsThereByNameAndChangesNothingForTheApplication() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasBean("autotaskCacheManager");
			assertThat(context.getBeanProvider(CacheManager.class).stream()).hasSize(1);
		});
		this.contextRunner.withUserConfiguration(Caching.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Caching.Injected.class).manager())
				.isNotSameAs(context.getBean("autotaskCacheManager"));
		});
		this.contextRunner.withUserConfiguration(OwnCacheManager.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Caching.Injected.class).manager()).isSameAs(context.getBean("own"));
		});
	}

	@Test
	void switchedOffTheCacheManagerKeepsNothing() {
		this.contextRunner.withPropertyValues("autotask.performance.enabled=false").run((context) -> {
			CacheManager manager = context.getBean("autotaskCacheManager", CacheManager.class);
			manager.getCache("companies").put("key", "value");
			assertThat(manager.getCache("companies").get("key")).isNull();
		});
	}

	@Test
	void startsWithoutTheActuator() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private WebClient builder(WebClient.Builder builder, String tenant) {
		return builder.clone()
			.baseUrl(this.autotask.baseUrl() + "/V1.0")
			.defaultHeader("UserName", "user")
			.defaultHeader("Secret", "secret")
			.defaultHeader("ApiIntegrationCode", "CODE")
			.filter((request, next) -> next.exchange(ClientRequest.from(request).header("Tenant", tenant).build()))
			.build();
	}

	private String read(WebClient client) {
		return client.get()
			.uri(this.autotask.baseUrl() + "/V1.0/Tickets/5")
			.header("UserName", "user")
			.header("Secret", "secret")
			.header("ApiIntegrationCode", "CODE")
			.retrieve()
			.bodyToMono(String.class)
			.block();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBuilder {

		@Bean
		WebClient.Builder own() {
			return WebClient.builder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedBuilder {

		@Bean
		@Qualifier("autotask")
		WebClient.Builder qualified() {
			return WebClient.builder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrototypeBuilder {

		@Bean
		@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
		WebClient.Builder prototype() {
			return WebClient.builder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizedBuilder {

		@Bean
		WebClientCustomizer customizer() {
			return (builder) -> builder.defaultHeader("X-Customized", "yes");
		}

	}

	interface Tickets {

		@GetExchange("/Tickets/5")
		String five();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "autotask", types = Tickets.class, clientType = HttpServiceGroup.ClientType.WEB_CLIENT)
	static class Group {

		@Bean
		WebClientHttpServiceGroupConfigurer credentials() {
			return (groups) -> groups.forEachClient((group, builder) -> builder.defaultHeader("UserName", "user")
				.defaultHeader("Secret", "secret")
				.defaultHeader("ApiIntegrationCode", "CODE"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "autotask", types = Tickets.class, clientType = HttpServiceGroup.ClientType.WEB_CLIENT)
	static class GroupWithFilter {

		@Bean
		WebClientHttpServiceGroupConfigurer credentials() {
			return (groups) -> groups.forEachClient((group,
					builder) -> builder.filter((request,
							next) -> next.exchange(ClientRequest.from(request)
								.header("UserName", "user")
								.header("Secret", "secret")
								.header("ApiIntegrationCode", "CODE")
								.build())));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "autotask", types = Tickets.class, clientType = HttpServiceGroup.ClientType.WEB_CLIENT)
	static class GroupWithOwnBuilder {

		@Bean
		WebClientHttpServiceGroupConfigurer ownBuilder(Environment environment) {
			return new WebClientHttpServiceGroupConfigurer() {

				@Override
				public int getOrder() {
					return Ordered.HIGHEST_PRECEDENCE;
				}

				@Override
				public void configureGroups(Groups<WebClient.Builder> groups) {
					groups.forEachClient((group) -> WebClient.builder()
						.baseUrl(environment.getRequiredProperty("test.base-url"))
						.defaultHeader("UserName", "user")
						.defaultHeader("Secret", "secret")
						.defaultHeader("ApiIntegrationCode", "CODE"));
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBeans {

		@Bean
		PerformanceMonitor mine() {
			return new PerformanceMonitor(TimeSource.system());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

		@Bean
		Injected injected(CacheManager manager) {
			return new Injected(manager);
		}

		record Injected(CacheManager manager) {

		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class OwnCacheManager {

		@Bean
		CacheManager own() {
			return new ConcurrentMapCacheManager();
		}

		@Bean
		Caching.Injected injected(CacheManager manager) {
			return new Caching.Injected(manager);
		}

	}

}
