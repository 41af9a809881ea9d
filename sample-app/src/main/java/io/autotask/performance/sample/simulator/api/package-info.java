/**
 * The API without the network: from a request to an answer. Nothing in here waits, and
 * nothing knows of slots, thresholds or faults.
 */
@NullMarked
package io.autotask.performance.sample.simulator.api;

import org.jspecify.annotations.NullMarked;
