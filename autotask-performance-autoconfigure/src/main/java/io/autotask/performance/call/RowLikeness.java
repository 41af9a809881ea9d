package io.autotask.performance.call;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether the rows of an entity are the same in queries as in reads by id. Of some
 * entities they have fewer fields there, or other values, so it is not taken for granted:
 * it is learnt for each origin, identity and entity by comparing a row that was read both
 * ways while nobody wrote to it. Only then a read by id may be answered from a row of a
 * query. A difference counts for good.
 * <p>
 * Thread-safe. Bounded: beyond the bound nothing more is learnt.
 */
public final class RowLikeness {

	private static final int MAX_LEARNT = 10_000;

	/** As often a row may have changed between two reads before that is not believed. */
	private static final int MAX_CHANGES = 5;

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private final Map<Subject, Learnt> learnt = new ConcurrentHashMap<>();

	/**
	 * What is known.
	 * @param origin where the entity lives
	 * @param identity who asks
	 * @param entity the entity
	 * @return whether rows of queries may stand for rows of reads by id
	 */
	public Verdict verdict(Origin origin, String identity, String entity) {
		Learnt known = this.learnt.get(new Subject(origin, identity, lower(entity)));
		return (known != null) ? known.verdict() : Verdict.UNKNOWN;
	}

	/**
	 * Compares a row that was read both ways, with no write of ours in between, value by
	 * value. When the row itself says that somebody else changed it in between, nothing
	 * is learnt.
	 * @param origin where the entity lives
	 * @param identity who asked
	 * @param entity the entity
	 * @param rowOfGet the row as a read by id gave it
	 * @param rowOfQuery the same row as a query gave it
	 * @return what is known now
	 */
	public Verdict compare(Origin origin, String identity, String entity, byte[] rowOfGet, byte[] rowOfQuery) {
		Subject subject = new Subject(origin, identity, lower(entity));
		if (this.learnt.size() >= MAX_LEARNT && !this.learnt.containsKey(subject)) {
			return Verdict.UNKNOWN;
		}
		Difference difference = difference(rowOfGet, rowOfQuery);
		return this.learnt
			.compute(subject,
					(key, known) -> ((known != null) ? known : new Learnt(Verdict.UNKNOWN, 0)).after(difference))
			.verdict();
	}

	private static Difference difference(byte[] one, byte[] other) {
		if (Arrays.equals(one, other)) {
			return Difference.NONE;
		}
		try {
			JsonNode first = MAPPER.readTree(one);
			JsonNode second = MAPPER.readTree(other);
			if (isSame(first, second)) {
				return Difference.NONE;
			}
			return (sameFields(first, second) && changedInBetween(first, second)) ? Difference.OF_TIME
					: Difference.OF_KIND;
		}
		catch (JacksonException ex) {
			// What is no row is like no row.
			return Difference.OF_KIND;
		}
	}

	private static boolean isSame(JsonNode one, JsonNode other) {
		if (one.isNumber() && other.isNumber()) {
			BigDecimal number = one.decimalValue();
			return number.compareTo(other.decimalValue()) == 0;
		}
		if (one.isObject() && other.isObject()) {
			return sameFields(one, other) && one.properties()
				.stream()
				.allMatch((field) -> isSame(field.getValue(), other.get(field.getKey())));
		}
		if (one.isArray() && other.isArray()) {
			if (one.size() != other.size()) {
				return false;
			}
			for (int i = 0; i < one.size(); i++) {
				if (!isSame(one.get(i), other.get(i))) {
					return false;
				}
			}
			return true;
		}
		return one.equals(other);
	}

	private static boolean sameFields(JsonNode one, JsonNode other) {
		return one.isObject() && other.isObject() && one.size() == other.size()
				&& one.properties().stream().allMatch((field) -> other.has(field.getKey()));
	}

	/** Both have the mark of the last change, and it is not the same. */
	private static boolean changedInBetween(JsonNode one, JsonNode other) {
		Map<String, JsonNode> marks = new HashMap<>();
		one.properties().forEach((field) -> {
			String name = lower(field.getKey());
			if (name.startsWith("last") && (name.contains("date") || name.contains("time"))) {
				marks.put(field.getKey(), field.getValue());
			}
		});
		return marks.entrySet()
			.stream()
			.anyMatch((mark) -> mark.getValue().isString() && other.path(mark.getKey()).isString()
					&& !mark.getValue().equals(other.get(mark.getKey())));
	}

	private static String lower(String text) {
		return text.toLowerCase(Locale.ROOT);
	}

	/** What is known about an entity. */
	public enum Verdict {

		/** Nothing yet. */
		UNKNOWN,

		/** A row of a query is the row. */
		ALIKE,

		/** It is not. */
		UNLIKE

	}

	private enum Difference {

		NONE, OF_TIME, OF_KIND

	}

	private record Subject(Origin origin, String identity, String entity) {

	}

	private record Learnt(Verdict verdict, int changes) {

		Learnt after(Difference difference) {
			if (this.verdict == Verdict.UNLIKE) {
				return this;
			}
			return switch (difference) {
				case NONE -> new Learnt(Verdict.ALIKE, 0);
				case OF_KIND -> new Learnt(Verdict.UNLIKE, 0);
				case OF_TIME -> (this.changes + 1 < MAX_CHANGES) ? new Learnt(this.verdict, this.changes + 1)
						: new Learnt(Verdict.UNLIKE, 0);
			};
		}

	}

}
