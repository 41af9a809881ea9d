/**
 * What the cache's invalidation is worth, by replay.
 */
package io.autotask.performance.cache.replay;
