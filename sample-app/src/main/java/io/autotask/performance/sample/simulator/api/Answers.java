package io.autotask.performance.sample.simulator.api;

/**
 * Answers that the web framework gives before the API is reached.
 */
final class Answers {

	private Answers() {
	}

	static ApiAnswer wrongVerb(ApiRequest request) {
		return ApiAnswer.message(405,
				"The requested resource does not support http method '" + request.method() + "'.");
	}

	static ApiAnswer notFound(ApiRequest request) {
		return ApiAnswer.message(404,
				"No HTTP resource was found that matches the request URI '" + request.origin() + request.path() + "'.");
	}

}
