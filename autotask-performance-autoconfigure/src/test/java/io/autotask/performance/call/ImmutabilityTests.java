package io.autotask.performance.call;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ImmutabilityTests {

	static List<Object> unchangeable() {
		return List.of("text", 5, 5L, true, 'c', 1.5, BigDecimal.ONE, Instant.EPOCH, DayOfWeek.MONDAY,
				UUID.randomUUID(), URI.create("x"), Optional.of("x"), Optional.empty(), List.of(), List.of(1, 2, 3),
				Map.of("a", List.of(1)), List.copyOf(new ArrayList<>(List.of(1))), Collections.emptyList(),
				new Ticket(5, "title", List.of("a")), new Ticket(5, null, null),
				List.of(new Ticket(5, "title", List.of())));
	}

	static List<Object> changeable() {
		return List.of(new ArrayList<>(), new HashMap<>(), new int[0], new byte[0], new Date(0), new StringBuilder(),
				new Object(), new Bean(), Arrays.asList(1), Collections.unmodifiableList(new ArrayList<>()),
				new Ticket(5, "title", new ArrayList<>()), List.of(new Ticket(5, "t", new ArrayList<>())),
				new Holder(new Bean()), Optional.of(new Date(0)), List.of(new byte[0]),
				new JsonMapper().readTree("{\"a\":1}"));
	}

	@ParameterizedTest
	@MethodSource("unchangeable")
	void isGivenWhereNothingCanBeChanged(Object object) {
		assertThat(Immutability.isGiven(object)).isTrue();
	}

	@ParameterizedTest
	@MethodSource("changeable")
	void isNotGivenWhereAnythingCan(Object object) {
		assertThat(Immutability.isGiven(object)).isFalse();
	}

	@Test
	void whatIsTooDeepIsNotLookedInto() {
		Object deep = "x";
		for (int i = 0; i < 100; i++) {
			deep = List.of(deep);
		}
		assertThat(Immutability.isGiven(deep)).isFalse();
	}

	@Test
	void aRecordIsLookedIntoAndNotAsked() {
		assertThat(Immutability.isGiven(new Sly(new Date(0)))).isFalse();
	}

	record Ticket(long id, String title, List<String> tags) {

	}

	record Holder(Bean bean) {

	}

	record Sly(Date date) {

		@Override
		public Date date() {
			throw new IllegalStateException("not your business");
		}

	}

	static class Bean {

		public String text = "x";

	}

}
