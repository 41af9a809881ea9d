package io.autotask.performance.cache;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.autotask.performance.cache.CacheStatistics.MissReason;
import io.autotask.performance.call.CallKey;
import org.jspecify.annotations.Nullable;

/**
 * The answers in memory, bounded by number and by bytes, and the index from tags to them.
 * Reads are lock-free. {@link #add}, {@code drop} and {@link #invalidate} are called
 * under the monitor of the version table, which makes a fill and an invalidation exclude
 * each other; evictions come from any thread and only ever take an entry out of the
 * index.
 */
final class AnswerStore {

	private final Cache<CallKey, StoredAnswer> answers;

	private final Map<Tag, Set<StoredAnswer>> index = new ConcurrentHashMap<>();

	private final GoneAnswers gone = new GoneAnswers();

	private final LongAdder puts = new LongAdder();

	private final LongAdder evictions = new LongAdder();

	private final LongAdder invalidations = new LongAdder();

	/**
	 * A store. Caffeine bounds either the number or the weight, so every entry weighs at
	 * least its share of the whole: then neither bound can be passed.
	 */
	AnswerStore(long maxEntries, long maxWeight) {
		int least = (int) Math.max(1, Math.min(Integer.MAX_VALUE, maxWeight / Math.max(1, maxEntries)));
		this.answers = Caffeine.newBuilder()
			.maximumWeight(maxWeight)
			.weigher((CallKey key, StoredAnswer answer) -> Math.max(least, answer.weight()))
			.removalListener(this::removed)
			.executor(Runnable::run)
			.build();
	}

	@Nullable StoredAnswer find(CallKey key) {
		StoredAnswer answer = this.answers.getIfPresent(key);
		return (answer != null && !answer.isDropped() && !answer.isRetired()) ? answer : null;
	}

	void add(StoredAnswer answer) {
		for (Tag tag : answer.tags()) {
			this.index.compute(tag, (key, answers) -> {
				Set<StoredAnswer> tagged = (answers != null) ? answers : ConcurrentHashMap.newKeySet();
				tagged.add(answer);
				return tagged;
			});
		}
		// Before it is put, because it may have to go at once.
		this.gone.kept(answer.key());
		this.answers.put(answer.key(), answer);
		this.puts.increment();
	}

	/**
	 * An answer takes more memory than before.
	 */
	void reweigh(StoredAnswer answer) {
		this.answers.asMap().computeIfPresent(answer.key(), (key, current) -> current);
	}

	GoneAnswers gone() {
		return this.gone;
	}

	void drop(Collection<Tag> tags) {
		for (Tag tag : tags) {
			Set<StoredAnswer> tagged = this.index.remove(tag);
			if (tagged != null) {
				tagged.forEach(tag.is(Tag.Kind.ROW) ? this::retire : this::invalidate);
			}
		}
	}

	/**
	 * Drops the answers that match.
	 * @param among tags of which each of them has at least one, or null when it is not
	 * known
	 */
	void drop(@Nullable Collection<Tag> among, Predicate<CallKey> matching) {
		if (among == null) {
			drop(this.answers.asMap().values(), matching);
			return;
		}
		for (Tag tag : among) {
			drop(this.index.getOrDefault(tag, Set.of()), matching);
		}
	}

	private void drop(Iterable<StoredAnswer> candidates, Predicate<CallKey> matching) {
		for (StoredAnswer answer : candidates) {
			if (matching.test(answer.key())) {
				invalidate(answer);
			}
		}
	}

	void clear() {
		this.index.values().forEach((tagged) -> tagged.forEach(this::invalidate));
		this.index.clear();
		this.answers.invalidateAll();
	}

	/**
	 * Drops the answers that an effect may change though they do not hold its row.
	 */
	void drop(Effect effect) {
		for (Tag tag : effect.candidates()) {
			for (StoredAnswer answer : tagged(tag)) {
				if (effect.mayChange(answer.footprint())) {
					retire(answer);
				}
			}
		}
	}

	/**
	 * Rows that lists hold do not answer reads by id any more.
	 * @param among as in {@link #drop(Collection, Predicate)}
	 */
	void withholdRows(@Nullable Collection<Tag> among) {
		if (among == null) {
			this.answers.asMap().values().forEach(StoredAnswer::withholdRows);
			return;
		}
		among.forEach((tag) -> tagged(tag).forEach(StoredAnswer::withholdRows));
	}

	/**
	 * The answers that depend on something.
	 */
	Collection<StoredAnswer> tagged(Tag tag) {
		return this.index.getOrDefault(tag, Set.of());
	}

	boolean hasAny(Tag tag) {
		return this.index.containsKey(tag);
	}

	/**
	 * A row changes: the answer goes, but for the other rows that it may lend.
	 */
	private void retire(StoredAnswer answer) {
		if (!answer.footprint().isFull() || !answer.lendsRows()) {
			invalidate(answer);
		}
		else if (!answer.isDropped() && !answer.isRetired()) {
			answer.retire();
			this.invalidations.increment();
			this.gone.gone(answer.key(), MissReason.INVALIDATED);
		}
	}

	void invalidate(StoredAnswer answer) {
		if (!answer.isDropped()) {
			answer.drop();
			this.invalidations.increment();
			this.gone.gone(answer.key(), MissReason.INVALIDATED);
			this.answers.asMap().remove(answer.key(), answer);
		}
	}

	private void removed(@Nullable CallKey key, @Nullable StoredAnswer answer, RemovalCause cause) {
		if (answer == null) {
			return;
		}
		if (cause.wasEvicted()) {
			this.evictions.increment();
			this.gone.gone(answer.key(), MissReason.EVICTED);
		}
		for (Tag tag : answer.tags()) {
			this.index.computeIfPresent(tag, (ignored, tagged) -> {
				tagged.remove(answer);
				return tagged.isEmpty() ? null : tagged;
			});
		}
	}

	Collection<StoredAnswer> all() {
		return this.answers.asMap().values();
	}

	long entries() {
		this.answers.cleanUp();
		return this.answers.estimatedSize();
	}

	long weight() {
		return this.answers.policy().eviction().map(Policy.Eviction::weightedSize).orElseThrow().orElse(0);
	}

	long puts() {
		return this.puts.sum();
	}

	long evictions() {
		return this.evictions.sum();
	}

	long invalidations() {
		return this.invalidations.sum();
	}

	int indexedTags() {
		return this.index.size();
	}

}
