package io.autotask.performance.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What instances of an application share in Redis.
 *
 * @param keyPrefix What all keys in Redis begin with; instances that share have the same.
 * @param timeout How long Redis may take before a call goes on without it.
 * @param secret What only the instances know, 16 characters or more: with it everything
 * in Redis is encrypted.
 */
@ConfigurationProperties("autotask.performance.cache.redis")
record AutotaskRedisProperties(@DefaultValue("autotask-performance") String keyPrefix,
		@DefaultValue("50ms") Duration timeout, @Nullable String secret) {

	@Override
	public String toString() {
		return "AutotaskRedisProperties[keyPrefix=" + this.keyPrefix + ", timeout=" + this.timeout + "]";
	}

}
