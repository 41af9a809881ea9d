package io.autotask.performance.stub;

import java.util.function.Function;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Stage;
import io.autotask.performance.monitor.CallLedgerTap;
import io.autotask.performance.monitor.ObserveStage;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Somebody who makes a call through one stage, waits, and may go away. */
public final class Caller {

	private Answer answer;

	private Throwable failure;

	private boolean completed;

	private Disposable subscription;

	private Caller() {
	}

	/** Makes a call through a stage, observed as on the real path. */
	public static Caller call(ApiCall call, Stage stage, Chain upstream, CallListener listener) {
		return call(call, stage, upstream, listener, Function.identity());
	}

	public static Caller call(ApiCall call, Stage stage, Chain upstream, CallListener listener,
			Function<Context, Context> context) {
		Caller caller = new Caller();
		CallExchange exchange = CallExchange.arrived(call, Mono::<ClientResponse>never, listener);
		Mono<Answer> observed = new ObserveStage(CallLedgerTap.TIME).apply(exchange,
				(passed) -> stage.apply(passed, upstream));
		caller.subscription = observed.contextWrite(context::apply)
			.subscribe((answer) -> caller.answer = answer, (failure) -> caller.failure = failure,
					() -> caller.completed = true);
		return caller;
	}

	public void goAway() {
		this.subscription.dispose();
	}

	public Answer answer() {
		return this.answer;
	}

	public Throwable failure() {
		return this.failure;
	}

	public boolean hasAnswer() {
		return this.answer != null && this.completed;
	}

}
