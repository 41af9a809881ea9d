package io.autotask.performance.cache;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import io.autotask.performance.call.Entities;

/**
 * Hits and misses by entity, and why a read missed. Thread-safe; entities that the API
 * does not publish are counted as one, so that no traffic makes it grow.
 */
final class CacheStatistics {

	private final Map<String, Counters> entities = new ConcurrentHashMap<>();

	void hit(String entity) {
		counters(entity).hits.increment();
	}

	void miss(String entity, MissReason reason) {
		counters(entity).misses[reason.ordinal()].increment();
	}

	Map<String, CacheSnapshot.EntityHits> byEntity() {
		Map<String, CacheSnapshot.EntityHits> snapshot = new TreeMap<>();
		this.entities.forEach((entity, counters) -> snapshot.put(entity, counters.snapshot()));
		return snapshot;
	}

	private Counters counters(String entity) {
		String name = Entities.known().isKnown(entity) ? entity : "other";
		Counters known = this.entities.get(name);
		return (known != null) ? known : this.entities.computeIfAbsent(name, (key) -> new Counters());
	}

	/** Why a read was not answered from memory. */
	enum MissReason {

		/** It was never asked, or so long ago that nobody remembers. */
		FIRST("first"),

		/** It was asked, but by another identity or another client. */
		OTHER_KEY("differentKey"),

		/** It had to go for others. */
		EVICTED("evicted"),

		/** A write, or the application, dropped it. */
		INVALIDATED("invalidated"),

		/** The answer was none that may be kept. */
		NOT_KEPT("notCacheable"),

		/** Its time was up. */
		EXPIRED("expired"),

		/** The caller asked for a younger answer. */
		TOO_OLD_FOR_CALLER("tooOldForCaller"),

		/** Answers about this entity are not kept. */
		SWITCHED_OFF("switchedOff");

		private final String word;

		MissReason(String word) {
			this.word = word;
		}

	}

	private static final class Counters {

		private final LongAdder hits = new LongAdder();

		private final LongAdder[] misses = new LongAdder[MissReason.values().length];

		Counters() {
			Arrays.setAll(this.misses, (reason) -> new LongAdder());
		}

		CacheSnapshot.EntityHits snapshot() {
			Map<String, Long> reasons = new TreeMap<>();
			long total = 0;
			for (MissReason reason : MissReason.values()) {
				long count = this.misses[reason.ordinal()].sum();
				total += count;
				if (count > 0) {
					reasons.put(reason.word, count);
				}
			}
			return new CacheSnapshot.EntityHits(this.hits.sum(), total, reasons);
		}

	}

}
