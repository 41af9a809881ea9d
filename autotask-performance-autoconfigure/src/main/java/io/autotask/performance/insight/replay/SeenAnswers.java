package io.autotask.performance.insight.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.autotask.performance.insight.replay.Recorded.What;
import org.jspecify.annotations.Nullable;

/**
 * Which answer a call got, by its digest: one from the network the first that came for
 * its key after it began, one from memory the last that had come before.
 */
final class SeenAnswers {

	private final Map<Long, List<Recorded>> answers;

	/** Calls are asked for in order, so the place in the answers only goes forward. */
	private final Map<Long, Integer> places = new HashMap<>();

	SeenAnswers(Recording recording) {
		this.answers = Recording.byKey(recording.of(What.ANSWER));
	}

	@Nullable Integer by(Recorded call) {
		List<Recorded> ofKey = this.answers.get(call.key());
		if (ofKey == null) {
			return null;
		}
		int later = this.places.getOrDefault(call.key(), 0);
		while (later < ofKey.size() && ofKey.get(later).at() - call.at() < 0) {
			later++;
		}
		this.places.put(call.key(), later);
		int seen = call.fromMemory() ? later - 1 : later;
		return (seen >= 0 && seen < ofKey.size()) ? ofKey.get(seen).digest() : null;
	}

}
