package io.autotask.performance.sample.simulator.write;

import io.autotask.performance.sample.simulator.schema.ChildCollection;

/**
 * The row below which a child is written.
 */
public record ParentRow(ChildCollection collection, long id) {

}
