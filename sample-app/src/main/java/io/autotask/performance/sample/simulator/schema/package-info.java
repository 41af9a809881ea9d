/**
 * What the simulated API knows: entities, their fields and picklists, and the verbs that
 * each path takes.
 */
@NullMarked
package io.autotask.performance.sample.simulator.schema;

import org.jspecify.annotations.NullMarked;
