package io.autotask.performance.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class FilterTruthTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final JsonNode ROW = MAPPER.readTree("""
			{"id":7,"title":"Printer is down","status":5,"hours":3.5000,"isActive":true,"zip":"01234","fax":"",
			"completed":null,"createDate":"2026-11-25T10:00:00.2Z","day":"2026-11-25",
			"userDefinedFields":[{"name":"Asset Tag","value":"A-17"},{"name":"Size","value":"20.6400"},
			{"name":"Empty","value":null}]}""");

	private final QueryParser parser = new QueryParser();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "eq | id | 7 | TRUE", "eq | ID | 7.0 | TRUE",
			"eq | id | '7' | TRUE", "eq | id | 8 | FALSE", "noteq | id | 7 | FALSE", "gt | id | 6 | TRUE",
			"gte | id | 7 | TRUE", "lt | id | 7 | FALSE", "lte | id | 7 | TRUE", "eq | hours | 3.5 | TRUE",
			"gt | hours | '3.4' | TRUE", "in | id | [1,7] | TRUE", "in | id | [1,2] | FALSE",
			"notIn | id | [1,2] | TRUE", "in | id | [] | UNKNOWN", "in | id | [1,null] | UNKNOWN",
			"in | id | 7 | UNKNOWN", "eq | title | 'Printer is down' | TRUE",
			"eq | title | 'printer IS down' | UNKNOWN", "eq | title | 'Printer is down ' | UNKNOWN",
			"eq | title | 'Printer is up' | FALSE", "eq | title | 'Prünter' | UNKNOWN",
			"beginsWith | title | 'Prin' | TRUE", "beginsWith | title | 'prin' | UNKNOWN",
			"beginsWith | title | 'down' | FALSE", "endsWith | title | 'down' | TRUE", "contains | title | 'is' | TRUE",
			"contains | title | 'was' | FALSE", "contains | title | '%' | UNKNOWN", "contains | title | '' | UNKNOWN",
			"gt | title | 'A' | UNKNOWN", "eq | zip | '1234' | FALSE", "eq | zip | 1234 | TRUE",
			"eq | isActive | true | TRUE", "eq | isActive | false | FALSE", "eq | isActive | 1 | UNKNOWN",
			"eq | isActive | 'true' | UNKNOWN", "exist | title | | TRUE", "notExist | title | | FALSE",
			"exist | completed | | FALSE", "notExist | completed | | TRUE", "exist | fax | | UNKNOWN",
			"eq | completed | 5 | FALSE", "noteq | completed | 5 | UNKNOWN", "notIn | completed | [5] | UNKNOWN",
			"gt | completed | '2026-01-01T00:00:00Z' | FALSE", "eq | status | null | UNKNOWN",
			"eq | missing | 5 | UNKNOWN", "exist | missing | | UNKNOWN", "ne | id | 8 | UNKNOWN",
			"eq | userDefinedFields | 5 | UNKNOWN", "gt | createDate | '2026-11-25T09:00:00' | TRUE",
			"gt | createDate | '2026-11-25T11:00:00Z' | FALSE",
			"gt | createDate | '2026-11-25T12:00:00+02:00' | UNKNOWN",
			"lt | createDate | '2026-11-25T10:00:00Z' | UNKNOWN", "eq | createDate | '2026-11-25T10:00:00.200Z' | TRUE",
			"gt | createDate | '2026-11-25' | UNKNOWN", "gt | createDate | '2026-11-20' | TRUE",
			"eq | createDate | '2026-13-45T10:00:00Z' | UNKNOWN", "eq | day | '2026-11-25' | TRUE" })
	void comparesAsTheApiDoesAndSaysWhatIsNotKnown(String operator, String field, String value, Truth truth) {
		String condition = "{'op':'" + operator + "','field':'" + field + "'"
				+ ((value != null) ? ",'value':" + value : "") + "}";
		assertThat(truth("[" + condition + "]")).isEqualTo(truth);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "eq | Asset Tag | 'A-17' | TRUE", "eq | asset tag | 'A-18' | FALSE", "gt | Size | 20 | TRUE",
					"eq | Nobody | 'x' | UNKNOWN", "eq | Empty | 'x' | FALSE", "eq | title | 'x' | UNKNOWN" })
	void readsUserDefinedFields(String operator, String field, String value, Truth truth) {
		assertThat(truth("[{'op':'" + operator + "','field':'" + field + "','udf':true,'value':" + value + "}]"))
			.isEqualTo(truth);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "[] | UNKNOWN", "[{'op':'and','items':[]}] | UNKNOWN",
			"[{'op':'eq','field':'id','value':7},{'op':'eq','field':'x','value':1}] | UNKNOWN",
			"[{'op':'eq','field':'id','value':8},{'op':'eq','field':'x','value':1}] | FALSE",
			"[{'op':'or','items':[{'op':'eq','field':'id','value':7},{'op':'eq','field':'x','value':1}]}] | TRUE",
			"[{'op':'or','items':[{'op':'eq','field':'id','value':8},{'op':'eq','field':'x','value':1}]}] | UNKNOWN",
			"[{'op':'or','items':[{'op':'eq','field':'id','value':8},{'op':'eq','field':'status','value':1}]}] | FALSE" })
	void combinesWhatIsKnown(String filter, Truth truth) {
		assertThat(truth(filter)).isEqualTo(truth);
	}

	@Test
	void namesTheFieldsThatAFilterReads() {
		assertThat(query("[{'op':'eq','field':'Status','value':1},{'op':'or','items':[{'op':'exist','field':'x'},"
				+ "{'op':'eq','field':'Asset Tag','udf':true,'value':'A'}]}]")
			.filterFields()).containsExactly("status", "udf:asset tag", "x");
	}

	/**
	 * Whatever the database behind the API does where nobody knows, a definite answer is
	 * its answer; and who knows less of a row never says anything else.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 21, 22, 23, 24 })
	void isSoundInEveryDatabaseAndWithAnyKnowledge(long seed) {
		Random random = new Random(seed);
		int definite = 0;
		for (int run = 0; run < 5_000; run++) {
			JsonNode row = row(random);
			Query query = query("[" + condition(random, 2) + "]");
			Truth truth = query.matches(KnownRow.of(row));
			for (Database database : Database.all()) {
				boolean matches = database.matches(query.filter(), row);
				assertThat(truth).as("seed %d, run %d: %s on %s in %s", seed, run, query.canonical(), row, database)
					.isNotEqualTo(matches ? Truth.FALSE : Truth.TRUE);
			}
			ObjectNode less = ((ObjectNode) row).deepCopy();
			less.remove(List.copyOf(less.propertyNames()).get(random.nextInt(less.size())));
			assertThat(query.matches(KnownRow.of(less))).as("seed %d, run %d", seed, run).isIn(truth, Truth.UNKNOWN);
			definite += (truth != Truth.UNKNOWN) ? 1 : 0;
		}
		assertThat(definite).isGreaterThan(1_500);
	}

	private Truth truth(String filter) {
		return query(filter).matches(KnownRow.of(ROW));
	}

	private Query query(String filter) {
		return this.parser.parse("{'filter':" + filter + "}");
	}

	private static JsonNode row(Random random) {
		ObjectNode row = MAPPER.createObjectNode();
		row.put("id", random.nextInt(4));
		row.set("a", value(random));
		row.set("b", value(random));
		return row;
	}

	private static JsonNode value(Random random) {
		return MAPPER
			.readTree(List.of("null", "1", "2", "2.0", "\"ab\"", "\"AB\"", "\"ab \"", "\"abc\"", "\"x\"", "\"\"")
				.get(random.nextInt(10)));
	}

	private static String condition(Random random, int depth) {
		if (depth > 0 && random.nextInt(3) == 0) {
			return "{'op':'" + (random.nextBoolean() ? "and" : "or") + "','items':[" + condition(random, depth - 1)
					+ "," + condition(random, depth - 1) + "]}";
		}
		String field = List.of("id", "a", "b").get(random.nextInt(3));
		String operator = List
			.of("eq", "noteq", "gt", "lte", "beginsWith", "endsWith", "contains", "in", "notIn", "exist", "notExist",
					"nonsense")
			.get(random.nextInt(12));
		boolean text = operator.endsWith("With") || operator.equals("contains");
		String value = text ? "'" + List.of("a", "B", "c").get(random.nextInt(3)) + "'" : scalar(random);
		if (operator.equalsIgnoreCase("in") || operator.equals("notIn")) {
			value = "[" + scalar(random) + "," + scalar(random) + "]";
		}
		return "{'op':'" + operator + "','field':'" + field + "'"
				+ (operator.toLowerCase(Locale.ROOT).endsWith("exist") ? "" : ",'value':" + value) + "}";
	}

	private static String scalar(Random random) {
		JsonNode value = value(random);
		return (value.isNull() ? "1" : value.toString()).replace('"', '\'');
	}

	/**
	 * A database that may be behind the API: two-valued, and decided where the API's
	 * documentation is silent.
	 */
	private record Database(boolean caseMatters, boolean nothingDiffers, boolean emptyIsNothing, boolean unknownHolds,
			boolean mixedEqual) {

		static List<Database> all() {
			List<Database> all = new ArrayList<>();
			for (int bits = 0; bits < 32; bits++) {
				all.add(new Database((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0,
						(bits & 16) != 0));
			}
			return all;
		}

		boolean matches(List<Condition> filter, JsonNode row) {
			return filter.stream().allMatch((condition) -> holds(condition, row));
		}

		private boolean holds(Condition condition, JsonNode row) {
			if (condition instanceof Condition.Group group) {
				return group.operator().equals("and") ? group.items().stream().allMatch((item) -> holds(item, row))
						: group.items().stream().anyMatch((item) -> holds(item, row));
			}
			Condition.Comparison comparison = (Condition.Comparison) condition;
			JsonNode value = row.get(comparison.field());
			JsonNode wanted = comparison.value();
			boolean nothing = value.isNull()
					|| (this.emptyIsNothing && value.asString("").isBlank() && value.isString());
			return switch (comparison.operator().toLowerCase(Locale.ROOT)) {
				case "exist" -> !nothing;
				case "notexist" -> nothing;
				case "eq" -> !value.isNull() && same(value, wanted);
				case "noteq" -> value.isNull() ? this.nothingDiffers : !same(value, wanted);
				case "gt" -> !value.isNull() && order(value, wanted) > 0;
				case "lte" -> !value.isNull() && order(value, wanted) <= 0;
				case "beginswith" -> value.isString() && text(value).startsWith(text(wanted));
				case "endswith" -> value.isString() && (text(value).endsWith(text(wanted))
						|| text(value).stripTrailing().endsWith(text(wanted)) && this.mixedEqual);
				case "contains" -> value.isString() && text(value).contains(text(wanted));
				case "in" -> !value.isNull() && wanted.valueStream().anyMatch((one) -> same(value, one));
				case "notin" ->
					value.isNull() ? this.nothingDiffers : wanted.valueStream().noneMatch((one) -> same(value, one));
				default -> this.unknownHolds;
			};
		}

		private boolean same(JsonNode value, JsonNode wanted) {
			return order(value, wanted) == 0;
		}

		private int order(JsonNode value, JsonNode wanted) {
			if (value.isNumber() && wanted.isNumber()) {
				BigDecimal number = value.decimalValue();
				return number.compareTo(wanted.decimalValue());
			}
			if (value.isString() && wanted.isString()) {
				return text(value).stripTrailing().compareTo(text(wanted).stripTrailing());
			}
			return this.mixedEqual ? 0 : 1;
		}

		private String text(JsonNode node) {
			return this.caseMatters ? node.asString("") : node.asString("").toLowerCase(Locale.ROOT);
		}

	}

}
