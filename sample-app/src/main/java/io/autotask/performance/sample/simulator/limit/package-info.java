/**
 * What the API allows at once and in an hour. Plain state, no I/O.
 */
@NullMarked
package io.autotask.performance.sample.simulator.limit;

import org.jspecify.annotations.NullMarked;
