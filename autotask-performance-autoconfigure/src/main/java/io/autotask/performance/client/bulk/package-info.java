/**
 * Writing many rows: each with an outcome of its own, those of one row in their order,
 * none of them twice. Knows nothing of HTTP: a
 * {@link io.autotask.performance.client.bulk.RowWriter} sends.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.client.bulk;
