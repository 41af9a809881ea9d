package io.autotask.performance.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CanonicalFormTests {

	private final QueryParser parser = new QueryParser();

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"{'filter':[{'op':'eq','field':'status','value':1},{'op':'gt','field':'id','value':0}]} | {'filter':[{'value':0,'field':'ID','op':'GT'},{'field':'Status','value':1,'op':'Eq'}]}",
			"{'filter':[{'op':'in','field':'id','value':[3,1,2]}]} | {'filter':[{'op':'in','field':'id','value':[1,2,3,3]}]}",
			"{'filter':[{'op':'eq','field':'hours','value':1.50}]} | {'filter':[{'op':'eq','field':'hours','value':1.5}]}",
			"{'filter':[{'op':'eq','field':'id','value':100}]} | {'filter':[{'op':'eq','field':'id','value':1E2}]}",
			"{'filter':[{'op':'eq','field':'a','value':1}]} | {'maxRecords':500,'includeFields':[],'filter':[{'op':'eq','field':'a','value':1,'udf':false,'items':[]}]}",
			"{'filter':[{'op':'and','items':[{'op':'eq','field':'a','value':1},{'op':'eq','field':'b','value':2}]}]} | {'filter':[{'op':'eq','field':'a','value':1},{'op':'eq','field':'b','value':2}]}",
			"{'filter':[{'op':'or','items':[{'op':'or','items':[{'op':'exist','field':'a'}]},{'op':'exist','field':'b'}]}]} | {'filter':[{'op':'or','items':[{'op':'exist','field':'b'},{'op':'exist','field':'a'}]}]}",
			"{'includeFields':['id','title'],'filter':[]} | {'includeFields':['title','id','id'],'filter':[]}" })
	void queriesOfOneMeaningHaveOneForm(String one, String other) {
		assertThat(canonical(one)).isEqualTo(canonical(other));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"{'filter':[{'op':'eq','field':'id','value':1}]} | {'filter':[{'op':'eq','field':'id','value':'1'}]}",
			"{'filter':[{'op':'eq','field':'name','value':'A'}]} | {'filter':[{'op':'eq','field':'name','value':'a'}]}",
			"{'filter':[{'op':'eq','field':'X','value':1,'udf':true}]} | {'filter':[{'op':'eq','field':'x','value':1,'udf':true}]}",
			"{'filter':[{'op':'eq','field':'x','value':1,'udf':true}]} | {'filter':[{'op':'eq','field':'x','value':1}]}",
			"{'filter':[{'op':'eq','field':'a','value':1}]} | {'filter':[{'op':'noteq','field':'a','value':1}]}",
			"{'filter':[{'op':'eq','field':'a','value':true}]} | {'filter':[{'op':'eq','field':'a','value':'true'}]}",
			"{'filter':[{'op':'eq','field':'a','value':1}]} | {'maxRecords':10,'filter':[{'op':'eq','field':'a','value':1}]}",
			"{'filter':[{'op':'eq','field':'a','value':1}]} | {'includeFields':['id'],'filter':[{'op':'eq','field':'a','value':1}]}",
			"{'filter':[]} | {'filter':null}", "{'filter':[]} | {'filter':[{'op':'and','items':[]}]}",
			"{'filter':[{'op':'or','items':[{'op':'exist','field':'a'},{'op':'exist','field':'b'}]}]} | {'filter':[{'op':'and','items':[{'op':'exist','field':'a'},{'op':'exist','field':'b'}]}]}",
			"{'filter':[{'op':'eq','field':'a','value':'x),eq(b'}]} | {'filter':[{'op':'eq','field':'a','value':'x'},{'op':'eq','field':'b','value':1}]}",
			"{'filter':[{'op':'eq','field':'a','value':1},{'op':'eq','field':'b','value':2}]} | {'filter':[{'op':'eq(\"a\",1), eq','field':'b','value':2}]}",
			"{'filter':[{'op':'between','field':'a','value':[2,1]}]} | {'filter':[{'op':'between','field':'a','value':[1,2]}]}" })
	void queriesOfDifferentMeaningHaveDifferentForms(String one, String other) {
		assertThat(canonical(one)).isNotEqualTo(canonical(other));
	}

	@Test
	void aQueryWrittenByUsHasTheFormOfTheSameQueryWrittenByHand() {
		Query query = new Query(List.of(Filters.or(Filters.eq("status", 1), Filters.in("id", List.of(3L, 2L)))),
				List.of(), 500);
		String written = this.parser.parse(new QueryWriter().write(query)).canonical();
		assertThat(written).isEqualTo(canonical(
				"{'filter':[{'op':'or','items':[{'op':'in','field':'id','value':[2,3]},{'op':'eq','field':'status','value':1}]}]}"));
	}

	/**
	 * Random queries, each rewritten in a way that changes nothing and in a way that
	 * changes one thing.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 11, 12, 13, 14 })
	void survivesAnyRewritingThatHasNoMeaningAndNoneThatHas(long seed) {
		Random random = new Random(seed);
		Map<String, String> seen = new HashMap<>();
		for (int run = 0; run < 2_500; run++) {
			List<Object> filter = randomFilter(random, 3);
			String plain = canonical(json(filter, new Random(0), false));
			String shuffled = canonical(json(filter, random, true));
			assertThat(shuffled).as("seed %d, run %d", seed, run).isEqualTo(plain);
			String before = seen.putIfAbsent(plain, normal(filter).toString());
			if (before != null) {
				assertThat(normal(filter).toString()).as("seed %d, run %d", seed, run).isEqualTo(before);
			}
		}
	}

	private String canonical(String json) {
		return this.parser.parse(json).canonical();
	}

	/** A filter as a list: each element is a comparison (three strings) or a group. */
	private static List<Object> randomFilter(Random random, int depth) {
		List<Object> items = new ArrayList<>();
		int size = 1 + random.nextInt(3);
		for (int i = 0; i < size; i++) {
			if (depth > 0 && random.nextInt(4) == 0) {
				items.add(Map.entry(random.nextBoolean() ? "and" : "or", randomFilter(random, depth - 1)));
			}
			else {
				items.add(List.of(List.of("eq", "gt", "contains").get(random.nextInt(3)),
						List.of("status", "title", "id").get(random.nextInt(3)), String.valueOf(random.nextInt(4))));
			}
		}
		return items;
	}

	private static String json(List<Object> filter, Random random, boolean shuffle) {
		return "{'filter':" + items(filter, random, shuffle) + "}";
	}

	private static String items(List<Object> filter, Random random, boolean shuffle) {
		List<Object> order = new ArrayList<>(filter);
		if (shuffle) {
			Collections.shuffle(order, random);
			order.add(order.get(random.nextInt(order.size())));
		}
		List<String> parts = new ArrayList<>();
		for (Object item : order) {
			parts.add((item instanceof Map.Entry<?, ?> group)
					? "{'op':'" + cased(group.getKey(), random, shuffle) + "','items':"
							+ items(cast(group.getValue()), random, shuffle) + "}"
					: comparison(cast(item), random, shuffle));
		}
		return "[" + String.join(",", parts) + "]";
	}

	private static String comparison(List<Object> comparison, Random random, boolean shuffle) {
		List<String> members = new ArrayList<>(List.of("'op':'" + cased(comparison.get(0), random, shuffle) + "'",
				"'field':'" + cased(comparison.get(1), random, shuffle) + "'",
				"'value':" + comparison.get(2) + (shuffle && random.nextBoolean() ? ".0" : "")));
		if (shuffle) {
			Collections.shuffle(members, random);
		}
		return "{" + String.join(",", members) + "}";
	}

	private static String cased(Object text, Random random, boolean shuffle) {
		return (shuffle && random.nextBoolean()) ? text.toString().toUpperCase(Locale.ROOT) : text.toString();
	}

	/** The meaning of a filter, computed in another way: sets of sets. */
	private static Object normal(Object filter) {
		return normal("and", cast(filter));
	}

	private static Object normal(String operator, List<Object> items) {
		java.util.Set<String> set = new java.util.TreeSet<>();
		for (Object item : items) {
			if (item instanceof Map.Entry<?, ?> group) {
				Object inner = normal(group.getKey().toString(), cast(group.getValue()));
				if (group.getKey().equals(operator)) {
					set.addAll(CanonicalFormTests.<java.util.Set<String>>cast(((Map.Entry<?, ?>) inner).getValue()));
				}
				else {
					set.add(inner.toString());
				}
			}
			else {
				set.add(item.toString());
			}
		}
		return Map.entry(operator, set);
	}

	@SuppressWarnings("unchecked")
	private static <T> T cast(Object value) {
		return (T) value;
	}

}
