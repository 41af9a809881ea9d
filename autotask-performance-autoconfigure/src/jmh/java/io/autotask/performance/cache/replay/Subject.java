package io.autotask.performance.cache.replay;

import java.util.List;

/**
 * What the replay is about.
 *
 * @param entity the entity
 * @param narrow the field that each query names, so that answers have some tens of rows
 * @param others of which it may name some too
 * @param written which fields writes change, one at a time
 */
record Subject(String entity, Field narrow, List<Field> others, List<Field> written) {

	/** No workflow rule changes a company, so most writes touch few queries. */
	static Subject companies() {
		Field owner = new Field("ownerResourceID", 400);
		List<Field> others = List.of(new Field("companyType", 8), new Field("territoryID", 20),
				new Field("marketSegmentID", 10));
		return new Subject("Companies", owner, others, List.of(owner, others.get(0), others.get(1), others.get(2)));
	}

	/**
	 * Workflow rules of the tenant may change nearly any field of a ticket, whatever is
	 * written, but not to which company it belongs.
	 */
	static Subject tickets() {
		List<Field> others = List.of(new Field("status", 8), new Field("priority", 4), new Field("queueID", 20));
		return new Subject("Tickets", new Field("companyID", 400), others, others);
	}

}
