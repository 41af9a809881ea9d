package io.autotask.performance.cache;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

import io.autotask.performance.call.AnswerContent;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.RowRef;
import io.autotask.performance.query.KnownRow;
import io.autotask.performance.query.Truth;
import io.autotask.performance.stub.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which cached lists a write may change. Whatever the API may make of the write, a list
 * that could be another one goes; one that surely is the same stays.
 */
class EffectTests {

	private static final String PAGE = "\"pageDetails\":{\"nextPageUrl\":\"https://x\"}";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"the list holds the row | [{'op':'eq','field':'city','value':'Bonn'}] | {\"id\":5,\"phone\":\"1\"} | true",
			"the filter reads nothing that is written | [{'op':'eq','field':'city','value':'Bonn'}] | {\"id\":7,\"phone\":\"1\"} | false",
			"the row enters | [{'op':'eq','field':'city','value':'Bonn'}] | {\"id\":7,\"city\":\"Bonn\"} | true",
			"the row may enter, in another case | [{'op':'eq','field':'city','value':'Bonn'}] | {\"id\":7,\"City\":\"bonn\"} | true",
			"the row does not enter | [{'op':'eq','field':'city','value':'Bonn'}] | {\"id\":7,\"city\":\"Ulm\"} | false",
			"one of two is written and does not keep it out | [{'op':'eq','field':'city','value':'Bonn'},{'op':'eq','field':'state','value':'NW'}] | {\"id\":7,\"city\":\"Bonn\"} | true",
			"one of two is written and keeps it out | [{'op':'eq','field':'city','value':'Bonn'},{'op':'eq','field':'state','value':'NW'}] | {\"id\":7,\"city\":\"Ulm\"} | false",
			"two are written and one may be ignored | [{'op':'eq','field':'city','value':'Bonn'},{'op':'eq','field':'state','value':'NW'}] | {\"id\":7,\"city\":\"Bonn\",\"state\":\"BY\"} | true",
			"two are written and none lets it in | [{'op':'eq','field':'city','value':'Bonn'},{'op':'eq','field':'state','value':'NW'}] | {\"id\":7,\"city\":\"Ulm\",\"state\":\"BY\"} | false",
			"the server moves the field by itself | [{'op':'gt','field':'lastActivityDate','value':'2026-01-01'}] | {\"id\":7,\"phone\":\"1\"} | true",
			"an id never changes | [{'op':'in','field':'id','value':[1,5]}] | {\"id\":7,\"phone\":\"1\"} | false",
			"a user-defined field is written | [{'op':'eq','field':'Size','udf':true,'value':'L'}] | {\"id\":7,\"userDefinedFields\":[{\"name\":\"size\",\"value\":\"L\"}]} | true",
			"another user-defined field is written | [{'op':'eq','field':'Size','udf':true,'value':'L'}] | {\"id\":7,\"userDefinedFields\":[{\"name\":\"Tag\",\"value\":\"L\"}]} | false",
			"the body is not understood | [{'op':'eq','field':'city','value':'Bonn'}] | [1] | true" })
	void ofAnUpdateOfACompany(String why, String filter, String body, boolean may) {
		Effect effect = effect(Operation.UPDATE, "Companies", body.contains("\"id\":5") ? 5L : 7L, null, body);
		assertThat(effect.mayChange(list("Companies", filter, "\"items\":[{\"id\":1},{\"id\":5}]"))).as(why)
			.isEqualTo(may);
	}

	@Test
	void ofAnUpdateOfATicketWorkflowRulesMayDoTheRest() {
		Effect effect = effect(Operation.UPDATE, "Tickets", 7L, null, "{\"id\":7,\"title\":\"new\"}");
		assertThat(effect.mayChange(list("Tickets", "[{'op':'eq','field':'status','value':1}]", "\"items\":[]")))
			.isTrue();
		assertThat(effect.mayChange(list("Tickets", "[{'op':'eq','field':'companyID','value':1}]", "\"items\":[]")))
			.isFalse();
	}

	@Test
	void ofARowOnALaterPageOnlyThatThereIsALaterPage() {
		Footprint page = list("Companies", "[{'op':'eq','field':'city','value':'Bonn'}]",
				"\"items\":[{\"id\":1},{\"id\":5}]," + PAGE);
		assertThat(effect(Operation.UPDATE, "Companies", 9L, null, "{\"id\":9,\"phone\":\"1\"}").mayChange(page))
			.isFalse();
		assertThat(effect(Operation.UPDATE, "Companies", 9L, null, "{\"id\":9,\"city\":\"Ulm\"}").mayChange(page))
			.isTrue();
		assertThat(effect(Operation.UPDATE, "Companies", 4L, null, "{\"id\":4,\"city\":\"Ulm\"}").mayChange(page))
			.isFalse();
		assertThat(effect(Operation.DELETE, "Companies", 9L, null, null).mayChange(page)).isTrue();
		assertThat(effect(Operation.DELETE, "Companies", 4L, null, null).mayChange(page)).isFalse();
	}

	@Test
	void ofAReplaceEveryFieldMayChangeButTheId() {
		Effect effect = effect(Operation.REPLACE, "Companies", 7L, null, "{\"id\":7,\"city\":\"Ulm\"}");
		assertThat(effect.mayChange(list("Companies", "[{'op':'eq','field':'phone','value':'1'}]", "\"items\":[]")))
			.isTrue();
		assertThat(effect.mayChange(list("Companies", "[{'op':'in','field':'id','value':[1]}]", "\"items\":[]")))
			.isFalse();
	}

	@Test
	void ofADeleteOnlyTheListsThatHoldTheRowAndTheCounts() {
		Effect effect = effect(Operation.DELETE, "TimeEntries", 5L, null, null);
		String filter = "[{'op':'eq','field':'ticketID','value':1}]";
		assertThat(effect.mayChange(list("TimeEntries", filter, "\"items\":[{\"id\":5}]"))).isTrue();
		assertThat(effect.mayChange(list("TimeEntries", filter, "\"items\":[{\"id\":6}]"))).isFalse();
		assertThat(effect.mayChange(count("TimeEntries", filter))).isTrue();
		assertThat(effect(Operation.DELETE, "TimeEntries", null, null, null)
			.mayChange(list("TimeEntries", filter, "\"items\":[]"))).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"[{'op':'eq','field':'companyID','value':1}] | {\"companyID\":1} | true",
			"[{'op':'eq','field':'companyID','value':1}] | {\"companyID\":2} | false",
			"[{'op':'eq','field':'companyID','value':1}] | {} | true",
			"[{'op':'eq','field':'status','value':1}] | {\"status\":5} | true",
			"[{'op':'eq','field':'companyID','value':1},{'op':'eq','field':'status','value':1}] | {\"companyID\":2} | false" })
	void ofACreateTheListsThatTheNewRowMayBeIn(String filter, String body, boolean may) {
		Effect effect = effect(Operation.CREATE, "Tickets", null, null, body);
		assertThat(effect.mayChange(list("Tickets", filter, "\"items\":[{\"id\":1}]"))).isEqualTo(may);
		assertThat(effect.mayChange(count("Tickets", filter))).isEqualTo(may);
		assertThat(effect.mayChange(list("Tickets", filter, "\"items\":[{\"id\":1}]," + PAGE))).isFalse();
	}

	@Test
	void ofACountNobodyKnowsWhetherTheRowIsInIt() {
		Effect effect = effect(Operation.UPDATE, "Companies", 7L, null, "{\"id\":7,\"city\":\"Ulm\"}");
		assertThat(effect.mayChange(count("Companies", "[{'op':'eq','field':'city','value':'Bonn'}]"))).isTrue();
		assertThat(effect.mayChange(count("Companies", "[{'op':'eq','field':'phone','value':'1'}]"))).isFalse();
	}

	@Test
	void ofChildrenOnlyTheListsUnderAParentThatItMayHave() {
		RowRef five = new RowRef("Tickets", 5);
		RowRef six = new RowRef("Tickets", 6);
		Footprint children = Footprint.of(Calls.list("TicketNotes", five), content("\"items\":[{\"id\":1}]"));
		assertThat(effect(Operation.CREATE, "TicketNotes", null, five, "{}").mayChange(children)).isTrue();
		assertThat(effect(Operation.CREATE, "TicketNotes", null, six, "{}").mayChange(children)).isFalse();
		assertThat(effect(Operation.CREATE, "TicketNotes", null, six, "{\"ticketID\":5}").mayChange(children)).isTrue();
		assertThat(effect(Operation.UPDATE, "TicketNotes", 9L, six, "{\"id\":9,\"title\":\"x\"}").mayChange(children))
			.isFalse();
		assertThat(effect(Operation.UPDATE, "TicketNotes", 9L, six, "{\"id\":9,\"ticketID\":5}").mayChange(children))
			.isTrue();
		assertThat(effect(Operation.UPDATE, "TicketNotes", 1L, six, "{\"id\":1,\"title\":\"x\"}").mayChange(children))
			.isTrue();
	}

	@Test
	void ofAListWhoseRowsDoNotSayTheirIdsAnythingMayBe() {
		Effect effect = effect(Operation.UPDATE, "Companies", 7L, null, "{\"id\":7,\"phone\":\"1\"}");
		assertThat(effect.mayChange(
				list("Companies", "[{'op':'eq','field':'city','value':'Bonn'}]", "\"items\":[{\"name\":\"x\"}]")))
			.isTrue();
	}

	/**
	 * Random tables, filters and writes; of each write the API ignores what it likes, and
	 * changes by itself what it may. Whenever a list or a count is another one after it,
	 * that has to have been seen.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 31, 32, 33, 34 })
	void overlooksNothing(long seed) {
		Random random = new Random(seed);
		int seen = 0;
		for (int run = 0; run < 5_000; run++) {
			Table table = new Table(random);
			Operation operation = List
				.of(Operation.UPDATE, Operation.UPDATE, Operation.REPLACE, Operation.CREATE, Operation.DELETE)
				.get(random.nextInt(5));
			long id = 1 + random.nextInt(8);
			ObjectNode body = table.body(random);
			String filter = table.filter(random);
			ApiCall query = Calls.query(Table.ENTITY, filter);
			int page = random.nextBoolean() ? 3 : 100;
			String listBefore = table.list(query, page);
			String countBefore = table.count(query);
			Effect effect = effect(operation, Table.ENTITY, (operation == Operation.CREATE) ? null : id, null,
					body.toString());
			Footprint list = Footprint.of(query, content(listBefore));
			Footprint count = Footprint.of(Calls.countOf(Table.ENTITY, filter), content(countBefore));
			table.write(operation, id, body, random);
			String what = "seed " + seed + ", run " + run + ": " + operation + " " + id + " " + body + " on " + filter;
			if (effect.mayChange(list)) {
				seen++;
			}
			else {
				assertThat(table.list(query, page)).as(what).isEqualTo(listBefore);
			}
			if (!effect.mayChange(count)) {
				assertThat(table.count(query)).as(what).isEqualTo(countBefore);
			}
		}
		assertThat(seen).isBetween(500, 4_500);
	}

	/** Companies at the API. */
	private static final class Table {

		private static final String ENTITY = "Companies";

		private static final JsonMapper MAPPER = new JsonMapper();

		private static final List<String> FIELDS = List.of("city", "phone", "classification", "lastactivitydate");

		private final NavigableMap<Long, ObjectNode> rows = new TreeMap<>();

		Table(Random random) {
			for (long id = 1; id <= 8; id++) {
				if (random.nextInt(4) > 0) {
					ObjectNode row = MAPPER.createObjectNode().put("id", id);
					FIELDS.forEach((field) -> row.put(field, value(random)));
					this.rows.put(id, row);
				}
			}
		}

		private static String value(Random random) {
			return List.of("a", "b", "c").get(random.nextInt(3));
		}

		ObjectNode body(Random random) {
			ObjectNode body = MAPPER.createObjectNode();
			FIELDS.stream().filter((field) -> random.nextBoolean()).forEach((field) -> body.put(field, value(random)));
			return body;
		}

		String filter(Random random) {
			return "[" + condition(random) + (random.nextBoolean() ? "," + condition(random) : "") + "]";
		}

		private static String condition(Random random) {
			if (random.nextInt(4) == 0) {
				return "{'op':'" + (random.nextBoolean() ? "or" : "and") + "','items':[" + condition(random) + ","
						+ condition(random) + "]}";
			}
			if (random.nextInt(6) == 0) {
				return "{'op':'in','field':'id','value':[" + random.nextInt(9) + "," + random.nextInt(9) + "]}";
			}
			return "{'op':'" + ((random.nextInt(3) > 0) ? "eq" : "noteq") + "','field':'"
					+ FIELDS.get(random.nextInt(4)) + "','value':'" + value(random) + "'}";
		}

		void write(Operation operation, long id, ObjectNode body, Random random) {
			if (operation == Operation.CREATE) {
				create(body, random);
			}
			else if (operation == Operation.DELETE) {
				this.rows.remove(id);
			}
			else if (this.rows.containsKey(id)) {
				change(this.rows.get(id), operation, body, random);
			}
		}

		private void create(ObjectNode body, Random random) {
			long next = this.rows.isEmpty() ? 1 : this.rows.lastKey() + 1;
			ObjectNode row = MAPPER.createObjectNode().put("id", next);
			FIELDS.forEach((field) -> row.put(field, body.has(field) ? body.get(field).asString() : value(random)));
			row.put("lastactivitydate", value(random));
			this.rows.put(next, row);
		}

		private static void change(ObjectNode row, Operation operation, ObjectNode body, Random random) {
			for (String field : FIELDS) {
				if (body.has(field) && random.nextInt(3) > 0) {
					row.set(field, body.get(field));
				}
				else if (operation == Operation.REPLACE && !body.has(field)) {
					row.putNull(field);
				}
			}
			if (random.nextBoolean()) {
				row.put("lastactivitydate", value(random));
			}
		}

		private List<ObjectNode> matching(ApiCall query) {
			return this.rows.values()
				.stream()
				.filter((row) -> query.query().matches(KnownRow.of(row)) == Truth.TRUE)
				.toList();
		}

		String list(ApiCall query, int page) {
			List<ObjectNode> all = matching(query);
			List<ObjectNode> shown = all.subList(0, Math.min(page, all.size()));
			String next = (shown.size() < all.size()) ? "\"https://x\"" : "null";
			return "\"items\":" + shown + ",\"pageDetails\":{\"nextPageUrl\":" + next + "}";
		}

		String count(ApiCall query) {
			return "\"queryCount\":" + matching(query).size();
		}

	}

	private static Effect effect(Operation operation, String entity, Long id, RowRef parent, String body) {
		return Effect.of(Calls.write(operation, entity, id, parent), (body != null) ? bytes(body) : null);
	}

	private static Footprint list(String entity, String filter, String members) {
		ApiCall query = Calls.query(entity, filter);
		return Footprint.of(query, content(members));
	}

	private static Footprint count(String entity, String filter) {
		return Footprint.of(Calls.countOf(entity, filter), content("\"queryCount\":3"));
	}

	private static AnswerContent content(String members) {
		return AnswerContent.read(bytes("{" + members + "}"));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
