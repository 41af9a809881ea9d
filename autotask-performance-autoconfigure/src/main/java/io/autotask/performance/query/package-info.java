/**
 * Autotask's query language as values: read from every form in which the API takes it,
 * and written in one canonical form.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.query;
