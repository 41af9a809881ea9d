package io.autotask.performance.path;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.autotask.performance.call.AutotaskAttributes;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.optimizer.Job;
import io.autotask.performance.optimizer.budget.BudgetSettings;
import io.autotask.performance.optimizer.dispatch.BatchSettings;
import io.autotask.performance.optimizer.dispatch.DispatchSettings;
import io.autotask.performance.optimizer.rule.OptimizationRule;
import io.autotask.performance.optimizer.rule.RuleScope;
import io.autotask.performance.optimizer.rule.RuleSteering;
import io.autotask.performance.stub.ManualTime;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Arrival;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.ClientRequest;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The optimizer on the whole path, over HTTP. */
class OptimizedRequestsTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final ManualTime time = new ManualTime();

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void aRuleMayLetAnswersStayFreshForLonger() {
		Path path = Path.to(this.autotask)
			.time(this.time)
			.dispatch(DispatchSettings.defaults().withBudget(new BudgetSettings(10_000, Duration.ZERO, 70)))
			.build();
		path.optimizer.addOptimizationRule(rule(new RuleSteering(null, Duration.ofHours(2), null, null)));
		get(path, "/Companies/5");
		get(path, "/Tickets/5");
		this.time.pass(Duration.ofHours(1));
		get(path, "/Companies/5");
		get(path, "/Tickets/5");
		assertThat(this.autotask.arrivals()).extracting(Arrival::entity)
			.containsExactly("Companies", "Tickets", "Tickets");
		assertThat(path.performance.dashboard().optimization().rules()).singleElement().satisfies((rule) -> {
			assertThat(rule.applications()).isEqualTo(2);
			assertThat(rule.answeredWithoutRequest()).isEqualTo(1);
		});
	}

	@Test
	void aRuleThatLetsNothingStayFreshGivesNothingFromMemory() {
		Path path = Path.of(this.autotask);
		get(path, "/Companies/5");
		path.optimizer.addOptimizationRule(rule(new RuleSteering(null, Duration.ZERO, null, null)));
		get(path, "/Companies/5");
		get(path, "/Companies/5");
		assertThat(this.autotask.arrivals()).hasSize(3);
		assertThat(path.cache.snapshot().entries()).as("what was kept before").isEqualTo(1);
	}

	@Test
	void whatWaitsIsKnownByItsBytes() {
		Path path = Path.to(this.autotask).dispatch(new DispatchSettings(1, 1, 100, Duration.ofSeconds(30))).build();
		this.autotask.answering((arrival) -> Mono.never());
		String text = "x".repeat(10_000);
		List<Disposable> callers = Flux.range(0, 5)
			.map((i) -> path.client()
				.post()
				.uri("/Tickets/" + i + "/Notes")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue("{\"description\":\"" + text + "\"}")
				.retrieve()
				.toBodilessEntity()
				.subscribe())
			.collectList()
			.block();
		Awaitility.await().until(() -> path.dispatch.heldBytes() == 4 * (10_000 + 18));
		callers.forEach(Disposable::dispose);
		assertThat(path.dispatch.heldBytes()).isZero();
	}

	@Test
	void aRuleMayKeepNothing() {
		Path path = Path.of(this.autotask);
		path.optimizer.addOptimizationRule(rule(new RuleSteering(null, null, false, null)));
		get(path, "/Companies/5");
		get(path, "/Companies/5");
		assertThat(this.autotask.arrivals()).hasSize(2);
		assertThat(path.optimizer.removeOptimizationRule("rule")).isTrue();
		get(path, "/Companies/5");
		get(path, "/Companies/5");
		assertThat(this.autotask.arrivals()).hasSize(3);
	}

	@Test
	void aRuleCanBeSwitchedOffAndOnAgain() {
		Path path = Path.of(this.autotask);
		path.optimizer.addOptimizationRule(rule(new RuleSteering(null, null, false, null)));
		assertThat(path.optimizer.setOptimizationRuleEnabled("rule", false)).isTrue();
		get(path, "/Companies/5");
		get(path, "/Companies/5");
		assertThat(this.autotask.arrivals()).hasSize(1);
		assertThat(path.optimizer.setOptimizationRuleEnabled("rule", true)).isTrue();
		get(path, "/Companies/5");
		get(path, "/Companies/5");
		assertThat(this.autotask.arrivals()).hasSize(3);
		assertThat(path.optimizer.setOptimizationRuleEnabled("none", true)).isFalse();
	}

	@Test
	void aRuleThatFailsIsNoCallersProblem() {
		Path path = Path.of(this.autotask);
		path.optimizer.addOptimizationRule(new OptimizationRule("broken", "", (request) -> true, (request) -> {
			throw new IllegalStateException("broken");
		}, 5, true));
		assertThat(get(path, "/Companies/5").getBody()).contains("\"id\":5");
		assertThat(path.performance.dashboard().optimization().rules().get(0).failures()).isEqualTo(1);
	}

	@Test
	void makesARequestAsAClientWould() {
		Path path = Path.of(this.autotask);
		ClientRequest request = ClientRequest
			.create(HttpMethod.GET, URI.create(this.autotask.baseUrl() + "/V1.0/Companies/5"))
			.build();
		assertThat(new String(path.optimizer.optimizeRequest(request).block().getBody())).contains("\"id\":5");
		assertThat(path.optimizer.optimizeRequest(request).block().getHeaders().getFirst("Cache-Status"))
			.contains("hit");
		this.autotask.answering(Reply.json(404, "{\"errors\":[\"none\"]}"));
		ClientRequest other = ClientRequest
			.create(HttpMethod.GET, URI.create(this.autotask.baseUrl() + "/V1.0/Companies/6"))
			.build();
		assertThat(path.optimizer.optimizeRequest(other).block().getStatusCode().value()).isEqualTo(404);
		assertThat(path.optimizer.metrics().requestsSaved()).isEqualTo(1);
		assertThat(path.optimizer.metrics().upstreamRequests()).isEqualTo(2);
	}

	/** After the first percent of the hour, behind a call and with its headers. */
	@Test
	void autotasksOwnCountIsReadAndSaysWhatOthersSpend() {
		this.autotask
			.answering(
					(arrival) -> Mono
						.just(arrival.path().endsWith("ThresholdInformation")
								? Reply.json(200,
										"{\"externalRequestThreshold\":100,\"requestThresholdTimeframe\":60,"
												+ "\"currentTimeframeRequestCount\":97}")
								: this.autotask.usual(arrival)));
		Path path = Path.to(this.autotask).dispatch(hour(100)).build();
		get(path, "/Companies/5");
		Awaitility.await().until(() -> path.optimizer.budget().scopes().get(0).usedByOthers() != null);
		Arrival reading = this.autotask.arrivals().get(1);
		assertThat(reading.uri()).isEqualTo("/ATServicesRest/V1.0/ThresholdInformation");
		assertThat(reading.header("ApiIntegrationCode")).isEqualTo("CODE");
		assertThat(path.performance.dashboard().budget()).satisfies((budget) -> {
			assertThat(budget.limit()).isEqualTo(100);
			assertThat(budget.usedByOthers()).isEqualTo(96);
			assertThat(budget.used()).isEqualTo(98);
			assertThat(budget.source()).isEqualTo("autotask");
		});
		assertThat(path.performance.dashboard().performance().upstream().background()).isEqualTo(1);
		assertThatExceptionOfType(AutotaskRequestRefusedException.class).isThrownBy(() -> get(path, "/Companies/6"))
			.satisfies((refusal) -> assertThat(refusal.reason()).isEqualTo(Reason.BUDGET_EXHAUSTED));
	}

	@Test
	void whereAutotaskDoesNotTellOurOwnCountStands() {
		this.autotask.answering((arrival) -> Mono.just(arrival.path().endsWith("ThresholdInformation")
				? Reply.json(404, "{}") : this.autotask.usual(arrival)));
		Path path = Path.to(this.autotask).dispatch(hour(100)).build();
		get(path, "/Companies/5");
		Awaitility.await().until(() -> this.autotask.arrivals().size() == 2);
		get(path, "/Companies/6");
		Awaitility.await().until(() -> path.performance.dashboard().budget().used() == 3);
		assertThat(path.performance.dashboard().budget().source()).isEqualTo("own-count");
		assertThat(this.autotask.arrivals()).hasSize(3);
	}

	@Test
	void aRefusedReadIsAnsweredWithWhatIsOldRatherThanNotAtAll() {
		Path path = Path.to(this.autotask).time(this.time).dispatch(hour(1)).build();
		get(path, "/Companies/5");
		this.time.pass(Duration.ofMinutes(6));
		assertThat(get(path, "/Companies/5").getHeaders().getFirst("Cache-Status")).contains("stale");
	}

	@Test
	void aCallerWhoDoesNotWaitIsNotServedForNobody() {
		this.autotask.answering((arrival) -> Mono.never());
		Path path = Path.to(this.autotask)
			.dispatch(new DispatchSettings(1, 20, 100, Duration.ofSeconds(30)).withBatching(BatchSettings.none()))
			.build();
		var first = Flux.just("/Tickets/1")
			.flatMap((uri) -> path.client().get().uri(uri).retrieve().toBodilessEntity());
		var waiting = first.subscribe();
		Awaitility.await().until(() -> this.autotask.arrivals().size() == 1);
		assertThatExceptionOfType(AutotaskRequestRefusedException.class)
			.isThrownBy(() -> path.client()
				.get()
				.uri("/Tickets/2")
				.attribute(AutotaskAttributes.TIMEOUT, Duration.ofMillis(50))
				.retrieve()
				.toBodilessEntity()
				.block())
			.satisfies((refusal) -> assertThat(refusal.reason()).isEqualTo(Reason.DEADLINE));
		waiting.dispose();
		assertThat(this.autotask.arrivals()).hasSize(1);
	}

	@Test
	void saysWhatAJobWillCost() {
		Path path = Path.to(this.autotask).dispatch(hour(100)).build();
		assertThat(path.optimizer.plan(Job.scan("tickets", 1_000)).atLeast()).isNull();
		get(path, "/Tickets/1");
		var plan = path.optimizer.plan(Job.scan("tickets", 10_000).withPriority(5));
		assertThat(plan.requests()).isEqualTo(21);
		assertThat(plan.fitsNow()).isTrue();
		assertThat(plan.atLeast()).isPositive();
		assertThat(path.optimizer.plan(Job.scan("tickets", 100_000)).fitsNow()).isFalse();
	}

	@Test
	void showsPatterns() {
		Path path = Path.of(this.autotask);
		for (int id = 0; id < 6; id++) {
			get(path, "/Tickets/" + id);
		}
		assertThat(path.performance.dashboard().optimization().patterns()).singleElement().satisfies((pattern) -> {
			assertThat(pattern.entity()).isEqualTo("Tickets");
			assertThat(pattern.requests()).isEqualTo(6);
		});
	}

	private static DispatchSettings hour(int requests) {
		return DispatchSettings.defaults().withBudget(new BudgetSettings(requests, Duration.ofMinutes(1), 70));
	}

	private static OptimizationRule rule(RuleSteering steering) {
		return OptimizationRule.of("rule", "rule", new RuleScope(Set.of("Companies"), Set.of(), Set.of()), steering, 5,
				true);
	}

	private static ResponseEntity<String> get(Path path, String uri) {
		return path.client().get().uri(uri).retrieve().toEntity(String.class).block();
	}

}
