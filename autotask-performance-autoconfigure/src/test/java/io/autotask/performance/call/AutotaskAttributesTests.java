package io.autotask.performance.call;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AutotaskAttributesTests {

	@Test
	void readsWhatACallerAsksFor() {
		CallOptions options = AutotaskAttributes
			.read(Map.of(AutotaskAttributes.BYPASS, true, AutotaskAttributes.PRIORITY, 9, AutotaskAttributes.MAX_AGE,
					Duration.ofSeconds(3), AutotaskAttributes.CALLER, "board", "something.else", 1));
		assertThat(options).isEqualTo(new CallOptions(true, 9, Duration.ofSeconds(3), "board", false));
	}

	@Test
	void asksForNothingSpecialWithoutAttributes() {
		assertThat(AutotaskAttributes.read(Map.of())).isEqualTo(CallOptions.defaults());
	}

	@Test
	void marksCallsOfTheStarterItself() {
		Map<String, Object> attributes = new HashMap<>();
		AutotaskAttributes.background().accept(attributes);
		assertThat(AutotaskAttributes.read(attributes).background()).isTrue();
	}

	@Test
	void marksCallsWhoseAnswersAreNotForMemory() {
		Map<String, Object> attributes = new HashMap<>();
		AutotaskAttributes.unkept().accept(attributes);
		assertThat(AutotaskAttributes.read(attributes).unkept()).isTrue();
		assertThat(AutotaskAttributes.read(attributes).bypassing().unkept()).isTrue();
	}

	@Test
	void takesTheFieldsThatACallerReads() {
		Set<String> fields = Set.of("id", "title");
		CallOptions options = AutotaskAttributes.read(Map.of(AutotaskAttributes.FIELDS, fields));
		assertThat(options.steering().fields()).isSameAs(fields);
		assertThat(options.behind().steering().fields()).as("for anybody").isEmpty();
		assertThat(AutotaskAttributes.read(Map.of(AutotaskAttributes.FIELDS, List.of("id", "id"))).steering().fields())
			.containsExactly("id");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AutotaskAttributes.read(Map.of(AutotaskAttributes.FIELDS, List.of("id", 5))))
			.withMessageContaining("holds a java.lang.Integer, allowed are names of fields");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AutotaskAttributes.read(Map.of(AutotaskAttributes.FIELDS, "id")))
			.withMessageContaining("allowed is a java.util.Collection");
	}

	@Test
	void namesTheValueAndWhatIsAllowed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AutotaskAttributes.read(Map.of(AutotaskAttributes.PRIORITY, 11)))
			.withMessageContaining("is 11, allowed are 1 to 10");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AutotaskAttributes.read(Map.of(AutotaskAttributes.MAX_AGE, Duration.ofSeconds(-1))))
			.withMessageContaining("allowed are 0 and above");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AutotaskAttributes.read(Map.of(AutotaskAttributes.BYPASS, "yes")))
			.withMessageContaining("is a java.lang.String, allowed is a java.lang.Boolean");
	}

}
