package io.autotask.performance.optimizer.dispatch;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent.NotSentReason;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Stage;
import io.autotask.performance.optimizer.budget.Budgets;
import io.autotask.performance.optimizer.budget.TenantBudget;
import io.autotask.performance.optimizer.budget.ThresholdReading;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Reads Autotask's own count of the tenant's requests, behind a call that was just
 * answered and with its headers, when the budget wants to know. It costs a request and a
 * slot like any other, so that is rare. Where Autotask does not tell, our own count
 * stands.
 */
final class ThresholdReads {

	static final String ENTITY = "ThresholdInformation";

	private static final int HIGHEST_PRIORITY = 10;

	private static final int OK = 200;

	private static final int BAD_REQUEST = 400;

	private final Budgets budgets;

	private final Stage dispatch;

	ThresholdReads(Budgets budgets, Stage dispatch) {
		this.budgets = budgets;
		this.dispatch = dispatch;
	}

	/**
	 * A call was answered.
	 * @param chain what comes after the queue
	 */
	void answered(CallExchange exchange, Answer answer, Chain chain) {
		ApiCall call = exchange.call();
		if (answer.status() >= BAD_REQUEST || call.identity() == null || call.entity().equals(ENTITY)) {
			return;
		}
		TenantBudget budget = this.budgets.of(call.origin());
		if (budget.isToBeRead()) {
			read(exchange, budget, chain);
		}
	}

	private void read(CallExchange model, TenantBudget budget, Chain chain) {
		CallExchange asking = model.aside(call(model.call()), ENTITY);
		if (asking == null) {
			budget.unread(false);
			return;
		}
		int ownBefore = budget.ownLately();
		Mono.defer(() -> this.dispatch.apply(asking, chain))
			.contextWrite((context) -> Context.empty())
			.subscribe((answer) -> read(answer, budget, ownBefore), (failure) -> {
				// Nobody waits for it: our own count stands.
				asking.end(NotSentReason.of(failure));
				budget.unread(false);
			}, () -> budget.unreadIfReading());
	}

	private static void read(Answer answer, TenantBudget budget, int ownBefore) {
		ThresholdReading reading = reading(answer);
		if (reading != null) {
			budget.read(reading, ownBefore);
		}
		else {
			boolean refused = answer.status() >= BAD_REQUEST && answer.status() < 429;
			budget.unread(answer.status() == OK || refused);
		}
	}

	private static @Nullable ThresholdReading reading(Answer answer) {
		if (answer instanceof Answer.Stream stream) {
			stream.discardUnlessRead();
		}
		return (answer instanceof Answer.Whole whole && answer.status() == OK)
				? ThresholdReading.of(whole.response().bytes()) : null;
	}

	private static ApiCall call(ApiCall model) {
		return new ApiCall(model.origin(), ENTITY, Operation.OTHER, false, null, null, model.integration(),
				model.identity(), null, null, new CallOptions(false, HIGHEST_PRIORITY, null, null, true));
	}

}
