package io.autotask.performance.sample.simulator.data;

/**
 * How many generated rows there are, and where the rows of a parent lie. All follow from
 * the number of tickets.
 */
record Sizes(long tickets) {

	static final int RESOURCES = 24;

	/** The resource that the API user is. It has an API-only licence. */
	static final int API_USER = RESOURCES;

	/** Resources up to this one work on tickets. */
	static final int TECHNICIANS = 20;

	static final int CONTACTS_PER_COMPANY = 4;

	static final int LOCATIONS_PER_COMPANY = 2;

	static final int ITEMS_PER_COMPANY = 5;

	static final int PHASES_PER_PROJECT = 3;

	static final int TASKS_PER_PROJECT = 8;

	static final int NOTES_PER_TICKET = 3;

	static final int TIMES_PER_TICKET = 2;

	/** Companies but the one with id 0, which is the service provider itself. */
	long companies() {
		return Math.max(25, Math.min(5000, this.tickets / 40));
	}

	long contacts() {
		return companies() * CONTACTS_PER_COMPANY;
	}

	long projects() {
		return Math.max(10, companies() / 4);
	}

	long tasks() {
		return projects() * TASKS_PER_PROJECT;
	}

	/** The first of a block of rows that belong to one parent, whose ids start with 1. */
	static long firstOf(long parentId, int size) {
		return (parentId - 1) * size + 1;
	}

	/** The parent that a row in such blocks belongs to. */
	static long parentOf(long id, int size) {
		return (id - 1) / size + 1;
	}

}
