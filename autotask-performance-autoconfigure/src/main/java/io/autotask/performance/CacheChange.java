package io.autotask.performance;

import org.jspecify.annotations.Nullable;

/**
 * One thing that {@link AutotaskPerformance#optimizeCache} changed.
 *
 * @param entity the entity as the API spells it
 * @param setting what: {@code ttl.get}, {@code warming.<id>.interval},
 * {@code warming.<id>.priority}, {@code invalidation-rule}
 * @param before what it was, or null when there was nothing
 * @param after what it is now
 */
public record CacheChange(String entity, String setting, @Nullable String before, String after) {

}
