/**
 * The second level of the cache in Redis, through Spring Data Redis.
 */
@NullMarked
package io.autotask.performance.cache.redis;

import org.jspecify.annotations.NullMarked;
