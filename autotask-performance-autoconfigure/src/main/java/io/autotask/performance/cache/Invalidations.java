package io.autotask.performance.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.autotask.performance.cache.CacheInvalidatedEvent.Cause;
import io.autotask.performance.cache.Tag.Kind;
import io.autotask.performance.call.Entities;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.OwnFailures;
import org.jspecify.annotations.Nullable;

/**
 * Takes things out of the cache by pattern, and tells who wants to know. What matches a
 * pattern goes; a read that is on its way and could match does not get in. Thread-safe.
 */
final class Invalidations {

	private final IntelligentCache cache;

	private final OwnFailures failures;

	private final List<Consumer<CacheInvalidatedEvent>> listeners = new CopyOnWriteArrayList<>();

	Invalidations(IntelligentCache cache, OwnFailures failures) {
		this.cache = cache;
		this.failures = failures;
	}

	void addListener(Consumer<CacheInvalidatedEvent> listener) {
		this.listeners.add(listener);
	}

	/**
	 * Drops what matches.
	 * @return how many answers went
	 */
	long apply(Collection<NamePattern> patterns) {
		return counted(() -> this.cache.versions().raise(tags(patterns), () -> drop(patterns)));
	}

	/**
	 * What the answers depend on that may match.
	 */
	List<Tag> tags(Collection<NamePattern> patterns) {
		Set<Origin> origins = this.cache.origins();
		Set<String> kept = patterns.stream().allMatch((pattern) -> pattern.entity() != null) ? Set.of()
				: this.cache.store()
					.all()
					.stream()
					.map((answer) -> EntityWords.known().entity(answer.key().entity()))
					.collect(Collectors.toSet());
		return patterns.stream().flatMap((pattern) -> pattern.tags(origins, kept).stream()).distinct().toList();
	}

	/**
	 * Called under the monitor of the version table.
	 */
	void drop(Collection<NamePattern> patterns) {
		for (NamePattern pattern : patterns) {
			List<Tag> tags = pattern.tags(this.cache.origins(), Set.of());
			List<Tag> among = (pattern.entity() != null) ? tags : null;
			this.cache.store().drop(among, pattern::matches);
			if (pattern.mayNameRows()) {
				this.cache.store().withholdRows(among);
			}
			this.cache.values().drop(pattern);
			List<Tag> ofTheApplication = tags.stream().filter((tag) -> tag.origin() == null).toList();
			if (!ofTheApplication.isEmpty()) {
				this.cache.tellFollowers(ofTheApplication);
			}
		}
	}

	/**
	 * Does something, and counts the answers that go by it.
	 */
	long counted(Runnable invalidation) {
		long before = this.cache.store().invalidations();
		invalidation.run();
		return this.cache.store().invalidations() - before;
	}

	void publish(Cause cause, Collection<Tag> tags, Collection<NamePattern> patterns, @Nullable String rule,
			long dropped) {
		if (this.listeners.isEmpty()) {
			return;
		}
		Set<String> entities = new TreeSet<>();
		for (Tag tag : tags) {
			if (tag.is(Kind.ANYTHING)) {
				entities.add(Entities.known().spelled(tag.subject()));
			}
		}
		for (NamePattern pattern : patterns) {
			if (pattern.entity() != null) {
				entities.add(Entities.known().spelled(Objects.requireNonNull(pattern.entity())));
			}
		}
		CacheInvalidatedEvent event = new CacheInvalidatedEvent(cause, new ArrayList<>(entities),
				patterns.stream().map(NamePattern::toString).toList(), rule, dropped, this.cache.time().instant());
		for (Consumer<CacheInvalidatedEvent> listener : this.listeners) {
			try {
				listener.accept(event);
			}
			catch (RuntimeException ex) {
				this.failures.record("A listener of the cache (" + listener.getClass().getName() + ") failed", ex);
			}
		}
	}

}
