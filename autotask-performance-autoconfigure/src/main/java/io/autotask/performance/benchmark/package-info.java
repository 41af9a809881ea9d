/**
 * Benchmarks that can be believed: load with an intended start, figures with what spoils
 * them, what the starter saves, and whether a change made it better or worse.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.benchmark;
