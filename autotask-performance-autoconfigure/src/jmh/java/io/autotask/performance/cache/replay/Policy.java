package io.autotask.performance.cache.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A cache to compare with: what it keeps of the answers, and when it lets them go. */
abstract class Policy {

	private final String name;

	private final long ttl;

	private final Map<Query, Kept> kept = new HashMap<>();

	private Policy(String name, Duration ttl) {
		this.name = name;
		this.ttl = ttl.toNanos();
	}

	/** Lets all answers about the entity go with each write, as an annotation does. */
	static Policy flush(Duration ttl) {
		return new Policy("everything goes with each write", ttl) {

			@Override
			void written(Map<String, Integer> before, Map<String, Integer> after) {
				forgetIf((query) -> true);
			}

		};
	}

	/** Knows of no write. */
	static Policy ttl(Duration ttl) {
		return new Policy("TTL of " + ttl.toSeconds() + " s alone", ttl) {

			@Override
			void written(Map<String, Integer> before, Map<String, Integer> after) {
			}

		};
	}

	/** Knows every row, and so which answers a write changed. */
	static Policy oracle(Duration ttl) {
		return new Policy("oracle: what changed goes", ttl) {

			@Override
			void written(Map<String, Integer> before, Map<String, Integer> after) {
				forgetIf((query) -> query.matches(before) || query.matches(after));
			}

		};
	}

	String name() {
		return this.name;
	}

	/** What it answers, or null. */
	String recall(Query query, long now) {
		Kept answer = this.kept.get(query);
		return (answer != null && now - answer.at() < this.ttl) ? answer.text() : null;
	}

	void keep(Query query, String text, long now) {
		this.kept.put(query, new Kept(text, now));
	}

	void forgetIf(java.util.function.Predicate<Query> which) {
		this.kept.keySet().removeIf(which);
	}

	abstract void written(Map<String, Integer> before, Map<String, Integer> after);

	private record Kept(String text, long at) {

	}

}
