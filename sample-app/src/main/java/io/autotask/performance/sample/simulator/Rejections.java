package io.autotask.performance.sample.simulator;

import java.util.List;

import io.autotask.performance.sample.simulator.api.ApiAnswer;

/**
 * What the API says to a request that a limit turns away.
 */
record Rejections(int threads, long requestsPerHour) {

	ApiAnswer byThreads(FaultSettings faults) {
		return answer(faults,
				"The Autotask API thread threshold of %d threads has been exceeded.".formatted(this.threads));
	}

	ApiAnswer byHour(FaultSettings faults) {
		return answer(faults,
				"The Autotask API request threshold of %d requests has been exceeded.".formatted(this.requestsPerHour));
	}

	private static ApiAnswer answer(FaultSettings faults, String error) {
		ApiAnswer answer = ApiAnswer.errors(faults.rejectionsAs500() ? 500 : 429, List.of(error));
		return (faults.retryAfter() != null)
				? answer.with("Retry-After", String.valueOf(Math.max(1, faults.retryAfter().toSeconds()))) : answer;
	}

}
