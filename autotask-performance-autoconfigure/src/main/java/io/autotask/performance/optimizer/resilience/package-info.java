/**
 * Sending again what provably did not run.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.optimizer.resilience;
