/**
 * What is asked: operations in a mix or in scenarios, on rows that follow from a seed,
 * and the requests that are made of them.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.benchmark.work;
