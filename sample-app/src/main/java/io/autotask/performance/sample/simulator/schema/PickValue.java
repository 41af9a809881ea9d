package io.autotask.performance.sample.simulator.schema;

/**
 * One value of a picklist.
 *
 * @param value value in rows, as text
 * @param parentValue value of the parent field that it belongs to, or empty
 */
public record PickValue(String value, String label, boolean isDefault, int sortOrder, String parentValue,
		boolean isActive, boolean isSystem) {

}
