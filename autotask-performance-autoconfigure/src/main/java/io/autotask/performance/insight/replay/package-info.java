/**
 * The recording of calls, without any of their data, and what would have happened to them
 * under other settings.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.insight.replay;
