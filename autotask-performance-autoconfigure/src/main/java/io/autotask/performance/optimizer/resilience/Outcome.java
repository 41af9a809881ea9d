package io.autotask.performance.optimizer.resilience;

import io.autotask.performance.call.Answer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * How one attempt ended.
 *
 * @param answer the answer, or null when there was none
 * @param failure why there was none, or null
 */
record Outcome(@Nullable Answer answer, @Nullable Throwable failure) {

	static Outcome of(Answer answer) {
		return new Outcome(answer, null);
	}

	static Outcome of(Throwable failure) {
		return new Outcome(null, failure);
	}

	/**
	 * What the caller gets of it.
	 */
	Mono<Answer> signal() {
		return (this.failure != null) ? Mono.error(this.failure) : Mono.justOrEmpty(this.answer);
	}

	/**
	 * Nobody will read it.
	 */
	void discard() {
		if (this.answer instanceof Answer.Stream stream) {
			stream.discardUnlessRead();
		}
	}

}
