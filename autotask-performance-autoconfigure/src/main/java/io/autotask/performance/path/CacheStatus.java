package io.autotask.performance.path;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.Serving;

/**
 * Says in the words of RFC 9211 how a call was answered.
 */
final class CacheStatus {

	static final String HEADER = "Cache-Status";

	private static final String NAME = "autotask-performance";

	private CacheStatus() {
	}

	static String of(ApiCall call, Answer answer) {
		Serving serving = answer.serving();
		if (call.write()) {
			return NAME + "; fwd=method";
		}
		if (serving.source() == Serving.Source.CACHE) {
			return NAME + "; hit; ttl=" + serving.ttl().toSeconds();
		}
		if (serving.source() == Serving.Source.STALE) {
			// A caller reads from it that the time is up, also in its first second.
			long overdue = Math.max(1, serving.ttl().negated().toSeconds());
			return NAME + "; hit; ttl=-" + overdue + "; detail=stale";
		}
		if (serving.source() == Serving.Source.SHARED) {
			return NAME + "; fwd=miss; collapsed";
		}
		if (serving.source() == Serving.Source.BATCHED) {
			return NAME + "; fwd=miss; collapsed; detail=batched";
		}
		String why = call.isRecallable() ? "miss" : "bypass";
		return NAME + "; fwd=" + why + "; fwd-status=" + answer.status() + (serving.stored() ? "; stored" : "");
	}

}
