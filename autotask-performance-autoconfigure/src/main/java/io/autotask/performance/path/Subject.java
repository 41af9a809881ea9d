package io.autotask.performance.path;

import io.autotask.performance.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * What a read is about, beside its entity and operation.
 *
 * @param text the same for two reads with the same answer; where it holds values of a
 * caller they are a digest
 * @param query the query, when it is one and nothing else is asked for
 */
record Subject(String text, @Nullable Query query) {

}
