package io.autotask.performance.query;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FiltersTests {

	@Test
	void writesEveryOperatorAsTheApiReadsIt() {
		assertThat(written(Filters.and(Filters.eq("a", 1), Filters.noteq("b", true), Filters.gt("c", 1.5),
				Filters.gte("d", Instant.parse("2026-11-23T10:15:30Z")), Filters.lt("e", 2L), Filters.lte("f", "x"),
				Filters.beginsWith("g", "x"), Filters.endsWith("h", "x"), Filters.contains("i", "x"),
				Filters.exist("j"), Filters.notExist("k"), Filters.notIn("l", List.of(1, 2)),
				Filters.or(Filters.userDefined(Filters.eq("m n", "o"))))))
			.isEqualTo("{\"maxRecords\":500,\"filter\":[{\"op\":\"and\",\"items\":["
					+ "{\"op\":\"eq\",\"field\":\"a\",\"value\":1},{\"op\":\"noteq\",\"field\":\"b\",\"value\":true},"
					+ "{\"op\":\"gt\",\"field\":\"c\",\"value\":1.5},"
					+ "{\"op\":\"gte\",\"field\":\"d\",\"value\":\"2026-11-23T10:15:30Z\"},"
					+ "{\"op\":\"lt\",\"field\":\"e\",\"value\":2},{\"op\":\"lte\",\"field\":\"f\",\"value\":\"x\"},"
					+ "{\"op\":\"beginsWith\",\"field\":\"g\",\"value\":\"x\"},"
					+ "{\"op\":\"endsWith\",\"field\":\"h\",\"value\":\"x\"},"
					+ "{\"op\":\"contains\",\"field\":\"i\",\"value\":\"x\"},{\"op\":\"exist\",\"field\":\"j\"},"
					+ "{\"op\":\"notExist\",\"field\":\"k\"},{\"op\":\"notIn\",\"field\":\"l\",\"value\":[1,2]},"
					+ "{\"op\":\"or\",\"items\":[{\"op\":\"eq\",\"field\":\"m n\",\"value\":\"o\",\"udf\":true}]}]}]}");
	}

	@Test
	void saysHowManyValuesAreAllowed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Filters.in("id", IntStream.range(0, 501).boxed().toList()))
			.withMessageContaining("501 values, allowed are 1 to 500");
		assertThatIllegalArgumentException().isThrownBy(() -> Filters.in("id", List.of()))
			.withMessageContaining("0 values");
	}

	@Test
	void refusesAValueThatTheApiCannotCompareWith() {
		assertThatIllegalArgumentException().isThrownBy(() -> Filters.eq("id", new Object()))
			.withMessageContaining("java.lang.Object");
		assertThatIllegalArgumentException().isThrownBy(() -> Filters.eq("id", null)).withMessageContaining("notExist");
		assertThatIllegalArgumentException().isThrownBy(() -> Filters.userDefined(Filters.or()));
	}

	private static String written(Condition condition) {
		return new String(new QueryWriter().write(new Query(List.of(condition), List.of(), 500)),
				StandardCharsets.UTF_8);
	}

}
