package io.autotask.performance.monitor;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AnswerContent;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent.NotSentReason;
import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Completion;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Serving.Source;
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

	/**
	 * One call; tells its end once. What it tells it holds itself, so that measuring a
	 * call makes no more than this.
	 */
	private static final class Watch implements Completion {

		private final CallExchange exchange;

		private final TimeSource time;

		private final @Nullable ProfiledCall profiled;

		private final long startedAt;

		private final AtomicBoolean over = new AtomicBoolean();

		private Outcome outcome = Outcome.SUCCESS;

		private @Nullable Answer answer;

		private @Nullable String error;

		private long endedAt;

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

		@Override
		public ApiCall call() {
			return this.exchange.call();
		}

		@Override
		public Outcome outcome() {
			return this.outcome;
		}

		@Override
		public int code() {
			return (this.answer != null) ? this.answer.status() : 0;
		}

		@Override
		public @Nullable Source source() {
			return (this.answer != null) ? this.answer.serving().source() : null;
		}

		@Override
		public long nanos() {
			return this.endedAt - this.startedAt;
		}

		@Override
		public long bytes() {
			return (this.answer instanceof Answer.Whole whole) ? whole.response().length() : 0;
		}

		@Override
		public @Nullable String error() {
			return this.error;
		}

		@Override
		public long endedAt() {
			return this.endedAt;
		}

		private void end(NotSentReason ifNotSent, Outcome outcome, @Nullable Answer answer, @Nullable String error) {
			if (!this.over.compareAndSet(false, true)) {
				return;
			}
			this.exchange.end(ifNotSent);
			this.outcome = outcome;
			this.answer = answer;
			this.error = error;
			this.endedAt = this.time.nanos();
			this.exchange.complete(this);
			ProfiledCall part = this.profiled;
			if (part != null) {
				Source source = source();
				part.ended(new CallEnd(call(), outcome, (source != null) ? Words.of(source) : null,
						Duration.ofNanos(nanos()), rows(), bytes()));
			}
			this.answer = null;
		}

		/** Only looked for when somebody profiles: the body is read for it. */
		private long rows() {
			AnswerContent content = (this.answer instanceof Answer.Whole whole)
					? AnswerContent.read(whole.response().bytes()) : null;
			if (content == null || content.errors()) {
				return 0;
			}
			if (content.rows() != null) {
				return content.rows().size();
			}
			return (call().operation() == Operation.GET && !content.absent()) ? 1 : 0;
		}

	}

}
