package io.autotask.performance.optimizer.resilience;

import java.time.Duration;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AutotaskTimeoutException;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Stage;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One attempt: it may not take for ever, and how it ends is what the circuit of its host
 * knows. An answer that streams through has to begin in time.
 */
public final class AttemptStage implements Stage {

	private final Duration timeout;

	private final Circuits circuits;

	private final TimeSource time;

	/**
	 * The stage.
	 * @param timeout how long an attempt may take; zero for any time
	 * @param circuits the circuits of the hosts
	 * @param time the clock
	 */
	public AttemptStage(Duration timeout, Circuits circuits, TimeSource time) {
		this.timeout = timeout;
		this.circuits = circuits;
		this.time = time;
	}

	@Override
	public Mono<Answer> apply(CallExchange exchange, Chain chain) {
		return Mono.defer(() -> {
			Circuit circuit = this.circuits.of(exchange.call());
			if (circuit == null) {
				return inTime(exchange, chain);
			}
			return circuit.tryPass() ? watched(circuit, inTime(exchange, chain))
					: Mono.error(circuit.refusal(exchange.call()));
		});
	}

	private Mono<Answer> watched(Circuit circuit, Mono<Answer> attempt) {
		long startedAt = this.time.nanos();
		return attempt.doOnSuccess((answer) -> answered(circuit, answer, startedAt))
			.doOnError((failure) -> circuit.over(Outcome.of(failure), this.time.nanos() - startedAt))
			.doOnCancel(circuit::givenUp);
	}

	private void answered(Circuit circuit, @Nullable Answer answer, long startedAt) {
		if (answer != null) {
			circuit.over(Outcome.of(answer), this.time.nanos() - startedAt);
		}
		else {
			circuit.givenUp();
		}
	}

	private Mono<Answer> inTime(CallExchange exchange, Chain chain) {
		Mono<Answer> attempt = Mono.defer(() -> chain.proceed(exchange));
		return this.timeout.isZero() ? attempt : attempt.timeout(this.timeout,
				Mono.error(() -> new AutotaskTimeoutException(exchange.call(), this.timeout)));
	}

}
