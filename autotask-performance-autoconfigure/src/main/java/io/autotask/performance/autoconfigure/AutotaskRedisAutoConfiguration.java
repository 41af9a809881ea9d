package io.autotask.performance.autoconfigure;

import java.time.Duration;

import io.autotask.performance.cache.redis.RedisMemory;
import io.autotask.performance.cache.redis.RedisSettings;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.TimeSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;

/**
 * Auto-configuration of the second level of the cache, through the application's own
 * connection to Redis.
 */
@AutoConfiguration(before = AutotaskPerformanceAutoConfiguration.class,
		afterName = { "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
				"org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration" })
@ConditionalOnClass(ReactiveRedisConnectionFactory.class)
@ConditionalOnProperty(name = "autotask.performance.cache.second-level", havingValue = "redis")
public final class AutotaskRedisAutoConfiguration {

	private static final String PREFIX = "autotask.performance.cache.redis.";

	private static final int SHORTEST_SECRET = 16;

	@Bean(initMethod = "start", destroyMethod = "close")
	@ConditionalOnMissingBean
	@ConditionalOnBean(ReactiveRedisConnectionFactory.class)
	RedisMemory autotaskRedisMemory(ReactiveRedisConnectionFactory connections, AutotaskRedisProperties properties,
			OwnFailures failures, TimeSource time) {
		check(properties);
		return new RedisMemory(connections, new RedisSettings(properties.keyPrefix(), properties.timeout()), failures,
				time);
	}

	private static void check(AutotaskRedisProperties properties) {
		if (properties.keyPrefix().isBlank() || properties.keyPrefix().matches(".*[{}].*")) {
			throw new InvalidSettingException(PREFIX + "key-prefix", properties.keyPrefix(),
					"it must have a character other than a space, and no braces",
					"Leave it out for 'autotask-performance'.");
		}
		if (properties.timeout().compareTo(Duration.ofMillis(1)) < 0) {
			throw new InvalidSettingException(PREFIX + "timeout", properties.timeout(), "the least is 1ms",
					"Leave it out for 50ms.");
		}
		if (properties.secret() != null && properties.secret().length() < SHORTEST_SECRET) {
			throw new InvalidSettingException(PREFIX + "secret", properties.secret().length() + " characters long",
					"the least is " + SHORTEST_SECRET + " characters",
					"Set the same long random text in every instance, or leave it out.");
		}
	}

}
