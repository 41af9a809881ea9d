package io.autotask.performance.client.scan;

import java.time.Duration;

import io.autotask.performance.call.AutotaskRequestRefusedException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Asks again later when a call was refused before it was sent, because the queue is full
 * or the hour is used up: a long reading waits for its turn and does not fail. Gives up
 * when it was refused for longer than an hour.
 */
public final class Patience {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofMinutes(1);

	private static final Duration WITHIN = Duration.ofMinutes(65);

	private Patience() {
	}

	/**
	 * A call that is patient.
	 * @param call the call
	 * @param <T> what it brings
	 * @return the call, made again after it was refused
	 */
	public static <T> Mono<T> with(Mono<T> call) {
		return Mono.defer(() -> {
			Duration[] waited = { Duration.ZERO };
			return call.retryWhen(Retry.from((signals) -> signals.concatMap((signal) -> {
				Throwable failure = signal.failure();
				if (!(failure instanceof AutotaskRequestRefusedException refused) || waited[0].compareTo(WITHIN) >= 0) {
					return Mono.error(failure);
				}
				Duration pause = pause(refused.retryAfter());
				waited[0] = waited[0].plus(pause);
				return Mono.delay(pause);
			})));
		});
	}

	private static Duration pause(Duration asked) {
		if (asked.compareTo(SHORTEST) < 0) {
			return SHORTEST;
		}
		return (asked.compareTo(LONGEST) > 0) ? LONGEST : asked;
	}

}
