package io.autotask.performance.cache.redis;

import java.time.Duration;

/**
 * How Redis is used.
 *
 * @param keyPrefix what all keys begin with; instances that share have the same
 * @param timeout how long Redis may take before a call goes on without it
 */
public record RedisSettings(String keyPrefix, Duration timeout) {

}
