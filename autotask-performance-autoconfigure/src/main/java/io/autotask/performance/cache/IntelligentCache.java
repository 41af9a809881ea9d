package io.autotask.performance.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.autotask.performance.cache.CacheInvalidatedEvent.Cause;
import io.autotask.performance.cache.CacheStatistics.MissReason;
import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.Serving;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

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

	private final Invalidations invalidations;

	private final InvalidationRules rules = new InvalidationRules(this);

	private final NamedValues values;

	private final CacheWarmer warmer = new CacheWarmer(this);

	private final TtlOverrides ttls = new TtlOverrides();

	/**
	 * A cache.
	 * @param settings how it works
	 * @param time the clock
	 */
	public IntelligentCache(CacheSettings settings, TimeSource time) {
		this(settings, time, new OwnFailures());
	}

	/**
	 * A cache.
	 * @param settings how it works
	 * @param time the clock
	 * @param failures counts listeners that throw
	 */
	public IntelligentCache(CacheSettings settings, TimeSource time, OwnFailures failures) {
		this.settings = settings;
		this.invalidations = new Invalidations(this, failures);
		this.time = time;
		this.versions = new VersionTable(time);
		this.store = new AnswerStore(settings.maxSize(), settings.maxWeight());
		this.values = new NamedValues(this);
	}

	/**
	 * Drops the answers about an entity, or those whose names match a pattern, of all
	 * identities, and keeps reads that are in flight from filling it with what they found
	 * before. The names are {@code companies:get:5}, for which {@code company:5} is
	 * short, {@code companies:query:…}, which {@code list} and {@code search} mean too,
	 * {@code companies:count:…}; a star stands for any text.
	 * @param entityOrPattern the entity in any case, such as {@code Companies}, or a
	 * pattern such as {@code tickets:count:*}
	 */
	public void invalidate(String entityOrPattern) {
		invalidate(List.of(entityOrPattern));
	}

	/**
	 * Drops what any of several patterns matches.
	 * @param entitiesOrPatterns as in {@link #invalidate(String)}
	 * @return how many answers were dropped
	 */
	public long invalidate(Collection<String> entitiesOrPatterns) {
		List<NamePattern> patterns = entitiesOrPatterns.stream().map(NamePattern::parse).distinct().toList();
		long dropped = this.invalidations.apply(patterns);
		this.invalidations.publish(Cause.APPLICATION, List.of(), patterns, null, dropped);
		return dropped;
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
		long dropped = this.invalidations.counted(() -> raise(tags));
		this.invalidations.publish(Cause.APPLICATION, tags, List.of(), null, dropped);
	}

	/**
	 * Drops everything.
	 */
	public void clear() {
		long dropped = this.invalidations.counted(() -> this.versions.raiseAll(() -> {
			this.store.clear();
			this.values.clear();
			tell(List.of());
		}));
		this.invalidations.publish(Cause.APPLICATION, List.of(), List.of(), null, dropped);
	}

	/**
	 * A value that the application put.
	 * @param key its name, such as {@code companies:list:active}; case does not matter
	 * @return the value, or null when there is none, or none any more
	 */
	public @Nullable Object get(String key) {
		settle();
		return this.values.get(key);
	}

	/**
	 * A value that the application put.
	 * @param key its name
	 * @param type what it is
	 * @param <T> what it is
	 * @return the value, or null when there is none, or none any more
	 * @throws ClassCastException when it is something else
	 */
	public <T> @Nullable T get(String key, Class<T> type) {
		return type.cast(get(key));
	}

	/**
	 * Keeps a value for the default time.
	 * @param key its name, as for {@link #put(String, Object, Duration)}
	 * @param value the value
	 */
	public void put(String key, Object value) {
		put(key, value, this.settings.defaultTtl());
	}

	/**
	 * Keeps a value of the application. It goes when its time is over, when a write of
	 * the entity passes that its name begins with, and when it is invalidated by entity
	 * or pattern. One that was loaded after a {@link #get} that found nothing is only
	 * kept when no write came in between.
	 * @param key its name, such as {@code companies:list:active}
	 * @param value the value
	 * @param ttl how long it is kept
	 */
	public void put(String key, Object value, Duration ttl) {
		if (this.settings.enabled()) {
			this.values.put(key, value, ttl);
		}
	}

	/**
	 * Adds a rule, in the place of one with the same id.
	 * @param rule what else writes take out of the cache
	 */
	public void addInvalidationRule(InvalidationRule rule) {
		this.rules.add(rule);
	}

	/**
	 * Removes a rule. What the cache knows by itself stays.
	 * @param id the rule's id
	 * @return whether there was one
	 */
	public boolean removeInvalidationRule(String id) {
		return this.rules.remove(id);
	}

	/**
	 * The rules of the application.
	 * @return the rules by id
	 */
	public List<InvalidationRule> invalidationRules() {
		return this.rules.all();
	}

	/**
	 * Adds a strategy for reading ahead, in the place of one with the same id.
	 * @param strategy what is kept warm
	 */
	public void addWarmupStrategy(WarmupStrategy strategy) {
		this.warmer.add(strategy);
	}

	/**
	 * Removes a strategy for reading ahead.
	 * @param id the strategy's id
	 * @return whether there was one
	 */
	public boolean removeWarmupStrategy(String id) {
		return this.warmer.remove(id);
	}

	/**
	 * Reads all ahead that strategies name, once, now.
	 * @return ends when it is done, and says what became of it
	 */
	public Mono<WarmingSnapshot> warmUp() {
		return this.warmer.runAll();
	}

	/**
	 * What reads ahead.
	 * @return the one warmer of this cache
	 */
	public CacheWarmer warmer() {
		return this.warmer;
	}

	/**
	 * Sets how long answers about an entity stay fresh, until the application ends or
	 * {@link #resetTtl}. A shorter time counts for what is kept already, too.
	 * @param entity the entity in any case
	 * @param ttl the time
	 */
	public void setTtl(String entity, Duration ttl) {
		this.ttls.set(entity, null, ttl);
	}

	/**
	 * Sets how long answers of one kind about an entity stay fresh.
	 * @param entity the entity in any case
	 * @param operation the kind
	 * @param ttl the time
	 */
	public void setTtl(String entity, Operation operation, Duration ttl) {
		this.ttls.set(entity, operation, ttl);
	}

	/**
	 * Lets the configured times count again.
	 * @param entity the entity in any case
	 */
	public void resetTtl(String entity) {
		this.ttls.reset(entity);
	}

	/**
	 * How long an answer stays fresh.
	 * @param entity the entity in any case
	 * @param operation what is asked
	 * @return the time; zero when it is not kept
	 */
	public Duration ttl(String entity, Operation operation) {
		Duration set = this.ttls.find(entity, operation);
		return (set != null) ? set : configuredTtl(entity, operation);
	}

	/**
	 * How long an answer stays fresh when nobody sets anything at run time.
	 * @param entity the entity in any case
	 * @param operation what is asked
	 * @return the time; zero when it is not kept
	 */
	public Duration configuredTtl(String entity, Operation operation) {
		return this.settings.keeps(entity) ? this.settings.ttl(entity, operation) : Duration.ZERO;
	}

	/**
	 * Tells somebody whenever something is taken out before its time.
	 * @param listener hears it; must be quick
	 */
	public void addListener(Consumer<CacheInvalidatedEvent> listener) {
		this.invalidations.addListener(listener);
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

	InvalidationRules rules() {
		return this.rules;
	}

	NamedValues values() {
		return this.values;
	}

	/**
	 * Does the invalidations that rules put off. To be called before anything is answered
	 * from memory.
	 */
	void settle() {
		this.rules.settle();
	}

	Invalidations invalidations() {
		return this.invalidations;
	}

	Set<Origin> origins() {
		return this.origins;
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
		settle();
		if (call.options().background()) {
			// Nobody in the application asked.
			return recallAgain(call, key);
		}
		if (!this.settings.keeps(call.entity())) {
			this.statistics.miss(call.entity(), MissReason.SWITCHED_OFF);
			return null;
		}
		StoredAnswer stored = find(key);
		if (stored == null) {
			this.statistics.miss(call.entity(), this.store.gone().reason(key));
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
			this.store.gone().gone(key, MissReason.NOT_KEPT);
			return false;
		}
		List<Tag> tags = keeping.absent() ? Reach.ofAbsence(call) : Reach.ofRead(call);
		StoredAnswer answer = new StoredAnswer(key, response.withoutExchangeHeaders(), tags, asOf,
				ttl(call, keeping).toNanos(), keeping.linked());
		boolean kept = this.versions.ifCurrent(keeping.absent() ? departure.absence() : departure.versions(),
				() -> this.store.add(answer));
		if (!kept) {
			this.store.gone().gone(key, MissReason.INVALIDATED);
		}
		return kept;
	}

	/**
	 * Drops what an identity may see, because it may not see it any more.
	 */
	void forget(Origin origin, String identity) {
		raise(List.of(Tag.identity(origin, identity)));
	}

	/**
	 * A write is about to be sent.
	 * @return how many answers went
	 */
	long open(Collection<Tag> tags) {
		return this.invalidations.counted(() -> this.versions.open(tags, () -> drop(tags)));
	}

	/**
	 * A write has ended.
	 * @return how many answers went
	 */
	long close(Collection<Tag> tags, WriteOutcome outcome) {
		return this.invalidations.counted(() -> this.versions.close(tags, quarantine(outcome), () -> drop(tags)));
	}

	Duration quarantine(WriteOutcome outcome) {
		return (outcome == WriteOutcome.UNKNOWN) ? this.settings.writeQuarantine() : Duration.ZERO;
	}

	void raise(Collection<Tag> tags) {
		this.versions.raise(tags, () -> drop(tags));
	}

	private void drop(Collection<Tag> tags) {
		this.store.drop(tags);
		tell(tags);
	}

	private void tell(Collection<Tag> tags) {
		this.values.invalidated(tags);
		tellFollowers(tags);
	}

	/**
	 * Called under the monitor of the version table.
	 */
	void tellFollowers(Collection<Tag> tags) {
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

	private Duration ttl(ApiCall call, Keeping keeping) {
		Duration set = this.ttls.find(call.entity(), call.operation());
		boolean counts = set != null && !(keeping.absent() && keeping.ttl().compareTo(set) < 0);
		return (set != null && counts) ? set : keeping.ttl();
	}

	private Freshness freshness(StoredAnswer stored, ApiCall call) {
		Duration set = this.ttls.find(call.entity(), call.operation());
		long ttl = (set != null) ? Math.min(stored.ttl(), set.toNanos()) : stored.ttl();
		return Freshness.decide(this.time.nanos() - stored.asOf(), ttl, call.options().maxAge());
	}

	private static Answer.Whole hit(StoredAnswer stored, Freshness.Fresh fresh) {
		return new Answer.Whole(stored.response(), Serving.cache(fresh.age(), fresh.left()));
	}

	/**
	 * The versions that a read took with it.
	 *
	 * @param versions of what its rows depend on
	 * @param absence of what "no such row" depends on
	 */
	record Departure(Versions versions, Versions absence) {

	}

}
