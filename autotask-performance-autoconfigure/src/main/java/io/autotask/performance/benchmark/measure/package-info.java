/**
 * What is measured during a run, and what may be concluded from it: distributions, the
 * machine's state over time, warm-up, and what makes figures worthless.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.benchmark.measure;
