package io.autotask.performance.sample.simulator.data;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

import io.autotask.performance.sample.simulator.schema.Catalog;
import io.autotask.performance.sample.simulator.schema.EntitySchema;

/**
 * All tables of the simulated tenant.
 */
public final class Tenant {

	private final Map<EntitySchema, Table> tables = new LinkedHashMap<>();

	private final Map<String, Table> bySingular = new LinkedHashMap<>();

	/**
	 * A tenant whose rows follow from these values alone.
	 * @param baseDay first day that no generated row lies on or after
	 */
	public Tenant(Catalog catalog, long seed, long tickets, LocalDate baseDay) {
		Blueprint blueprint = new Blueprint(new Sizes(tickets), new Dice(seed), new Calendar(baseDay, tickets));
		for (EntitySchema schema : catalog.roots()) {
			if (schema.hasRows()) {
				Table table = new Table(schema, blueprint.rows(schema));
				this.tables.put(schema, table);
				this.bySingular.put(schema.singular(), table);
			}
		}
	}

	/** The resource that writes through the API, unless it impersonates another. */
	public static long apiUser() {
		return Sizes.API_USER;
	}

	/** The table of an entity that has rows. */
	public Table table(EntitySchema schema) {
		Table table = this.tables.get(schema);
		if (table == null) {
			throw new IllegalArgumentException("No rows are kept of '" + schema.name() + "'");
		}
		return table;
	}

	/** The table of an entity that has rows, by its name in messages and references. */
	public Table table(String singular) {
		Table table = this.bySingular.get(singular);
		if (table == null) {
			throw new IllegalArgumentException("No rows are kept of '" + singular + "'");
		}
		return table;
	}

	/** Whether there is a table of this name in messages and references. */
	public boolean hasTable(String singular) {
		return this.bySingular.containsKey(singular);
	}

	/** Whether a reference leads to a row. Of entities without rows every id is taken. */
	public boolean exists(String singular, long id) {
		Table table = this.bySingular.get(singular);
		return table == null || table.find(id) != null;
	}

	/** Forgets everything that was written. */
	public void reset() {
		this.tables.values().forEach(Table::reset);
	}

}
