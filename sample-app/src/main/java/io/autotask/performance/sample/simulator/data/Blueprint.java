package io.autotask.performance.sample.simulator.data;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

import io.autotask.performance.sample.simulator.schema.EntitySchema;

/**
 * What all generated rows are computed from.
 */
record Blueprint(Sizes sizes, Dice dice, Calendar calendar) {

	/**
	 * The generated rows of an entity: none if the simulator has no data of that kind.
	 */
	GeneratedRows rows(EntitySchema schema) {
		return switch (schema.name()) {
			case "Companies" -> new CompanyRows(this).companies(schema);
			case "CompanyLocations" -> new CompanyRows(this).locations(schema);
			case "Contacts" -> new PeopleRows(this).contacts(schema);
			case "Resources" -> new PeopleRows(this).resources(schema);
			case "Tickets" -> new TicketRows(this).tickets(schema);
			case "TicketNotes" -> new ActivityRows(this).notes(schema);
			case "TimeEntries" -> new ActivityRows(this).timeEntries(schema);
			case "Projects" -> new ProjectRows(this).projects(schema);
			case "Phases" -> new ProjectRows(this).phases(schema);
			case "Tasks" -> new ProjectRows(this).tasks(schema);
			case "ConfigurationItems" -> new AssetRows(this).items(schema);
			case "Contracts" -> new AssetRows(this).contracts(schema);
			case "Products" -> new AssetRows(this).products(schema);
			default -> SetUpRows.of(schema);
		};
	}

	/** Dice of their own for an entity. */
	Dice dice(EntitySchema schema) {
		return this.dice.of(schema.name());
	}

	/** A number with two decimals, as {@code 350} for 3.50. */
	static BigDecimal hundredths(long value) {
		return BigDecimal.valueOf(value, 2);
	}

	static String pick(List<String> words, long index) {
		return words.get((int) Math.floorMod(index, (long) words.size()));
	}

	/** Lower-case letters and digits only, for names of hosts and mailboxes. */
	static String plain(String text) {
		String letters = Normalizer.normalize(text, Normalizer.Form.NFD);
		return letters.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
	}

}
