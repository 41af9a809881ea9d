package io.autotask.performance.sample.simulator.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One field of an entity.
 *
 * @param index position in the entity's fields, which is also its position in a row
 * @param length longest text, or 0 if it is no text
 * @param reference singular name of the entity that its values are ids of
 * @param picklist values that it takes, or {@code null} if it is no picklist
 */
public record Field(int index, String name, FieldType type, int length, boolean isRequired, boolean isReadOnly,
		boolean isQueryable, @Nullable String reference, @Nullable List<PickValue> picklist) {

	/** Whether the value is one of the picklist's, active or not. */
	public boolean allows(Object value) {
		return this.picklist == null
				|| this.picklist.stream().anyMatch((entry) -> entry.value().equals(value.toString()));
	}

}
