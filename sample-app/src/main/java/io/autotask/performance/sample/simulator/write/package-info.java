/**
 * Creates, updates and deletes: what the API accepts, what it refuses in which words, and
 * what changes by itself.
 */
@NullMarked
package io.autotask.performance.sample.simulator.write;

import org.jspecify.annotations.NullMarked;
