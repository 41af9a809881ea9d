/**
 * What the application asks again and again, and what that costs.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.optimizer.pattern;
