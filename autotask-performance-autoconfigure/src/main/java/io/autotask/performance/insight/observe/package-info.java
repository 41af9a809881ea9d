/**
 * What rules look at: an immutable picture of one moment, and of how levels went before.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.insight.observe;
