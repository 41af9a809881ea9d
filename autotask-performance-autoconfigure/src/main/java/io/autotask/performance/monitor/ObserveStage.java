package io.autotask.performance.monitor;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallEvent.NotSentReason;
import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Stage;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Times a call as its caller feels it, and tells how it ended. The outermost stage, so
 * that answers from memory count too.
 */
public final class ObserveStage implements Stage {

	private static final int BAD_REQUEST = 400;

	private final TimeSource time;

	/**
	 * The stage.
	 * @param time the clock
	 */
	public ObserveStage(TimeSource time) {
		this.time = time;
	}

	@Override
	public Mono<Answer> apply(CallExchange exchange, Chain chain) {
		return Mono.defer(() -> {
			Watch watch = new Watch(exchange, this.time);
			return chain.proceed(exchange)
				.doOnSuccess(watch::answered)
				.doOnError(watch::failed)
				.doOnCancel(watch::cancelled);
		});
	}

	/** One call; tells its end once. */
	private static final class Watch {

		private final CallExchange exchange;

		private final TimeSource time;

		private final long startedAt;

		private final AtomicBoolean over = new AtomicBoolean();

		Watch(CallExchange exchange, TimeSource time) {
			this.exchange = exchange;
			this.time = time;
			this.startedAt = time.nanos();
		}

		void answered(@Nullable Answer answer) {
			if (answer == null) {
				end(NotSentReason.FAILED, Outcome.FAILURE, null, "no-answer");
				return;
			}
			end(NotSentReason.FAILED, (answer.status() < BAD_REQUEST) ? Outcome.SUCCESS : Outcome.FAILURE, answer,
					null);
		}

		void failed(Throwable failure) {
			end((failure instanceof AutotaskRequestRefusedException) ? NotSentReason.REFUSED : NotSentReason.FAILED,
					Outcome.FAILURE, null, Words.of(failure));
		}

		void cancelled() {
			end(NotSentReason.CANCELLED, Outcome.CANCELLED, null, null);
		}

		private void end(NotSentReason ifNotSent, Outcome outcome, @Nullable Answer answer, @Nullable String error) {
			if (!this.over.compareAndSet(false, true)) {
				return;
			}
			this.exchange.end(ifNotSent);
			long endedAt = this.time.nanos();
			long bytes = (answer instanceof Answer.Whole whole) ? whole.response().length() : 0;
			this.exchange.publish(new CallEvent.Completed(this.exchange.call(), outcome,
					(answer != null) ? answer.status() : null, (answer != null) ? answer.serving().source() : null,
					Duration.ofNanos(endedAt - this.startedAt), bytes, error, endedAt));
		}

	}

}
