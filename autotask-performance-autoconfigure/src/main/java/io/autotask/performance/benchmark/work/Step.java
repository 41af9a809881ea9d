package io.autotask.performance.benchmark.work;

/**
 * One thing to do.
 *
 * @param operation what
 * @param entity with which entity, as the API spells it
 * @param key which row, page or query, from 0
 * @param size rows on the page, or rows of a bulk
 * @param wholeRows whether all fields of the rows are asked for, or only their ids
 */
public record Step(OperationType operation, String entity, int key, int size, boolean wholeRows) {

}
