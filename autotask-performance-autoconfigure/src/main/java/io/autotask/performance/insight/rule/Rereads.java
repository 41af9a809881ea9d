package io.autotask.performance.insight.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Recorded.What;
import io.autotask.performance.insight.replay.Recording;

/**
 * Answers of Autotask to the same read that follow each other, between which this
 * application wrote nothing of the entity: whether data changed meanwhile, and what
 * memory gave out.
 */
final class Rereads {

	private Rereads() {
	}

	/**
	 * All pairs of an entity.
	 */
	static List<Pair> of(Recording recording, String entity) {
		List<Recorded> events = recording.filtered((event) -> event.kind().entity().equals(entity));
		List<Recorded> writes = events.stream().filter((event) -> event.is(Recorded.WRITE)).toList();
		Map<Long, List<Recorded>> answers = Recording
			.byKey(events.stream().filter((event) -> event.what() == What.ANSWER && event.status() == 200).toList());
		Map<Long, List<Recorded>> calls = Recording
			.byKey(events.stream().filter((event) -> event.what() == What.CALL).toList());
		List<Pair> pairs = new ArrayList<>();
		answers.forEach((key, ofKey) -> {
			for (int i = 1; i < ofKey.size(); i++) {
				Recorded first = ofKey.get(i - 1);
				Recorded second = ofKey.get(i);
				if (writes.stream().noneMatch((write) -> overlaps(write, first, second))) {
					pairs.add(new Pair(first, second, hits(calls.getOrDefault(key, List.of()), first, second)));
				}
			}
		});
		return pairs;
	}

	private static boolean overlaps(Recorded write, Recorded first, Recorded second) {
		return write.at() + write.took() - first.at() >= 0 && write.at() - second.at() <= 0;
	}

	private static long hits(List<Recorded> calls, Recorded first, Recorded second) {
		return calls.stream()
			.filter((call) -> call.fromMemory() && call.at() - first.at() >= 0 && call.at() - second.at() < 0)
			.count();
	}

	/**
	 * Two answers to the same read.
	 *
	 * @param first the earlier one
	 * @param second the one after it
	 * @param hits how often memory gave out the first one meanwhile
	 */
	record Pair(Recorded first, Recorded second, long hits) {

		boolean changed() {
			return this.first.digest() != this.second.digest();
		}

		long gap() {
			return this.second.at() - this.first.at();
		}

	}

}
