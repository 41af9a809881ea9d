/**
 * Rules of the application that steer its calls.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.optimizer.rule;
