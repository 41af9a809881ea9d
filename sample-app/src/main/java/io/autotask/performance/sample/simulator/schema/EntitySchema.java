package io.autotask.performance.sample.simulator.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Fields of an entity. An entity without any is known by name only: it has no rows, and
 * takes any field in a filter. Immutable.
 */
public final class EntitySchema {

	private final String name;

	private final String singular;

	private final List<Field> fields;

	private final @Nullable List<UserDefinedField> userDefinedFields;

	private final Map<String, Field> byName = new HashMap<>();

	private final Map<String, UserDefinedField> udfByName = new HashMap<>();

	EntitySchema(String name, List<Field> fields, @Nullable List<UserDefinedField> userDefinedFields) {
		this.name = name;
		this.singular = EntityNames.singular(name);
		this.fields = List.copyOf(fields);
		this.userDefinedFields = userDefinedFields;
		this.fields.forEach((field) -> this.byName.put(lower(field.name()), field));
		userDefinedFields().forEach((field) -> this.udfByName.put(lower(field.name()), field));
	}

	static EntitySchema empty(String name) {
		return new EntitySchema(name, List.of(), null);
	}

	/** Name in paths, such as {@code Companies}. */
	public String name() {
		return this.name;
	}

	/** Name in messages and references, such as {@code Company}. */
	public String singular() {
		return this.singular;
	}

	/** All fields, {@code id} first. */
	public List<Field> fields() {
		return this.fields;
	}

	/** Whether the simulator keeps rows of it. */
	public boolean hasRows() {
		return !this.fields.isEmpty();
	}

	/** Whether rows carry {@code userDefinedFields}, were it an empty list. */
	public boolean hasUserDefinedFields() {
		return this.userDefinedFields != null;
	}

	public List<UserDefinedField> userDefinedFields() {
		return (this.userDefinedFields != null) ? this.userDefinedFields : List.of();
	}

	/** The field of this name in any case. */
	public @Nullable Field find(String fieldName) {
		return this.byName.get(lower(fieldName));
	}

	/**
	 * The field of this name in any case.
	 * @throws RefusedException in the API's words if there is none
	 */
	public Field require(String fieldName) {
		Field field = find(fieldName);
		if (field == null) {
			throw unknownField(fieldName);
		}
		return field;
	}

	/** The user-defined field of this name in any case. */
	public @Nullable UserDefinedField findUserDefined(String fieldName) {
		return this.udfByName.get(lower(fieldName));
	}

	/** What the API says to a field that it does not know. */
	public RefusedException unknownField(String fieldName) {
		return new RefusedException("Unable to find " + fieldName + " in the " + this.singular + " Entity");
	}

	@Override
	public String toString() {
		return this.name;
	}

	private static String lower(String text) {
		return text.toLowerCase(Locale.ROOT);
	}

}
