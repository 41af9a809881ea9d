package io.autotask.performance.sample.simulator.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.autotask.performance.sample.simulator.data.Draft;
import io.autotask.performance.sample.simulator.data.Tenant;
import io.autotask.performance.sample.simulator.schema.Field;
import io.autotask.performance.sample.simulator.schema.RefusedException;

/**
 * What holds for the fields of every entity: required ones have a value, picklists one of
 * theirs, and references lead to a row.
 */
record Validation(Tenant tenant) {

	/**
	 * Checks the fields of a row.
	 * @throws RefusedException with one message for each fault
	 */
	void check(Draft draft, Collection<Field> fields) {
		List<String> errors = new ArrayList<>();
		for (Field field : fields) {
			if (field.index() > 0 && !field.isReadOnly()) {
				check(draft, field, errors);
			}
		}
		if (!errors.isEmpty()) {
			throw new RefusedException(errors);
		}
	}

	/** What the API says to an id that leads nowhere. */
	static RefusedException noReference(String field) {
		return new RefusedException("Value does not reference an existing entity for " + field + " . ");
	}

	private void check(Draft draft, Field field, List<String> errors) {
		Object value = draft.value(field);
		if (value == null || value.equals("")) {
			if (field.isRequired()) {
				errors.add("Value does not exist for the required field " + field.name());
			}
		}
		else if (!field.allows(value)) {
			errors.add("Picklist value [" + value + "] does not exist for " + field.name());
		}
		else if (field.reference() != null && !this.tenant.exists(field.reference(), (Long) value)) {
			errors.addAll(noReference(field.name()).errors());
		}
	}

}
