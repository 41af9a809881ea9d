package io.autotask.performance.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

import io.autotask.performance.cache.CacheInvalidatedEvent.Cause;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.RowLikeness;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The cache of the request path. Answers get in by the reads that pass, and out by time,
 * by room, and by the writes that pass; the methods here are for changes that nobody in
 * this process made. Thread-safe.
 */
public final class IntelligentCache {

	private final CacheSettings settings;

	private final TimeSource time;

	private final TtlOverrides ttls = new TtlOverrides();

	private final AnswerMemory memory;

	private final List<Consumer<Collection<Tag>>> followers = new CopyOnWriteArrayList<>();

	private final Invalidations invalidations;

	private final InvalidationRules rules = new InvalidationRules(this);

	private final NamedValues values;

	private final CacheWarmer warmer = new CacheWarmer(this);

	private final SecondLevel secondLevel;

	/**
	 * A cache.
	 * @param settings how it works
	 * @param time the clock
	 */
	public IntelligentCache(CacheSettings settings, TimeSource time) {
		this(settings, time, new OwnFailures(), new RowLikeness());
	}

	/**
	 * A cache.
	 * @param settings how it works
	 * @param time the clock
	 * @param failures counts listeners that throw
	 * @param likeness where rows of queries may stand for rows of reads by id
	 */
	public IntelligentCache(CacheSettings settings, TimeSource time, OwnFailures failures, RowLikeness likeness) {
		this(settings, time, failures, likeness, Sharing.none());
	}

	/**
	 * A cache that shares with other instances.
	 * @param settings how it works
	 * @param time the clock
	 * @param failures counts listeners that throw
	 * @param likeness where rows of queries may stand for rows of reads by id
	 * @param sharing what it shares with other instances
	 */
	public IntelligentCache(CacheSettings settings, TimeSource time, OwnFailures failures, RowLikeness likeness,
			Sharing sharing) {
		this(settings, time, failures, likeness, sharing, () -> ThreadLocalRandom.current().nextDouble());
	}

	IntelligentCache(CacheSettings settings, TimeSource time, OwnFailures failures, RowLikeness likeness,
			Sharing sharing, DoubleSupplier random) {
		this.settings = settings;
		this.invalidations = new Invalidations(this, failures);
		this.time = time;
		this.memory = new AnswerMemory(settings, this.ttls, time, likeness, random, sharing.memory());
		this.values = new NamedValues(this);
		this.secondLevel = new SecondLevel(this, sharing, failures);
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
		long dropped = invalidateHere(patterns, Cause.APPLICATION);
		tellOthers(patterns);
		return dropped;
	}

	private long invalidateHere(Collection<NamePattern> patterns, Cause cause) {
		long dropped = this.invalidations.apply(patterns);
		this.invalidations.publish(cause, List.of(), patterns, null, dropped);
		return dropped;
	}

	/**
	 * Drops every answer about one row, and every answer that could hold it.
	 * @param entity the entity in any case
	 * @param id the row's id
	 */
	public void invalidate(String entity, long id) {
		invalidateHere(entity, id, Cause.APPLICATION);
		this.secondLevel.tell(List.of(Marks.ofEntity(entity)), new News.RowInvalidated(entity, id));
	}

	private void invalidateHere(String entity, long id, Cause cause) {
		List<Tag> tags = new ArrayList<>();
		tags.add(Tag.anything(entity));
		for (Origin origin : this.memory.origins()) {
			tags.add(Tag.row(origin, entity, id));
			tags.add(Tag.lists(origin, entity));
			tags.add(Tag.births(origin, entity));
		}
		long dropped = this.invalidations.counted(() -> raise(tags));
		this.invalidations.publish(cause, tags, List.of(), null, dropped);
	}

	/**
	 * Drops everything.
	 */
	public void clear() {
		clearHere();
		this.secondLevel.tell(List.of(), new News.Anything());
	}

	/**
	 * Drops everything that this instance keeps.
	 */
	void clearHere() {
		long dropped = this.invalidations.counted(() -> versions().raiseAll(() -> {
			store().clear();
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
	 * Lets the configured time count again for answers of one kind, or what was set for
	 * all kinds.
	 * @param entity the entity in any case
	 * @param operation the kind
	 */
	public void resetTtl(String entity, Operation operation) {
		this.ttls.reset(entity, operation);
	}

	/**
	 * What was set at run time for answers of exactly one kind.
	 * @param entity the entity in any case
	 * @param operation the kind
	 * @return the time, or null when none was set
	 */
	public @Nullable Duration ttlSetAtRunTime(String entity, Operation operation) {
		return this.ttls.set(entity, operation);
	}

	/**
	 * How old an answer can be when it is given, at most: its time to live, and the time
	 * for which it may be given after that.
	 * @param entity the entity in any case
	 * @param operation what is asked
	 * @param ttl a time to live
	 * @return the age
	 */
	public Duration oldest(String entity, Operation operation, Duration ttl) {
		Duration grace = grace(entity, operation);
		return ttl.plus((grace.compareTo(this.settings.staleIfError()) > 0) ? grace : this.settings.staleIfError());
	}

	/**
	 * How long after its time is up an answer is still given while it is asked for again.
	 * @param entity the entity in any case
	 * @param operation what is asked
	 * @return zero when it is not given then
	 */
	public Duration grace(String entity, Operation operation) {
		return this.settings.grace(entity, operation);
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
	 * Begins to watch an entity: whether a row that is read from now on may be used again
	 * instead of being read again.
	 * @param entity the entity in any case
	 * @return true until something about the entity is written or invalidated, or answers
	 * about it are no longer fresh; never true while a write is on the wire, or when
	 * answers about it are not kept
	 */
	public BooleanSupplier watch(String entity) {
		List<Tag> tags = List.of(Tag.anything(entity), Tag.everything(null));
		Versions before = versions().capture(tags);
		long since = this.time.nanos();
		return () -> {
			settle();
			return this.settings.enabled() && this.time.nanos() - since < ttl(entity, Operation.QUERY).toNanos()
					&& versions().ifCurrent(before, () -> {
					});
		};
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
		for (StoredAnswer answer : store().all()) {
			ages += now - answer.times().asOf();
			count++;
		}
		return new CacheSnapshot(store().entries(), store().weight(), this.settings.maxSize(),
				this.settings.maxWeight(), store().evictions(), store().invalidations(),
				(count > 0) ? Duration.ofNanos((long) (ages / count)) : null, this.memory.statistics().byEntity(),
				this.secondLevel.snapshot());
	}

	/**
	 * In short, for meters.
	 * @return counts since the start
	 */
	public CacheCounts counts() {
		long hits = 0;
		long misses = 0;
		for (CacheSnapshot.EntityHits entity : this.memory.statistics().byEntity().values()) {
			hits += entity.hits();
			misses += entity.misses();
		}
		return new CacheCounts(hits, misses, store().puts(), store().evictions(), store().entries());
	}

	/**
	 * What the answers take in memory. Other than the weight by which they are bounded,
	 * it does not take small answers for larger ones.
	 * @return bytes, roughly
	 */
	public long heldBytes() {
		long bytes = 0;
		for (StoredAnswer answer : store().all()) {
			bytes += answer.weight();
		}
		return bytes;
	}

	CacheSettings settings() {
		return this.settings;
	}

	TimeSource time() {
		return this.time;
	}

	AnswerMemory memory() {
		return this.memory;
	}

	VersionTable versions() {
		return this.memory.versions();
	}

	AnswerStore store() {
		return this.memory.store();
	}

	SecondLevel secondLevel() {
		return this.secondLevel;
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
		return this.memory.origins();
	}

	/**
	 * Lets the caches of the application follow the invalidations. Called with the tags
	 * that were raised, or with none when everything goes.
	 */
	void follow(Consumer<Collection<Tag>> follower) {
		this.followers.add(follower);
	}

	/**
	 * What there is for a read. What is found is counted as a hit.
	 */
	Recollection recall(ApiCall call, CallKey key) {
		settle();
		return this.memory.recall(call, key);
	}

	/**
	 * Drops what an identity may see, because it may not see it any more.
	 */
	void forget(Origin origin, String identity) {
		List<Tag> tags = List.of(Tag.identity(origin, identity));
		raise(tags);
		this.secondLevel.tell(Marks.of(tags), new News.Forgotten(origin, identity));
	}

	/**
	 * Tells all other instances what is invalidated here.
	 */
	void tellOthers(Collection<NamePattern> patterns) {
		this.secondLevel.tell(Marks.ofPatterns(patterns), new News.Invalidated(patterns));
	}

	/**
	 * Does here what another instance did.
	 */
	void follow(News news) {
		if (news instanceof News.Written written) {
			open(written.reach());
			long dropped = close(written.reach(), written.outcome());
			this.invalidations.publish(Cause.OTHER_INSTANCE, written.reach().tags(), List.of(), null, dropped);
		}
		else if (news instanceof News.Invalidated invalidated) {
			invalidateHere(invalidated.patterns(), Cause.OTHER_INSTANCE);
		}
		else if (news instanceof News.RowInvalidated row) {
			invalidateHere(row.entity(), row.id(), Cause.OTHER_INSTANCE);
		}
		else if (news instanceof News.Forgotten forgotten) {
			raise(List.of(Tag.identity(forgotten.origin(), forgotten.identity())));
		}
		else {
			clearHere();
		}
	}

	/**
	 * A write is about to be sent.
	 * @return how many answers went
	 */
	long open(WriteReach reach) {
		return this.invalidations.counted(() -> this.memory.open(reach, () -> tell(reach.tags())));
	}

	/**
	 * A write has ended.
	 * @return how many answers went
	 */
	long close(WriteReach reach, WriteOutcome outcome) {
		return this.invalidations.counted(() -> this.memory.close(reach, outcome, () -> tell(reach.tags())));
	}

	Duration quarantine(WriteOutcome outcome) {
		return this.memory.quarantine(outcome);
	}

	void raise(Collection<Tag> tags) {
		this.memory.raise(tags, () -> tell(tags));
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

}
