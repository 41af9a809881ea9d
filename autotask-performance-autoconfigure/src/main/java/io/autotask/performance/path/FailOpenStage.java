package io.autotask.performance.path;

import io.autotask.performance.cache.WriteStage;
import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.Stage;
import io.autotask.performance.call.TimeSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

/**
 * Lets a request pass when our own part breaks before it is handed to the network. What
 * fails on the wire, and what was refused, is the caller's to know.
 */
final class FailOpenStage implements Stage {

	private final WriteStage writes;

	private final Passing passing;

	private final OwnFailures failures;

	private final TimeSource time;

	FailOpenStage(WriteStage writes, Passing passing, OwnFailures failures, TimeSource time) {
		this.writes = writes;
		this.passing = passing;
		this.failures = failures;
		this.time = time;
	}

	@Override
	public Mono<Answer> apply(CallExchange exchange, Chain chain) {
		return Mono.defer(() -> chain.proceed(exchange))
			.onErrorResume((failure) -> isOurs(failure, exchange), (failure) -> pass(failure, exchange));
	}

	private static boolean isOurs(Throwable failure, CallExchange exchange) {
		return exchange.isWaiting() && !(failure instanceof AutotaskRequestRefusedException);
	}

	private Mono<Answer> pass(Throwable failure, CallExchange exchange) {
		this.failures.record("A call to Autotask was sent without being optimised", failure);
		exchange.whenDeparting(() -> {
			// What is to be done then may be what broke.
		});
		if (!exchange.depart(this.time.nanos())) {
			return Mono.empty();
		}
		this.passing.count(exchange.call());
		Mono<ClientResponse> sent = exchange.send();
		return (exchange.call().write() ? this.writes.guardPassing(exchange.call(), sent) : sent)
			.map((response) -> new Answer.Stream(response.statusCode().value(), response.headers().asHttpHeaders(),
					response.cookies(), response.bodyToFlux(DataBuffer.class)));
	}

}
