/**
 * Rows that rows refer to, and the words for their numbers: read when they are used, all
 * that are asked for together in one query. Knows nothing of HTTP: a
 * {@link io.autotask.performance.client.relation.RelationLoader} asks.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.client.relation;
