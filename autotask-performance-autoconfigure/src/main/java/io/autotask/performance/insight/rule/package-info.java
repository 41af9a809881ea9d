/**
 * What is looked for: one class per rule, over what was observed.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.insight.rule;
