package io.autotask.performance.sample.simulator.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one path takes, by verb. A path that takes nothing does not exist.
 */
final class Choices {

	private final Map<String, ApiCall> byMethod = new LinkedHashMap<>();

	Choices take(String method, boolean allowed, ApiCall call) {
		if (allowed) {
			this.byMethod.put(method, call);
		}
		return this;
	}

	ApiCall choose(String method) {
		ApiCall call = this.byMethod.get(method);
		if (call != null) {
			return call;
		}
		return this.byMethod.values()
			.stream()
			.findFirst()
			.map((other) -> ApiCall.of(Operation.METHOD_NOT_ALLOWED, other.endpoint()))
			.orElse(ApiCall.NOT_FOUND);
	}

}
