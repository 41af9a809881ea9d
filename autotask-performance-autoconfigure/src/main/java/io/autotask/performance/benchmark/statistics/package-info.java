/**
 * What figures of several rounds allow to say, and what not. Pure functions of their
 * input: the same figures give the same verdict.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.benchmark.statistics;
