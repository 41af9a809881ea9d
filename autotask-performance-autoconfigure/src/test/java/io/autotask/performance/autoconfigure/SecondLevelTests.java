package io.autotask.performance.autoconfigure;

import java.time.Duration;

import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.cache.SharedMemory;
import io.autotask.performance.cache.redis.RedisMemory;
import io.autotask.performance.stub.RedisStub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;

import static io.autotask.performance.stub.RedisStub.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code cache.second-level}. */
class SecondLevelTests {

	private static final String REDIS = "autotask.performance.cache.second-level=redis";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, AutotaskRedisAutoConfiguration.class,
				AutotaskPerformanceAutoConfiguration.class))
		.withPropertyValues("autotask.performance.api.base-url=https://webservices5.autotask.net/ATServicesRest");

	@Test
	void isNotThereWhenNobodyAsksForIt() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(IntelligentCache.class)
			.doesNotHaveBean(SharedMemory.class));
	}

	@Test
	void usesTheConnectionOfTheApplication() {
		try (RedisStub redis = RedisStub.start()) {
			this.contextRunner.withPropertyValues(REDIS, "spring.data.redis.port=" + redis.port()).run((context) -> {
				RedisMemory memory = context.getBean(RedisMemory.class);
				eventually().until(memory::isHeard);
				assertThat(context).hasSingleBean(ReactiveRedisConnectionFactory.class);
			});
		}
	}

	@Test
	void startsWithoutRedisAnswering() {
		this.contextRunner.withPropertyValues(REDIS, "spring.data.redis.port=1").run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(RedisMemory.class);
			assertThat(context.getBean(RedisMemory.class).isHeard()).isFalse();
		});
	}

	@Test
	void saysWhatIsMissingWhenThereIsNoRedisInTheApplication() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
			.withPropertyValues(REDIS)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidSettingException.class, (failure) -> {
					assertThat(failure).hasMessageContaining("cache.second-level' is 'redis'");
					assertThat(failure.action()).contains("spring-boot-starter-data-redis");
				}));
	}

	@ParameterizedTest
	@CsvSource({ "secret,short,5 characters long", "timeout,0s,PT0S", "key-prefix,'a{b}',a{b}" })
	void refusesWhatItCannotWorkWith(String property, String value, String seen) {
		this.contextRunner.withPropertyValues(REDIS, "autotask.performance.cache.redis." + property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("autotask.performance.cache.redis." + property)
				.hasMessageContaining(seen));
	}

	@Test
	void neverShowsTheSecret() {
		assertThat(new AutotaskRedisProperties("prefix", Duration.ofMillis(50), "a very secret secret")).asString()
			.doesNotContain("secret secret");
	}

}
