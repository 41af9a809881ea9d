package io.autotask.performance.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.RowRef;
import io.autotask.performance.query.KnownRow;
import io.autotask.performance.query.Query;
import io.autotask.performance.query.Truth;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a write may change in the lists of one entity. The body says what the caller
 * wants; the API may ignore any part of it, set a field back, or change fields that it
 * does not name ({@link ServerFields}), so a list is untouched only where none of that
 * could change it. A pure decision.
 *
 * @param origin where the entity lives
 * @param entity the entity
 * @param operation what is done
 * @param id the row, or null when it is new or not known
 * @param parent the row in whose child path the write is, or null
 * @param fields what the write says, by names in lower case, user-defined ones with
 * {@code udf:} before; null when it is not known
 */
record Effect(Origin origin, String entity, Operation operation, @Nullable Long id, @Nullable RowRef parent,
		@Nullable Map<String, JsonNode> fields) {

	private static final int LARGEST_BODY = 256 * 1024;

	/** Each of two to the power of them is looked at. */
	private static final int MAX_CHANGED = 4;

	private static final JsonMapper MAPPER = new JsonMapper();

	/**
	 * The effect of a write on the entity that it names.
	 */
	static Effect of(ApiCall call, byte @Nullable [] body) {
		return new Effect(call.origin(), call.entity(), call.operation(), call.id(), call.parent(), read(body));
	}

	/**
	 * The effect on a row that is not written itself: the server may change what it
	 * changes by itself.
	 */
	static Effect onTouched(Origin origin, RowRef row) {
		return new Effect(origin, row.entity(), Operation.UPDATE, row.id(), null, Map.of());
	}

	/**
	 * Whether it can change an answer about the entity.
	 */
	boolean mayChange(Footprint footprint) {
		if (this.id != null && footprint.rows() != null
				&& (!footprint.showsItsRows() || footprint.rows().indexOf(this.id) >= 0)) {
			return true;
		}
		return switch (this.operation) {
			case CREATE -> mayBringInto(footprint);
			case DELETE -> this.id == null || !footprint.showsItsRows() || footprint.isBeyond(this.id);
			case UPDATE, REPLACE -> this.id == null || mayMoveInto(footprint, this.id);
			default -> true;
		};
	}

	/**
	 * Where the answers are that it may change and that do not hold its row.
	 */
	List<Tag> candidates() {
		List<Tag> tags = new ArrayList<>();
		if (this.operation != Operation.UPDATE || this.id == null || this.fields == null) {
			tags.add(Tag.lists(this.origin, this.entity));
			return tags;
		}
		tags.add(Tag.children(this.origin, this.entity));
		tags.add(Tag.moving(this.origin, this.entity));
		this.fields.keySet().forEach((field) -> tags.add(Tag.field(this.origin, this.entity, field)));
		return tags;
	}

	private boolean mayBringInto(Footprint footprint) {
		if (footprint.query() == null) {
			return footprint.parent() == null || mayBeUnder(footprint.parent());
		}
		if (footprint.linked() && footprint.rows() != null && footprint.rows().ascending()) {
			// New rows have the highest ids, and so come on a later page.
			return false;
		}
		return footprint.query().matches(this::created) != Truth.FALSE;
	}

	private boolean mayMoveInto(Footprint footprint, long row) {
		if (footprint.query() == null) {
			return footprint.parent() == null || this.fields == null || this.operation == Operation.REPLACE
					|| this.fields.keySet().stream().anyMatch(Effect::isReference);
		}
		Set<String> changed = changedOf(footprint.query());
		if (changed.isEmpty()) {
			return false;
		}
		// A row that is not in a list did not match before, so only a change can bring it
		// in. Of a count, and of later pages, nobody knows whether the row is in them: a
		// page links to the next one as long as there is a row.
		return footprint.rows() == null || footprint.isBeyond(row)
				|| anyChangeMayMatch(footprint.query(), List.copyOf(changed));
	}

	private Set<String> changedOf(Query query) {
		Set<String> changed = query.filterFields();
		changed.removeIf((field) -> !mayChangeField(field));
		return changed;
	}

	private boolean mayChangeField(String field) {
		if (field.equals("id")) {
			return false;
		}
		return this.fields == null || this.operation == Operation.REPLACE || this.fields.containsKey(field)
				|| ServerFields.mayMove(this.entity, field);
	}

	/**
	 * Of the fields that are written any may be ignored, so each combination counts.
	 */
	private boolean anyChangeMayMatch(Query query, List<String> changed) {
		Map<String, JsonNode> written = this.fields;
		if (written == null || changed.size() > MAX_CHANGED
				|| changed.stream().anyMatch((field) -> ServerFields.mayMove(this.entity, field))
				|| !written.keySet().containsAll(changed)) {
			return true;
		}
		for (int combination = 1; combination < 1 << changed.size(); combination++) {
			int taken = combination;
			KnownRow row = (field, userDefined) -> {
				String name = name(field, userDefined);
				int position = changed.indexOf(name);
				return (position >= 0 && (taken & 1 << position) != 0) ? written.get(name) : null;
			};
			if (query.matches(row) != Truth.FALSE) {
				return true;
			}
		}
		return false;
	}

	private @Nullable JsonNode created(String field, boolean userDefined) {
		String name = name(field, userDefined);
		return (this.fields == null || ServerFields.mayMove(this.entity, name)) ? null : this.fields.get(name);
	}

	private boolean mayBeUnder(RowRef above) {
		if (this.parent == null || this.fields == null || this.parent.equals(above)) {
			return true;
		}
		return this.fields.entrySet()
			.stream()
			.anyMatch((field) -> isReference(field.getKey()) && field.getValue().asString("").equals("" + above.id()));
	}

	private static boolean isReference(String field) {
		return field.endsWith("id") && !field.equals("id");
	}

	private static String name(String field, boolean userDefined) {
		return (userDefined ? "udf:" : "") + field.toLowerCase(Locale.ROOT);
	}

	private static @Nullable Map<String, JsonNode> read(byte @Nullable [] body) {
		if (body == null || body.length > LARGEST_BODY) {
			return null;
		}
		try {
			JsonNode row = MAPPER.readTree(body);
			if (!row.isObject()) {
				return null;
			}
			Map<String, JsonNode> fields = new TreeMap<>();
			row.properties().forEach((field) -> fields.put(name(field.getKey(), false), field.getValue()));
			JsonNode userDefined = fields.remove("userdefinedfields");
			if (userDefined != null) {
				userDefined
					.forEach((field) -> fields.put(name(field.path("name").asString(""), true), field.path("value")));
			}
			return fields;
		}
		catch (JacksonException ex) {
			// The API may still make something of it.
			return null;
		}
	}

}
