/**
 * Calls to those who subscribed to writes.
 */
@NullMarked
package io.autotask.performance.sample.simulator.webhook;

import org.jspecify.annotations.NullMarked;
