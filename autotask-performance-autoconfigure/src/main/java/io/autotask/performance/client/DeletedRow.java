package io.autotask.performance.client;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A row that was deleted.
 *
 * @param id the id that it had
 * @param number the number that people used, or null
 * @param deletedAt when it was deleted
 * @param deletedBy the resource who deleted it, or null
 */
public record DeletedRow(long id, @Nullable String number, Instant deletedAt, @Nullable Long deletedBy) {

}
