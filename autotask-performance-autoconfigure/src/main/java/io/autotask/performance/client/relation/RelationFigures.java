package io.autotask.performance.client.relation;

/**
 * What references to an entity cost, and what was saved, since the start.
 *
 * @param used references that were used
 * @param fromMemory rows that were there already when they were asked for
 * @param queries the queries that were made
 * @param loaded the rows that they brought
 * @param foreseen references that were read before somebody used them
 * @param foreseenUsed how many of those were used
 */
public record RelationFigures(long used, long fromMemory, long queries, long loaded, long foreseen, long foreseenUsed) {

}
