/**
 * How load arrives: open models, in which nobody waits for an answer before the next call
 * is due, and closed ones, in which users do.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.benchmark.load;
