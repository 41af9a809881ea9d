/**
 * The same figures as meters in the application's own registry. The only place that knows
 * Micrometer's meters.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.metrics;
