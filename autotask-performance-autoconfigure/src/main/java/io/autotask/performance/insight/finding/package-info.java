/**
 * The words of a finding.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.insight.finding;
