/**
 * Whether memory leaks: a robust trend over what lives, with what is known to grow taken
 * out. Pure but for the series; knows nothing of where its readings come from.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.monitor.memory;
