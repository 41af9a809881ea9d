package io.autotask.performance.cache;

import java.util.concurrent.atomic.AtomicBoolean;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import reactor.core.publisher.Mono;

/**
 * Counts a read that memory had nothing for when it came: as a miss, unless it was
 * answered from memory in the end, because somebody else had filled it or because the API
 * could not be asked. Counts once.
 */
final class MissCount {

	private final CacheStatistics statistics;

	private final ApiCall call;

	private final Recollection.Missing missing;

	private final AtomicBoolean counted;

	MissCount(CacheStatistics statistics, ApiCall call, Recollection.Missing missing) {
		this.statistics = statistics;
		this.call = call;
		this.missing = missing;
		// Nobody in the application asked for what is asked in the background.
		this.counted = new AtomicBoolean(call.options().background());
	}

	Mono<Answer> of(Mono<Answer> answers) {
		return answers.doOnSuccess((answer) -> count(answer != null && answer.serving().fromMemory()))
			.doOnError((failure) -> count(false))
			.doOnCancel(() -> count(false));
	}

	private void count(boolean fromMemory) {
		if (!this.counted.compareAndSet(false, true)) {
			return;
		}
		if (fromMemory) {
			this.statistics.hit(this.call.entity());
		}
		else {
			this.statistics.miss(this.call.entity(), this.missing.reason());
		}
	}

}
