/**
 * Benchmarks of the sample by one command, as a build runs them.
 */
@NullMarked
package io.autotask.performance.sample.bench;

import org.jspecify.annotations.NullMarked;
