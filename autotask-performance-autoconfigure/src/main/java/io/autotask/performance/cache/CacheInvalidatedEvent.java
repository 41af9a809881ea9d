package io.autotask.performance.cache;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something was taken out of the cache before its time. Published to the listeners of
 * {@link IntelligentCache} and as an event of the application, on the thread on which it
 * happened, so whoever hears it must be quick. Evictions for want of room are counted and
 * not told.
 *
 * @param cause why
 * @param entities the entities it was about, as the API spells them; empty when it was
 * about everything
 * @param patterns the patterns, when it was done by some
 * @param rule the rule that did it, or null
 * @param dropped how many answers went
 * @param at when
 */
public record CacheInvalidatedEvent(Cause cause, List<String> entities, List<String> patterns, @Nullable String rule,
		long dropped, Instant at) {

	public CacheInvalidatedEvent {
		entities = List.copyOf(entities);
		patterns = List.copyOf(patterns);
	}

	/** Why something was taken out. */
	public enum Cause {

		/** A write passed. */
		WRITE,

		/** A write passed, and a rule of the application says more. */
		RULE,

		/** The application asked for it. */
		APPLICATION,

		/** Another instance of the application did it. */
		OTHER_INSTANCE

	}

}
