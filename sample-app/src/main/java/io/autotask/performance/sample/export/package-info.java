/**
 * All tickets as a file: in a browser with a progress bar, or by a command that goes on
 * where it was stopped.
 */
@NullMarked
package io.autotask.performance.sample.export;

import org.jspecify.annotations.NullMarked;
