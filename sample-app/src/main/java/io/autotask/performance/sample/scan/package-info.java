/**
 * A command that reads all tickets, in as little memory as it may have, and goes on where
 * it was stopped.
 */
@NullMarked
package io.autotask.performance.sample.scan;

import org.jspecify.annotations.NullMarked;
