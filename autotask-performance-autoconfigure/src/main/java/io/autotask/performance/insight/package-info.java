/**
 * What the system has found out by itself: findings with evidence, what they would gain,
 * and trying them.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.insight;
