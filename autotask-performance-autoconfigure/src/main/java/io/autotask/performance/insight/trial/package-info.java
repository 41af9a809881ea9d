/**
 * Settings that are tried for a while, compared with before, and kept or taken back.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.insight.trial;
