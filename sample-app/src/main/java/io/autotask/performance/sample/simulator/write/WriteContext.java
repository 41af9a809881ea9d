package io.autotask.performance.sample.simulator.write;

import java.time.Instant;

import io.autotask.performance.sample.simulator.data.Tenant;

/**
 * Who writes, when, and among what.
 */
record WriteContext(Tenant tenant, Actor actor, Instant now) {

}
