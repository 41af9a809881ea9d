package io.autotask.performance.optimizer.rule;

import java.time.Duration;
import java.util.Set;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.Serving.Source;
import io.autotask.performance.stub.Calls;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class OptimizationRulesTests {

	private static final RuleScope COMPANIES = new RuleScope(Set.of("companies"), Set.of(Operation.GET), Set.of());

	private final OwnFailures failures = new OwnFailures();

	private final OptimizationRules rules = new OptimizationRules(this.failures);

	@Test
	void aRuleSteersTheCallsThatItIsForAndNoOther() {
		this.rules.add(rule("steer", 5, new RuleSteering(9, Duration.ofMinutes(15), null, false)));
		ApiCall company = steer(Calls.get("Companies", 5));
		assertThat(company.options().priority()).isEqualTo(9);
		assertThat(company.options().steering().ttl()).isEqualTo(Duration.ofMinutes(15));
		assertThat(company.options().steering().batchable()).isFalse();
		assertThat(company.options().steering().rules()).containsExactly("steer");
		assertThat(company.key()).isNotNull();
		ApiCall ticket = Calls.get("Tickets", 5);
		assertThat(steer(ticket)).isSameAs(ticket);
		ApiCall count = Calls.count("Companies", "all");
		assertThat(steer(count)).isSameAs(count);
	}

	@Test
	void whatMustNotBeKeptHasNoKey() {
		this.rules.add(rule("fresh", 5, new RuleSteering(null, null, false, null)));
		assertThat(steer(Calls.get("Companies", 5)).key()).isNull();
	}

	@Test
	void aRuleCannotKeepWhatIsNeverKept() {
		this.rules.add(
				new OptimizationRule("keep", "", (request) -> true, (request) -> request.withCacheable(true), 5, true));
		assertThat(steer(Calls.update("Companies", 5)).key()).isNull();
	}

	@Test
	void theHighestPriorityIsAppliedFirstAndTheOthersSeeWhatItSet() {
		this.rules.add(rule("second", 2, new RuleSteering(3, null, null, null)));
		this.rules
			.add(new OptimizationRule("first", "", (request) -> true, (request) -> request.withPriority(8), 9, true));
		this.rules.add(new OptimizationRule("third", "", (request) -> request.priority() == 3,
				(request) -> request.withPriority(4), 1, true));
		ApiCall steered = steer(Calls.get("Companies", 5));
		assertThat(steered.options().priority()).isEqualTo(4);
		assertThat(steered.options().steering().rules()).containsExactly("first", "second", "third");
	}

	@Test
	void aRuleThatFailsIsCountedAndSkipped() {
		this.rules.add(new OptimizationRule("broken", "", (request) -> {
			throw new IllegalStateException("condition");
		}, (request) -> request, 9, true));
		this.rules.add(new OptimizationRule("nothing", "", (request) -> true, (request) -> null, 8, true));
		this.rules
			.add(new OptimizationRule("wrong", "", (request) -> true, (request) -> request.withPriority(99), 8, true));
		this.rules.add(rule("fine", 1, new RuleSteering(9, null, null, null)));
		assertThat(steer(Calls.get("Companies", 5)).options().priority()).isEqualTo(9);
		assertThat(this.rules.snapshot()).extracting(RuleSnapshot::failures).containsExactly(1L, 1L, 1L, 0L);
		assertThat(this.rules.snapshot()).extracting(RuleSnapshot::applications).containsExactly(0L, 0L, 0L, 1L);
		assertThat(this.failures.count()).isEqualTo(3);
	}

	@Test
	void countsTheCallsThatNeededNoRequest() {
		this.rules.add(rule("long", 5, new RuleSteering(null, Duration.ofHours(1), null, null)));
		ApiCall steered = steer(Calls.get("Companies", 5));
		this.rules.on(completed(steered, Source.NETWORK));
		this.rules.on(completed(steered, Source.CACHE));
		this.rules.on(completed(steered, null));
		this.rules.on(completed(Calls.get("Companies", 5), Source.CACHE));
		assertThat(this.rules.snapshot().get(0).answeredWithoutRequest()).isEqualTo(1);
	}

	@Test
	void rulesComeAndGo() {
		this.rules.add(rule("rule", 5, new RuleSteering(9, null, null, null)));
		assertThat(this.rules.setEnabled("rule", false)).isTrue();
		assertThat(steer(Calls.get("Companies", 5)).options().priority()).isEqualTo(5);
		assertThat(this.rules.setEnabled("rule", true)).isTrue();
		assertThat(steer(Calls.get("Companies", 5)).options().priority()).isEqualTo(9);
		assertThat(this.rules.snapshot().get(0).applications()).as("counts stay").isEqualTo(1);
		assertThat(this.rules.setEnabled("other", true)).isFalse();
		assertThat(this.rules.remove("rule")).isTrue();
		assertThat(this.rules.remove("rule")).isFalse();
	}

	@Test
	void aCallThatGoesAloneIsNotSteered() {
		this.rules.add(rule("rule", 5, new RuleSteering(9, null, null, null)));
		ApiCall alone = Calls.get("Companies", 5, new CallOptions(true, 5, null, null, false));
		assertThat(steer(alone)).isSameAs(alone);
	}

	@Test
	void forCallersOnlyWhoSaySo() {
		RuleScope scope = new RuleScope(Set.of(), Set.of(), Set.of("export"));
		assertThat(scope.test(request("export"))).isTrue();
		assertThat(scope.test(request("board"))).isFalse();
		assertThat(scope.test(request(null))).isFalse();
	}

	@Test
	void saysWhatIsWrongWithARule() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RuleSteering(null, null, null, null))
			.withMessageContaining("it sets nothing");
		assertThatIllegalArgumentException().isThrownBy(() -> new RuleSteering(11, null, null, null))
			.withMessage("'request-priority' is 11, allowed are 1 to 10");
		assertThatIllegalArgumentException().isThrownBy(() -> rule(" ", 5, new RuleSteering(1, null, null, null)))
			.withMessage("A rule needs an 'id'");
		for (int i = 0; i < 100; i++) {
			this.rules.add(rule("rule" + i, 5, new RuleSteering(1, null, null, null)));
		}
		this.rules.add(rule("rule0", 6, new RuleSteering(1, null, null, null)));
		assertThatIllegalStateException()
			.isThrownBy(() -> this.rules.add(rule("one more", 5, new RuleSteering(1, null, null, null))))
			.withMessageContaining("'one more'");
	}

	private ApiCall steer(ApiCall call) {
		return this.rules.steer(call, "GET", "/V1.0/" + call.entity());
	}

	private static OptimizationRule rule(String id, int priority, RuleSteering steering) {
		return OptimizationRule.of(id, id, COMPANIES, steering, priority, true);
	}

	private static OptimizableRequest request(String caller) {
		return new OptimizableRequest("GET", "/V1.0/Companies/5", "Companies", Operation.GET, caller, 5, null, true,
				true);
	}

	private static CallEvent completed(ApiCall call, Source source) {
		return new CallEvent.Completed(call, CallEvent.Outcome.SUCCESS, 200, source, Duration.ZERO, 0, null, 0);
	}

}
