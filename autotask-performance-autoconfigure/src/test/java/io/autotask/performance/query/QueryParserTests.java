package io.autotask.performance.query;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QueryParserTests {

	private final QueryParser parser = new QueryParser();

	@Test
	void readsThePublishedExample() {
		Query query = parse("""
				{ "MaxRecords": 10, "IncludeFields": [],
				  "Filter": [ {"op":"gt","field":"id","value":0,"udf":false,"items":[]} ] }""");
		assertThat(query.maxRecords()).isEqualTo(10);
		assertThat(query.includeFields()).isEmpty();
		assertThat(query.filter()).singleElement().isInstanceOfSatisfying(Condition.Comparison.class, (comparison) -> {
			assertThat(comparison.operator()).isEqualTo("gt");
			assertThat(comparison.field()).isEqualTo("id");
			assertThat(comparison.value()).hasToString("0");
		});
	}

	@Test
	void readsSingleQuotesAsSomeClientsSendThem() {
		Query query = this.parser.parse("{'filter':[{'op':'exist','field':'IsActive'}]}");
		assertThat(query.filter()).containsExactly(new Condition.Comparison("exist", "IsActive", false, null));
	}

	@Test
	void readsNestedGroups() {
		Query query = parse("""
				{"filter":[{"op":"or","items":[{"op":"eq","field":"status","value":1},
				  {"op":"and","items":[{"op":"eq","field":"x","value":"y","udf":true}]}]}]}""");
		Condition.Group or = (Condition.Group) query.filter().get(0);
		Condition.Group and = (Condition.Group) or.items().get(1);
		assertThat(((Condition.Comparison) and.items().get(0)).userDefined()).isTrue();
	}

	@Test
	void tellsAMissingFilterFromAnEmptyOne() {
		assertThat(parse("{}").filter()).isNull();
		assertThat(parse("{\"filter\":null}").filter()).isNull();
		assertThat(parse("{\"filter\":[]}").filter()).isEqualTo(List.of());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nonsense", "[]", "{", "{\"filter\":[]} x", "{\"filter\":[],\"Filter\":[]}",
			"{\"filter\":[],\"sort\":1}", "{\"filter\":[{\"field\":\"id\"}]}", "{\"filter\":[{\"op\":\"eq\"}]}",
			"{\"filter\":[{\"op\":\"eq\",\"field\":\"id\",\"value\":1,\"other\":2}]}",
			"{\"filter\":[{\"op\":\"or\",\"field\":\"id\",\"items\":[]}]}", "{\"filter\":[{\"op\":\"or\"}]}",
			"{\"filter\":[{\"op\":\"eq\",\"field\":\"id\",\"items\":[{\"op\":\"eq\",\"field\":\"a\"}]}]}",
			"{\"filter\":[{\"op\":1,\"field\":\"id\"}]}", "{\"maxRecords\":\"many\",\"filter\":[]}",
			"{\"includeFields\":\"id\",\"filter\":[]}",
			"{\"filter\":[{\"op\":\"eq\",\"field\":\"id\",\"value\":1,\"udf\":\"no\"}]}" })
	void refusesWhatItDoesNotUnderstandCompletely(String json) {
		assertThatExceptionOfType(UnreadableQueryException.class).isThrownBy(() -> parse(json));
	}

	@Test
	void quotesNoValueOfTheQueryInAnError() {
		assertThatExceptionOfType(UnreadableQueryException.class)
			.isThrownBy(() -> parse("{\"filter\":[{\"op\":\"eq\",\"field\":\"email\",\"val\":\"jane@example.test\"}]}"))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("jane"));
	}

	private Query parse(String json) {
		return this.parser.parse(json.getBytes(StandardCharsets.UTF_8));
	}

}
