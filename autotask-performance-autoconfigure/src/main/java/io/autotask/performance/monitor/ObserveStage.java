package io.autotask.performance.monitor;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AnswerContent;
import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallEvent.NotSentReason;
import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Stage;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.monitor.profile.CallEnd;
import io.autotask.performance.monitor.profile.ProfiledCall;
import io.autotask.performance.monitor.profile.Profiles;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Times a call as its caller feels it, and tells how it ended. The outermost stage, so
 * that answers from memory count too.
 */
public final class ObserveStage implements Stage {

	private static final int BAD_REQUEST = 400;

	private final TimeSource time;

	private final @Nullable Profiles profiles;

	/**
	 * The stage, without profiles.
	 * @param time the clock
	 */
	public ObserveStage(TimeSource time) {
		this(time, null);
	}

	/**
	 * The stage.
	 * @param time the clock
	 * @param profiles the profiles that calls may be part of, or null
	 */
	ObserveStage(TimeSource time, @Nullable Profiles profiles) {
		this.time = time;
		this.profiles = profiles;
	}

	@Override
	public Mono<Answer> apply(CallExchange exchange, Chain chain) {
		return Mono.deferContextual((context) -> {
			ProfiledCall profiled = (this.profiles != null) ? this.profiles.call(context) : null;
			if (profiled != null) {
				exchange.progress().watch(profiled);
			}
			Watch watch = new Watch(exchange, this.time, profiled);
			Mono<Answer> answers = chain.proceed(exchange)
				.doOnSuccess(watch::answered)
				.doOnError(watch::failed)
				.doOnCancel(watch::cancelled);
			return (profiled != null) ? profiled.spread(answers) : answers;
		});
	}

	/** One call; tells its end once. */
	private static final class Watch {

		private final CallExchange exchange;

		private final TimeSource time;

		private final @Nullable ProfiledCall profiled;

		private final long startedAt;

		private final AtomicBoolean over = new AtomicBoolean();

		Watch(CallExchange exchange, TimeSource time, @Nullable ProfiledCall profiled) {
			this.exchange = exchange;
			this.time = time;
			this.profiled = profiled;
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
			end(NotSentReason.of(failure), Outcome.FAILURE, null, Words.of(failure));
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
			Duration took = Duration.ofNanos(endedAt - this.startedAt);
			BufferedResponse response = (answer instanceof Answer.Whole whole) ? whole.response() : null;
			long bytes = (response != null) ? response.length() : 0;
			this.exchange.publish(
					new CallEvent.Completed(this.exchange.call(), outcome, (answer != null) ? answer.status() : null,
							(answer != null) ? answer.serving().source() : null, took, bytes, error, endedAt));
			if (this.profiled != null) {
				this.profiled.ended(new CallEnd(this.exchange.call(), outcome,
						(answer != null) ? Words.of(answer.serving().source()) : null, took, rows(response), bytes));
			}
		}

		/** Only looked for when somebody profiles: the body is read for it. */
		private long rows(@Nullable BufferedResponse response) {
			AnswerContent content = (response != null) ? AnswerContent.read(response.bytes()) : null;
			if (content == null || content.errors()) {
				return 0;
			}
			if (content.rows() != null) {
				return content.rows().size();
			}
			return (this.exchange.call().operation() == Operation.GET && !content.absent()) ? 1 : 0;
		}

	}

}
