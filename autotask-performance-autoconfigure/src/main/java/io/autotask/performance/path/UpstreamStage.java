package io.autotask.performance.path;

import java.time.Duration;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.IncompleteAnswerException;
import io.autotask.performance.call.Stage;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;
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
				.map((answer) -> returned(exchange, departedAt, answer))
				.doOnError((failure) -> failed(exchange, departedAt, failure));
		});
	}

	private Answer returned(CallExchange exchange, long departedAt, Answer answer) {
		Duration took = since(departedAt);
		if (answer instanceof Answer.Stream stream) {
			// From here on it is its reader who takes the time.
			return stream.whenOver((bytes) -> publish(exchange, answer.status(), took, bytes));
		}
		publish(exchange, answer.status(), took, ((Answer.Whole) answer).response().length());
		return answer;
	}

	private void failed(CallExchange exchange, long departedAt, Throwable failure) {
		long bytes = (failure instanceof IncompleteAnswerException broken) ? broken.bytesRead() : 0;
		publish(exchange, null, since(departedAt), bytes);
	}

	private static void publish(CallExchange exchange, @Nullable Integer status, Duration took, long bytes) {
		exchange.publish(new CallEvent.Returned(exchange.call(), status, took, bytes));
	}

	private Duration since(long departedAt) {
		return Duration.ofNanos(this.time.nanos() - departedAt);
	}

}
