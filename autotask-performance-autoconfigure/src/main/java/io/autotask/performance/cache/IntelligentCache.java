package io.autotask.performance.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.autotask.performance.cache.CacheStatistics.MissReason;
import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.Serving;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * The cache of the request path. Answers get in by the reads that pass, and out by time,
 * by room, and by the writes that pass; the methods here are for changes that nobody in
 * this process made. Thread-safe.
 */
public final class IntelligentCache {

	private static final int MAX_ORIGINS = 1_000;

	private final CacheSettings settings;

	private final TimeSource time;

	private final VersionTable versions;

	private final AnswerStore store;

	private final CacheStatistics statistics = new CacheStatistics();

	private final Set<Origin> origins = ConcurrentHashMap.newKeySet();

	private final List<Consumer<Collection<Tag>>> followers = new CopyOnWriteArrayList<>();

	/**
	 * A cache.
	 * @param settings how it works
	 * @param time the clock
	 */
	public IntelligentCache(CacheSettings settings, TimeSource time) {
		this.settings = settings;
		this.time = time;
		this.versions = new VersionTable(time);
		this.store = new AnswerStore(settings.maxSize(), settings.maxWeight());
	}

	/**
	 * Drops every answer about an entity, of all identities, and keeps reads that are in
	 * flight from filling it with what they found before.
	 * @param entity the entity in any case, such as {@code Companies}
	 */
	public void invalidate(String entity) {
		List<Tag> tags = new ArrayList<>();
		tags.add(Tag.anything(entity));
		for (Origin origin : this.origins) {
			tags.add(Tag.allRows(origin, entity));
			tags.add(Tag.lists(origin, entity));
		}
		raise(tags);
	}

	/**
	 * Drops every answer about one row, and every answer that could hold it.
	 * @param entity the entity in any case
	 * @param id the row's id
	 */
	public void invalidate(String entity, long id) {
		List<Tag> tags = new ArrayList<>();
		tags.add(Tag.anything(entity));
		for (Origin origin : this.origins) {
			tags.add(Tag.row(origin, entity, id));
			tags.add(Tag.lists(origin, entity));
		}
		raise(tags);
	}

	/**
	 * Drops everything.
	 */
	public void clear() {
		this.versions.raiseAll(() -> {
			this.store.clear();
			this.followers.forEach((follower) -> follower.accept(List.of()));
		});
	}

	/**
	 * The cache at this moment.
	 * @return an immutable picture
	 */
	public CacheSnapshot snapshot() {
		long now = this.time.nanos();
		long count = 0;
		double ages = 0;
		for (StoredAnswer answer : this.store.all()) {
			ages += now - answer.asOf();
			count++;
		}
		return new CacheSnapshot(this.store.entries(), this.store.weight(), this.settings.maxSize(),
				this.settings.maxWeight(), this.store.evictions(), this.store.invalidations(),
				(count > 0) ? Duration.ofNanos((long) (ages / count)) : null, this.statistics.byEntity());
	}

	CacheSettings settings() {
		return this.settings;
	}

	TimeSource time() {
		return this.time;
	}

	VersionTable versions() {
		return this.versions;
	}

	AnswerStore store() {
		return this.store;
	}

	/**
	 * Lets the caches of the application follow the invalidations. Called with the tags
	 * that were raised, or with none when everything goes.
	 */
	void follow(Consumer<Collection<Tag>> follower) {
		this.followers.add(follower);
	}

	/**
	 * The answer to a read from memory, counted as a hit, or null, counted as a miss.
	 */
	Answer.@Nullable Whole recall(ApiCall call, CallKey key) {
		if (!this.settings.keeps(call.entity())) {
			this.statistics.miss(call.entity(), MissReason.SWITCHED_OFF);
			return null;
		}
		StoredAnswer stored = find(key);
		if (stored == null) {
			this.statistics.miss(call.entity(), MissReason.ABSENT);
			return null;
		}
		Freshness freshness = freshness(stored, call);
		if (freshness instanceof Freshness.Fresh fresh) {
			this.statistics.hit(call.entity());
			return hit(stored, fresh);
		}
		this.statistics.miss(call.entity(),
				(freshness instanceof Freshness.Expired) ? MissReason.EXPIRED : MissReason.TOO_OLD_FOR_CALLER);
		return null;
	}

	/**
	 * The answer to a read that somebody else may have filled in since it missed. Not
	 * counted, because the miss was.
	 */
	Answer.@Nullable Whole recallAgain(ApiCall call, CallKey key) {
		StoredAnswer stored = this.settings.keeps(call.entity()) ? find(key) : null;
		return (stored != null && freshness(stored, call) instanceof Freshness.Fresh fresh) ? hit(stored, fresh) : null;
	}

	Departure departure(ApiCall call) {
		if (this.origins.size() < MAX_ORIGINS) {
			this.origins.add(call.origin());
		}
		return new Departure(this.versions.capture(Reach.ofRead(call)), this.versions.capture(Reach.ofAbsence(call)));
	}

	/**
	 * Keeps an answer, if it may be kept and no write came in between.
	 * @param asOf when the request departed
	 * @return whether it was kept
	 */
	boolean keep(ApiCall call, CallKey key, Departure departure, long asOf, BufferedResponse response) {
		Keeping keeping = Keeping.decide(call, response, this.settings);
		if (keeping == null) {
			return false;
		}
		List<Tag> tags = keeping.absent() ? Reach.ofAbsence(call) : Reach.ofRead(call);
		StoredAnswer answer = new StoredAnswer(key, response.withoutExchangeHeaders(), tags, asOf,
				keeping.ttl().toNanos(), keeping.linked());
		return this.versions.ifCurrent(keeping.absent() ? departure.absence() : departure.versions(),
				() -> this.store.add(answer));
	}

	/**
	 * Drops what an identity may see, because it may not see it any more.
	 */
	void forget(Origin origin, String identity) {
		raise(List.of(Tag.identity(origin, identity)));
	}

	void open(Collection<Tag> tags) {
		this.versions.open(tags, () -> drop(tags));
	}

	void close(Collection<Tag> tags, WriteOutcome outcome) {
		Duration quarantine = (outcome == WriteOutcome.UNKNOWN) ? this.settings.writeQuarantine() : Duration.ZERO;
		this.versions.close(tags, quarantine, () -> drop(tags));
	}

	void raise(Collection<Tag> tags) {
		this.versions.raise(tags, () -> drop(tags));
	}

	private void drop(Collection<Tag> tags) {
		this.store.drop(tags);
		this.followers.forEach((follower) -> follower.accept(tags));
	}

	private @Nullable StoredAnswer find(CallKey key) {
		StoredAnswer stored = this.store.find(key);
		if (stored != null) {
			return stored;
		}
		CallKey other = key.inOtherForm();
		StoredAnswer sibling = (other != null) ? this.store.find(other) : null;
		// Its links have to be followed in the form in which it was asked.
		return (sibling != null && !sibling.isLinked()) ? sibling : null;
	}

	private Freshness freshness(StoredAnswer stored, ApiCall call) {
		return Freshness.decide(this.time.nanos() - stored.asOf(), stored.ttl(), call.options().maxAge());
	}

	private static Answer.Whole hit(StoredAnswer stored, Freshness.Fresh fresh) {
		return new Answer.Whole(stored.response(), Serving.cache(fresh.age(), fresh.left()));
	}

	/**
	 *
	 * /** The versions that a read took with it.
	 *
	 * @param versions of what its rows depend on
	 * @param absence of what "no such row" depends on
	 */
	record Departure(Versions versions, Versions absence) {

	}

}
