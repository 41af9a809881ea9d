/**
 * Answers from memory: what may be kept and for how long, the same read asked once for
 * many callers, and the versions that keep a read from before a write out of it.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.cache;
