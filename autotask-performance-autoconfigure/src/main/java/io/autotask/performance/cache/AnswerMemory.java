package io.autotask.performance.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

import io.autotask.performance.cache.CacheStatistics.MissReason;
import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.RowLikeness;
import io.autotask.performance.call.Serving;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * The answers of the API in memory, as the request path sees them: found, kept, dropped.
 * What may be found and kept is decided by {@link Freshness}, {@link Keeping} and the
 * version protocol. Thread-safe.
 */
final class AnswerMemory {

	private static final int MAX_ORIGINS = 1_000;

	/** While nobody hears what other instances write, nothing stays fresh for longer. */
	private static final long UNHEARD_TTL = Duration.ofSeconds(30).toNanos();

	private final CacheSettings settings;

	private final TtlOverrides ttls;

	private final TimeSource time;

	private final DoubleSupplier random;

	private final SharedMemory shared;

	private final VersionTable versions;

	private final AnswerStore store;

	private final RowMemory rows;

	private final CacheStatistics statistics = new CacheStatistics();

	private final Set<Origin> origins = ConcurrentHashMap.newKeySet();

	AnswerMemory(CacheSettings settings, TtlOverrides ttls, TimeSource time, RowLikeness likeness,
			DoubleSupplier random, SharedMemory shared) {
		this.shared = shared;
		this.settings = settings;
		this.ttls = ttls;
		this.time = time;
		this.random = random;
		this.versions = new VersionTable(time);
		this.store = new AnswerStore(settings.maxSize(), settings.maxWeight());
		this.rows = new RowMemory(this.store, this.versions, likeness);
	}

	VersionTable versions() {
		return this.versions;
	}

	AnswerStore store() {
		return this.store;
	}

	CacheStatistics statistics() {
		return this.statistics;
	}

	/**
	 * Where calls went to so far.
	 */
	Set<Origin> origins() {
		return this.origins;
	}

	/**
	 * What there is for a read. What is found is counted as a hit.
	 */
	Recollection recall(ApiCall call, CallKey key) {
		if (call.options().background()) {
			// Nobody in the application asked.
			Answer.Whole answer = recallFresh(call, key);
			return (answer != null) ? new Recollection.Found(answer, false)
					: new Recollection.Missing(MissReason.FIRST);
		}
		if (!this.settings.keeps(call.entity())) {
			return new Recollection.Missing(MissReason.SWITCHED_OFF);
		}
		StoredAnswer stored = findForCaller(call, key);
		if (stored == null) {
			return new Recollection.Missing(this.store.gone().reason(key));
		}
		Duration grace = this.shared.isHeard() ? this.settings.grace(call.entity(), call.operation()) : Duration.ZERO;
		Freshness freshness = freshness(stored, call, grace);
		if (freshness instanceof Freshness.Fresh fresh) {
			this.statistics.hit(call.entity());
			return new Recollection.Found(fresh(stored, fresh),
					Freshness.isDueEarly(fresh.left().toNanos(), stored.times().cost(), this.random.getAsDouble()));
		}
		if (freshness instanceof Freshness.Stale stale) {
			this.statistics.hit(call.entity());
			return new Recollection.Found(stale(stored, stale), true);
		}
		return new Recollection.Missing(
				(freshness instanceof Freshness.Expired) ? MissReason.EXPIRED : MissReason.TOO_OLD_FOR_CALLER);
	}

	/**
	 * The fresh answer to a read that somebody else may have filled in since it missed.
	 * Not counted, because the miss was.
	 */
	Answer.@Nullable Whole recallFresh(ApiCall call, CallKey key) {
		StoredAnswer stored = this.settings.keeps(call.entity()) ? find(call, key) : null;
		return (stored != null && freshness(stored, call, Duration.ZERO) instanceof Freshness.Fresh fresh)
				? fresh(stored, fresh) : null;
	}

	/**
	 * An answer that may be given in the place of a failure.
	 */
	Answer.@Nullable Whole recallInsteadOfFailure(ApiCall call, CallKey key) {
		StoredAnswer stored = this.settings.keeps(call.entity()) ? findForCaller(call, key) : null;
		if (stored == null) {
			return null;
		}
		Freshness freshness = freshness(stored, call, this.settings.staleIfError(call.entity()));
		if (freshness instanceof Freshness.Fresh fresh) {
			return fresh(stored, fresh);
		}
		if (freshness instanceof Freshness.Stale stale) {
			return stale(stored, stale);
		}
		return null;
	}

	/**
	 * Whether a write may still be carried out that changes the answer.
	 */
	boolean isQuarantined(ApiCall call) {
		return this.versions.capture(Reach.ofRead(call)).quarantined();
	}

	Departure departure(ApiCall call) {
		if (this.origins.size() < MAX_ORIGINS) {
			this.origins.add(call.origin());
		}
		return new Departure(this.versions.capture(Reach.ofRead(call)), this.versions.capture(Reach.ofAbsence(call)));
	}

	/**
	 * Keeps an answer, if it may be kept and no write came in between that can change it.
	 * @param asOf when the request departed
	 * @return what is kept, or null
	 */
	@Nullable StoredAnswer keep(ApiCall call, CallKey key, Departure departure, long asOf, BufferedResponse response) {
		return keep(call, key, departure, asOf, this.time.nanos() - asOf, response);
	}

	/**
	 * Keeps what another instance asked for, unless it is no newer than what is here.
	 * @param asOf when its request departed
	 * @return the answer to the call, or null when it is not to be used
	 */
	Answer.@Nullable Whole adopt(ApiCall call, CallKey key, Departure departure, long asOf, SharedAnswer answer) {
		StoredAnswer here = this.store.find(key);
		boolean newer = here == null || here.times().asOf() - asOf < 0;
		return (newer && keep(call, key, departure, asOf, answer.cost(), answer.response()) != null)
				? recallFresh(call, key) : null;
	}

	private @Nullable StoredAnswer keep(ApiCall call, CallKey key, Departure departure, long asOf, long cost,
			BufferedResponse response) {
		Keeping keeping = Keeping.decide(call, response, this.settings);
		if (keeping == null || ttl(call, keeping).isZero()) {
			this.store.gone().gone(key, MissReason.NOT_KEPT);
			return null;
		}
		Footprint footprint = Footprint.of(call, keeping.content());
		List<Tag> tags = keeping.absent() ? Reach.ofAbsence(call) : Reach.ofAnswer(call, footprint);
		StoredAnswer answer = new StoredAnswer(key, packed(response.withoutExchangeHeaders()), tags, footprint,
				new StoredAnswer.Times(asOf, ttl(call, keeping).toNanos(), cost), this.store::reweigh);
		boolean kept = this.versions.ifCurrent(keeping.absent() ? departure.absence() : departure.versions(), footprint,
				() -> this.store.add(answer));
		if (kept) {
			this.rows.kept(call, answer);
		}
		else {
			this.store.gone().gone(key, MissReason.INVALIDATED);
		}
		return kept ? answer : null;
	}

	/**
	 * An answer passes by that is not kept: it may show that copies are old.
	 */
	void passed(ApiCall call, long asOf, BufferedResponse response) {
		this.rows.passed(call, asOf, response);
	}

	/**
	 * A write is about to be sent.
	 */
	void open(WriteReach reach, Runnable alsoDrop) {
		this.versions.open(reach, () -> drop(reach, alsoDrop));
	}

	/**
	 * A write has ended.
	 */
	void close(WriteReach reach, WriteOutcome outcome, Runnable alsoDrop) {
		this.versions.close(reach, quarantine(outcome), () -> drop(reach, alsoDrop));
	}

	Duration quarantine(WriteOutcome outcome) {
		return (outcome == WriteOutcome.UNKNOWN) ? this.settings.writeQuarantine() : Duration.ZERO;
	}

	/**
	 * Something has changed that depends on these.
	 */
	void raise(Collection<Tag> tags, Runnable alsoDrop) {
		this.versions.raise(tags, () -> {
			this.store.drop(tags);
			alsoDrop.run();
		});
	}

	private void drop(WriteReach reach, Runnable alsoDrop) {
		this.store.drop(reach.tags());
		reach.effects().forEach(this.store::drop);
		alsoDrop.run();
	}

	private @Nullable StoredAnswer find(ApiCall call, CallKey key) {
		StoredAnswer stored = this.store.find(key);
		if (stored != null) {
			return stored;
		}
		CallKey other = key.inOtherForm();
		StoredAnswer sibling = (other != null) ? this.store.find(other) : null;
		if (sibling != null) {
			// Its links have to be followed in the form in which it was asked.
			return sibling.footprint().linked() ? null : sibling;
		}
		return (call.operation() == Operation.GET) ? this.rows.find(call, key) : null;
	}

	/**
	 * What a caller may have who reads some fields only. Whoever joins it may read
	 * others, so this is nothing for a flight.
	 */
	private @Nullable StoredAnswer findForCaller(ApiCall call, CallKey key) {
		StoredAnswer stored = find(call, key);
		if (stored != null || call.options().steering().fields().isEmpty()) {
			return stored;
		}
		CallKey wider = key.ofAllFields();
		if (wider != null) {
			return find(call, wider);
		}
		return (call.operation() == Operation.GET) ? this.rows.findFields(call, key) : null;
	}

	private Duration ttl(ApiCall call, Keeping keeping) {
		Duration set = set(call);
		boolean counts = set != null && !(keeping.absent() && keeping.ttl().compareTo(set) < 0);
		return (set != null && counts) ? set : keeping.ttl();
	}

	private Freshness freshness(StoredAnswer stored, ApiCall call, Duration grace) {
		Duration set = set(call);
		long ttl = (set != null) ? Math.min(stored.times().ttl(), set.toNanos()) : stored.times().ttl();
		if (!this.shared.isHeard()) {
			ttl = Math.min(ttl, UNHEARD_TTL);
		}
		return Freshness.decide(this.time.nanos() - stored.times().asOf(), ttl, grace.toNanos(),
				call.options().maxAge());
	}

	/** What a rule of the application, or its tuning of the cache, set for such calls. */
	private @Nullable Duration set(ApiCall call) {
		Duration byRule = call.options().steering().ttl();
		return (byRule != null) ? byRule : this.ttls.find(call.entity(), call.operation());
	}

	private BufferedResponse packed(BufferedResponse response) {
		return (response.length() > this.settings.compressAbove()) ? response.compressed() : response;
	}

	private static Answer.Whole fresh(StoredAnswer stored, Freshness.Fresh fresh) {
		return new Answer.Whole(stored.response(), Serving.cache(fresh.age(), fresh.left()), stored.decoded());
	}

	private static Answer.Whole stale(StoredAnswer stored, Freshness.Stale stale) {
		return new Answer.Whole(stored.response(), Serving.stale(stale.age(), stale.overdue()), stored.decoded());
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
