package io.autotask.performance.optimizer;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.optimizer.budget.BudgetSnapshot;
import io.autotask.performance.optimizer.dispatch.DispatchStage;
import io.autotask.performance.optimizer.dispatch.QueueSnapshot;
import io.autotask.performance.optimizer.pattern.RequestPattern;
import io.autotask.performance.optimizer.pattern.RequestPatterns;
import io.autotask.performance.optimizer.rule.OptimizationRule;
import io.autotask.performance.optimizer.rule.OptimizationRules;
import io.autotask.performance.optimizer.rule.RuleSnapshot;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * What leaves for Autotask, and when: rules, queues, the tenant's hour, patterns, and
 * what work will cost. Every {@code WebClient} of the application passes it without a
 * word; this is where to look at it and to steer it. Thread-safe.
 */
public final class RequestOptimizer implements CallListener {

	private final DispatchStage dispatch;

	private final OptimizationRules rules;

	private final RequestPatterns patterns;

	private final Supplier<WebClient> client;

	private final OptimizerFigures figures = new OptimizerFigures();

	/**
	 * The optimizer.
	 * @param dispatch queues, slots and budgets
	 * @param rules the rules of the application
	 * @param patterns the recent requests by their shape
	 * @param client sends what is handed to {@link #optimizeRequest}
	 */
	public RequestOptimizer(DispatchStage dispatch, OptimizationRules rules, RequestPatterns patterns,
			Supplier<WebClient> client) {
		this.dispatch = dispatch;
		this.rules = rules;
		this.patterns = patterns;
		this.client = client;
	}

	/**
	 * Makes a request, as a {@code WebClient} of the application would.
	 * @param request the request, with all its headers; credentials are not added
	 * @return the response, whatever its status, when subscribed to; fails with an
	 * {@link io.autotask.performance.call.AutotaskRequestRefusedException} when a limit
	 * refuses it
	 */
	public Mono<ResponseEntity<byte[]>> optimizeRequest(ClientRequest request) {
		return Mono.defer(() -> this.client.get()
			.method(request.method())
			.uri(request.url())
			.headers((headers) -> headers.addAll(request.headers()))
			.cookies((cookies) -> cookies.addAll(request.cookies()))
			.attributes((attributes) -> attributes.putAll(request.attributes()))
			.body(request.body())
			.exchangeToMono((response) -> response.toEntity(byte[].class)));
	}

	/**
	 * Adds a rule, or replaces the one of the same id.
	 * @param rule the rule
	 * @throws IllegalStateException when there are a hundred rules already
	 */
	public void addOptimizationRule(OptimizationRule rule) {
		this.rules.add(rule);
	}

	/**
	 * Takes a rule out.
	 * @param id its id
	 * @return whether it was there
	 */
	public boolean removeOptimizationRule(String id) {
		return this.rules.remove(id);
	}

	/**
	 * Applies a rule from now on, or does not.
	 * @param id its id
	 * @param enabled whether it is applied
	 * @return whether it is there
	 */
	public boolean setOptimizationRuleEnabled(String id, boolean enabled) {
		return this.rules.setEnabled(id, enabled);
	}

	/**
	 * The rules, and what came of them.
	 * @return in the order in which they are applied
	 */
	public List<RuleSnapshot> rules() {
		return this.rules.snapshot();
	}

	/**
	 * What was saved.
	 * @return figures since the start
	 */
	public OptimizerMetrics metrics() {
		return this.figures.snapshot();
	}

	/**
	 * What the application asks again and again.
	 * @return the most frequent shapes first
	 */
	public List<RequestPattern> patterns() {
		return this.patterns.snapshot();
	}

	/**
	 * The queues at this moment.
	 * @return by entity, in alphabetical order
	 */
	public Map<String, QueueSnapshot> queues() {
		return this.dispatch.snapshot();
	}

	/**
	 * The tenants' requests of this hour.
	 * @return a picture of this moment
	 */
	public BudgetSnapshot budget() {
		return this.dispatch.budgets().snapshot();
	}

	/**
	 * Lets reads by id leave together as one query from now on, or each alone, until the
	 * application ends. Those who wait for a slot already go as they came.
	 * @param on whether they leave together
	 * @throws IllegalStateException when it is to be switched on and cannot be, see
	 * {@link #canBatch()}
	 */
	public void setBatching(boolean on) {
		if (on && !canBatch()) {
			throw new IllegalStateException(
					"Reads cannot leave together: 'autotask.performance.optimization.enabled' is "
							+ "'false', or 'autotask.performance.optimization.batching.max-size' is 1");
		}
		this.dispatch.setBatching(on);
	}

	/**
	 * Whether reads by id could leave together, whether they do or not.
	 * @return false without the optimisation, and when a query may have one row only
	 */
	public boolean canBatch() {
		return this.dispatch.settings().batching().maxSize() > 1;
	}

	/**
	 * How many reads by id leave as one query at this moment.
	 * @return how many at most; 1 when each leaves alone
	 */
	public int readsPerQuery() {
		return this.dispatch.readsPerQuery();
	}

	/**
	 * What a job will cost, before it is done.
	 * @param job the job
	 * @return requests, share of the hour, and time
	 */
	public Plan plan(Job job) {
		return Planner.plan(job, readsPerQuery(), this.dispatch.settings().maxPerEndpoint(),
				this.dispatch.snapshot().get(job.entity()), this.dispatch.allowance(job.priority()));
	}

	@Override
	public void on(CallEvent event) {
		this.figures.on(event);
		this.rules.on(event);
		this.patterns.on(event);
	}

}
