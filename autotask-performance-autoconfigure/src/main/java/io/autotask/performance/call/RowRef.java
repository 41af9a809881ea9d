package io.autotask.performance.call;

/**
 * One row of an entity.
 *
 * @param entity the entity as the API spells it
 * @param id the row's id; 0 is a valid one
 */
public record RowRef(String entity, long id) {

}
