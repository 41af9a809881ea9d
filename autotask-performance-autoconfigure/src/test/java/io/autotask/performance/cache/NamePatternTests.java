package io.autotask.performance.cache;

import io.autotask.performance.call.CallKey.QueryForm;
import io.autotask.performance.stub.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NamePatternTests {

	@ParameterizedTest
	@CsvSource({ "companies, true, true, true", "Companies, true, true, true", "companies:*, true, true, true",
			"companies:get:5, true, false, false", "company:5, true, false, false", "companies:5, true, false, false",
			"COMPANY:*, true, false, false", "companies:get:*, true, false, false",
			"companies:query:*, false, true, false", "companies:list:*, false, true, false",
			"companies:search:*, false, true, false", "companies:search:abc?ef, false, true, false",
			"companies:count:*, false, false, true", "*:count:*, false, false, true", "comp*, true, true, true",
			"*, true, true, true", "company:6, false, false, false", "tickets:*, false, false, false",
			"companies:get:55, false, false, false", "companynotes:*, false, false, false" })
	void matchesByName(String pattern, boolean get, boolean query, boolean count) {
		NamePattern parsed = NamePattern.parse(pattern);
		assertThat(parsed.matches(Calls.get("Companies", 5).key())).isEqualTo(get);
		assertThat(parsed.matches(Calls.query("Companies", "AbCdEf", QueryForm.POST).key())).isEqualTo(query);
		assertThat(parsed.matches(Calls.count("Companies", "AbCdEf").key())).isEqualTo(count);
		assertThat(parsed.mayConcern("companies"))
			.isEqualTo(get || query || count || parsed.entity() != null && parsed.entity().equals("companies"));
	}

	@Test
	void knowsTheRowOfAnEntityByItsSingular() {
		assertThat(NamePattern.parse("opportunity:1").entity()).isEqualTo("opportunities");
		assertThat(NamePattern.parse("tax:1").entity()).isEqualTo("taxes");
		assertThat(NamePattern.parse("TimeEntry:1").entity()).isEqualTo("timeentries");
		assertThat(NamePattern.parse("novelties:1").entity()).isEqualTo("novelties");
	}

	@Test
	void refusesNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> NamePattern.parse("  ")).withMessageContaining("pattern");
	}

}
