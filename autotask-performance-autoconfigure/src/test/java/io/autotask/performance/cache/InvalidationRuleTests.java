package io.autotask.performance.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.autotask.performance.cache.InvalidationRule.Condition;
import io.autotask.performance.cache.InvalidationRule.Operator;
import io.autotask.performance.cache.InvalidationRule.Strategy;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.Operation;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InvalidationRuleTests {

	private static final ApiCall PROJECT = Calls.get("Projects", 7);

	private static final ApiCall WRITE = Calls.update("Companies", 5);

	private static final byte[] BODY = "{\"id\":5,\"Status\":3,\"name\":\"Ada & Sons\"}".getBytes();

	private final ManualTime time = new ManualTime();

	private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.getOrSet();

	private final IntelligentCache cache = new IntelligentCache(CacheSettings.defaults(), this.time);

	private final List<CacheInvalidatedEvent> events = new ArrayList<>();

	@BeforeEach
	void aProjectIsInTheCache() {
		this.cache.addListener(this.events::add);
		fill();
	}

	@AfterEach
	void realTime() {
		VirtualTimeScheduler.reset();
	}

	@ParameterizedTest
	@EnumSource(Strategy.class)
	void whateverTheStrategyNothingFromBeforeTheWriteIsAnsweredAfterIt(Strategy strategy) {
		add(strategy);
		AnswerMemory.Departure before = this.cache.memory().departure(PROJECT);
		write(WriteOutcome.KNOWN);
		assertThat(recalled()).isFalse();
		assertThat(fill(before)).isFalse();
		assertThat(fill()).isTrue();
		assertThat(recalled()).isTrue();
		assertThat(this.events).singleElement().satisfies((event) -> {
			assertThat(event.cause()).isEqualTo(CacheInvalidatedEvent.Cause.RULE);
			assertThat(event.rule()).isEqualTo("rule");
			assertThat(event.dropped()).isEqualTo(1);
		});
	}

	@ParameterizedTest
	@EnumSource(Strategy.class)
	void anAnswerThatIsFilledAfterTheWriteByAReadFromBeforeItIsNotGivenEither(Strategy strategy) {
		this.cache.clear();
		add(strategy);
		AnswerMemory.Departure before = this.cache.memory().departure(PROJECT);
		write(WriteOutcome.KNOWN);
		fill(before);
		assertThat(recalled()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(Strategy.class)
	void aWriteOfUnknownOutcomeKeepsFillsOut(Strategy strategy) {
		add(strategy);
		write(WriteOutcome.UNKNOWN);
		assertThat(recalled()).isFalse();
		assertThat(fill()).isFalse();
		this.time.pass(CacheSettings.defaults().writeQuarantine());
		assertThat(fill()).isTrue();
	}

	@Test
	void lazyWorkIsDoneOnceForManyWritesWhenSomebodyReads() {
		add(Strategy.LAZY);
		write(WriteOutcome.KNOWN);
		write(WriteOutcome.KNOWN);
		this.scheduler.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(this.cache.store().entries()).isEqualTo(1);
		assertThat(this.events).isEmpty();
		this.cache.get("anything");
		assertThat(this.cache.store().entries()).isZero();
		assertThat(this.events).hasSize(1);
	}

	@Test
	void scheduledWorkIsDoneSoonThoughNobodyReads() {
		add(Strategy.SCHEDULED);
		write(WriteOutcome.KNOWN);
		write(WriteOutcome.KNOWN);
		assertThat(this.cache.store().entries()).isEqualTo(1);
		this.scheduler.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.cache.store().entries()).isZero();
		assertThat(this.events).hasSize(1);
	}

	@Test
	void isRemovedAndReplacedAtRunTime() {
		add(Strategy.IMMEDIATE);
		this.cache.addInvalidationRule(InvalidationRule.of("rule", "Tickets", "projects:*"));
		assertThat(this.cache.invalidationRules()).extracting(InvalidationRule::triggerEntities)
			.containsExactly(Set.of("Tickets"));
		write(WriteOutcome.KNOWN);
		assertThat(recalled()).isTrue();
		assertThat(this.cache.removeInvalidationRule("rule")).isTrue();
		assertThat(this.cache.removeInvalidationRule("rule")).isFalse();
		assertThat(this.cache.invalidationRules()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			true  | status EQUALS 3
			false | status EQUALS 4
			true  | status EQUALS 4, status EQUALS 3.0
			false | status EQUALS 3, name EQUALS nobody
			true  | status EQUALS 3, name CONTAINS SONS
			true  | status NOT_EQUALS 4
			false | status NOT_EQUALS 3
			true  | status GREATER_THAN 2
			false | status LESS_THAN 3
			true  | notInTheBody EQUALS 3
			true  | status CHANGED -
			false | notInTheBody CHANGED -
			true  | method EQUALS patch
			false | method EQUALS POST, method EQUALS PUT
			true  | id EQUALS 5
			false | id EQUALS 6
			true  | operation EQUALS update, entity EQUALS companies
			""")
	void conditionsOnOneFieldAreAlternativesAndEachFieldHasToAgree(boolean fires, String conditions) {
		assertThat(new WriteFields(WRITE, BODY).mayMatch(conditions(conditions))).isEqualTo(fires);
	}

	@Test
	void aConditionThatCannotBeDecidedHolds() {
		List<Condition> conditions = conditions("status EQUALS 4, name CHANGED -");
		assertThat(new WriteFields(WRITE, null).mayMatch(conditions)).isTrue();
		assertThat(new WriteFields(WRITE, "not JSON".getBytes()).mayMatch(conditions)).isTrue();
		assertThat(new WriteFields(WRITE, "[]".getBytes()).mayMatch(conditions)).isTrue();
		assertThat(new WriteFields(Calls.write(Operation.OTHER, "Companies", null, null), null)
			.mayMatch(conditions("method EQUALS POST, id EQUALS 6"))).isTrue();
	}

	@Test
	void aRuleThatCouldNeverDoAnythingIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> InvalidationRule.of(" ", "Companies", "companies:*"))
			.withMessageContaining("'id'");
		assertThatIllegalArgumentException().isThrownBy(() -> InvalidationRule.of("rule", "Compnies", "companies:*"))
			.withMessageContaining("'Compnies'");
		assertThatIllegalArgumentException().isThrownBy(() -> InvalidationRule.of("rule", "Companies"))
			.withMessageContaining("pattern");
		assertThatIllegalArgumentException().isThrownBy(() -> new Condition("", Operator.EQUALS, "1"));
	}

	private void add(Strategy strategy) {
		this.cache.addInvalidationRule(
				new InvalidationRule("rule", Set.of("company"), List.of("projects:get:*"), strategy, List.of()));
	}

	private void write(WriteOutcome outcome) {
		this.cache.rules().fire(WRITE, BODY).close(outcome);
	}

	private boolean fill() {
		return fill(this.cache.memory().departure(PROJECT));
	}

	private boolean fill(AnswerMemory.Departure departure) {
		return this.cache.memory()
			.keep(PROJECT, PROJECT.key(), departure, this.time.nanos(),
					Calls.json(200, "{\"item\":{\"id\":7}}")) != null;
	}

	private boolean recalled() {
		return this.cache.recall(PROJECT, PROJECT.key()) instanceof Recollection.Found;
	}

	private static List<Condition> conditions(String text) {
		return Arrays.stream(text.split(", ")).map((condition) -> {
			String[] words = condition.split(" ");
			return new Condition(words[0], Operator.valueOf(words[1]), words[2]);
		}).toList();
	}

}
