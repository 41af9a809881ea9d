package io.autotask.performance.path;

import java.time.Duration;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Stage;
import io.autotask.performance.call.TimeSource;
import reactor.core.publisher.Mono;

/**
 * Hands the request to the network, and reads the answer to its last byte: the call as
 * Autotask sees it.
 */
final class UpstreamStage implements Stage {

	private final int maxBody;

	private final TimeSource time;

	/**
	 * The stage.
	 * @param maxBody the largest body to hold in memory, in bytes
	 */
	UpstreamStage(int maxBody, TimeSource time) {
		this.maxBody = maxBody;
		this.time = time;
	}

	@Override
	public Mono<Answer> apply(CallExchange exchange, Chain chain) {
		return Mono.defer(() -> {
			long departedAt = this.time.nanos();
			if (!exchange.depart(departedAt)) {
				return Mono.empty();
			}
			return exchange.send()
				.flatMap((response) -> BodyReader.read(response, this.maxBody))
				.doOnNext((answer) -> returned(exchange, departedAt, answer))
				.doOnError((failure) -> exchange
					.publish(new CallEvent.Returned(exchange.call(), null, since(departedAt), 0)));
		});
	}

	private void returned(CallExchange exchange, long departedAt, Answer answer) {
		long bytes = (answer instanceof Answer.Whole whole) ? whole.response().bytes().length : this.maxBody;
		exchange.publish(new CallEvent.Returned(exchange.call(), answer.status(), since(departedAt), bytes));
	}

	private Duration since(long departedAt) {
		return Duration.ofNanos(this.time.nanos() - departedAt);
	}

}
