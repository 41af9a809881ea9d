package io.autotask.performance.sample.simulator.schema;

/**
 * Rows of an entity below one row of its parent, such as {@code /Tickets/{id}/Notes}.
 *
 * @param parent entity whose id stands in the path
 * @param segment last word of the path, such as {@code Notes}
 * @param entity what the rows are, such as {@code TicketNotes}
 * @param parentField field of the rows that holds the parent's id, or empty if the entity
 * has no rows here
 */
public record ChildCollection(EntitySchema parent, String segment, EntitySchema entity, String parentField,
		Verbs verbs) {

}
