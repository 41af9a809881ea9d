package io.autotask.performance.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Serving;
import io.autotask.performance.insight.observe.CacheFigures;
import io.autotask.performance.insight.observe.Level;
import io.autotask.performance.insight.observe.Level.BudgetLevel;
import io.autotask.performance.insight.observe.Level.CacheLevel;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.observe.PoolFigures;
import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Recorded.What;
import io.autotask.performance.insight.replay.Recording;
import io.autotask.performance.insight.replay.ReplaySettings;
import io.autotask.performance.insight.replay.Site;
import io.autotask.performance.insight.replay.WhatIf;

/**
 * What happened to calls, told by a test: who asked for what when, and what came of it.
 * Times are seconds since the beginning.
 */
public final class Story {

	private static final long BEGIN = Duration.ofHours(1).toNanos();

	private final List<Recorded> events = new ArrayList<>();

	private final List<Level> levels = new ArrayList<>();

	private final Map<String, CacheFigures> cache = new HashMap<>();

	private final Map<Kind, List<Site>> sites = new HashMap<>();

	private PoolFigures pools;

	private Duration ttl = Duration.ofMinutes(5);

	private Duration grace = Duration.ZERO;

	private Duration oldest = Duration.ofMinutes(30);

	private UnaryOperator<ReplaySettings> change = UnaryOperator.identity();

	private double end;

	/** Time to live of everything. */
	public Story ttl(Duration time) {
		this.ttl = time;
		return this;
	}

	/** For how long after that it is given, and asked for again behind the caller. */
	public Story grace(Duration time) {
		this.grace = time;
		return this;
	}

	public Story oldest(Duration bound) {
		this.oldest = bound;
		return this;
	}

	public Story settings(UnaryOperator<ReplaySettings> other) {
		this.change = other;
		return this;
	}

	/** A row is asked for, and Autotask answers. */
	public Story get(double second, String entity, long id, int digest) {
		return asked(second, entity, Operation.GET, id, digest, 100);
	}

	/** A row is asked for, and memory answers. */
	public Story hit(double second, String entity, long id) {
		return hit(second, entity, Operation.GET, id);
	}

	public Story hit(double second, String entity, Operation operation, long id) {
		return add(What.CALL, second, 0, entity, operation, id, Serving.Source.CACHE, 200, Recorded.RECALLABLE, 100, 0);
	}

	/** Something is asked for, and Autotask answers after so many milliseconds. */
	public Story asked(double second, String entity, Operation operation, long id, int digest, double millis) {
		return asked(second, entity, operation, id, digest, millis, 1_000, 0);
	}

	public Story asked(double second, String entity, Operation operation, long id, int digest, double millis, int bytes,
			int flags) {
		int all = Recorded.RECALLABLE | flags;
		add(What.CALL, second, millis, entity, operation, id, Serving.Source.NETWORK, 200, all, bytes, 0);
		add(What.SENT, second + millis / 1_000, millis, entity, operation, id, null, 200, all, bytes, 0);
		return add(What.ANSWER, second + millis / 1_000, 0, entity, operation, id, null, 200, all, bytes, digest);
	}

	/** A call that failed after it was sent. */
	public Story failed(double second, String entity, long id) {
		add(What.SENT, second + 0.1, 100, entity, Operation.GET, id, null, 503, Recorded.RECALLABLE, 0, 0);
		return add(What.CALL, second, 100, entity, Operation.GET, id, Serving.Source.NETWORK, 503,
				Recorded.RECALLABLE | Recorded.FAILED, 0, 0);
	}

	/** A row is asked for, and answered by a query for several. */
	public Story merged(double second, String entity, long id) {
		return add(What.CALL, second, 100, entity, Operation.GET, id, Serving.Source.BATCHED, 200, Recorded.RECALLABLE,
				100, 0);
	}

	public Story update(double second, String entity, long id, int status) {
		add(What.SENT, second + 0.1, 100, entity, Operation.UPDATE, id, null, status, Recorded.WRITE, 0, 0);
		return add(What.CALL, second, 100, entity, Operation.UPDATE, id, Serving.Source.NETWORK, status, Recorded.WRITE,
				0, 0);
	}

	public Story waited(double second, String entity, double millis) {
		return add(What.WAIT, second, millis, entity, Operation.GET, 1, null, 0, 0, 0, 0);
	}

	public Story rejected(double second, String entity) {
		return add(What.REJECTED, second, 0, entity, Operation.GET, 1, null, 0, 0, 0, 0);
	}

	public Story retried(double second, String entity, boolean unsafe) {
		return add(What.RETRY, second, 0, entity, unsafe ? Operation.UPDATE : Operation.GET, 1, null, 0,
				unsafe ? Recorded.UNSAFE | Recorded.WRITE : 0, 0, 0);
	}

	public Story missed(String entity, String reason, long count) {
		this.cache.put(entity, new CacheFigures(0, count, Map.of(reason, count)));
		return this;
	}

	public Story site(String entity, String place, long count) {
		this.sites.computeIfAbsent(new Kind(entity, Operation.GET), (kind) -> new ArrayList<>())
			.add(new Site(place, count));
		return this;
	}

	public Story pools(PoolFigures figures) {
		this.pools = figures;
		return this;
	}

	/** So much of the hour is used, so much of it by others, and we sent so many. */
	public Story budget(double second, long used, Long others, long sent) {
		return level(second, new BudgetLevel(10_000, used, others), sent, 0, 0, null);
	}

	public Story kept(double second, long weight, long evictions, Long heapMax) {
		return level(second, null, 0, weight, evictions, heapMax);
	}

	/** Nothing more happens until then. */
	public Story until(double second) {
		this.end = Math.max(this.end, second);
		return this;
	}

	public Recording recording() {
		return new Recording(this.events, false);
	}

	public ReplaySettings settings() {
		return this.change
			.apply(new ReplaySettings(true, true, 10_000, 0, Duration.ZERO, 3, times(this.ttl, this.grace), Map.of()));
	}

	public Observed observed() {
		long now = BEGIN + nanos(this.end);
		return new Observed(Instant.EPOCH.plusNanos(now), now, recording(), new WhatIf(recording(), settings()),
				settings(), this.cache, this.levels, this.pools, (kind) -> this.sites.getOrDefault(kind, List.of()),
				this.oldest);
	}

	public static long at(double second) {
		return BEGIN + nanos(second);
	}

	private Story level(double second, BudgetLevel budget, long sent, long weight, long evictions, Long heapMax) {
		until(second);
		this.levels.add(new Level(at(second), Instant.EPOCH.plusNanos(at(second)),
				new CacheLevel(10, weight, 10_000, 1_000_000, evictions), 0, heapMax, sent, budget));
		return this;
	}

	private Story add(What what, double second, double millis, String entity, Operation operation, long id,
			Serving.Source source, int status, int flags, int bytes, int digest) {
		until(second + millis / 1_000);
		Kind kind = new Kind(entity, operation);
		long key = 1 + 31L * (31L * kind.hashCode() + id);
		boolean ofRow = operation == Operation.GET || operation == Operation.UPDATE;
		this.events
			.add(new Recorded(what, kind, at(second), (long) (millis * 1e6), (flags & Recorded.WRITE) != 0 ? 0 : key,
					ofRow ? 7_919L * entity.hashCode() + id : 0, 1, source, status, flags, bytes, digest));
		return this;
	}

	private static long nanos(double seconds) {
		return (long) (seconds * 1e9);
	}

	private static ReplaySettings.Times times(Duration ttl, Duration grace) {
		return new ReplaySettings.Times() {

			@Override
			public Duration ttl(Kind kind) {
				return ttl;
			}

			@Override
			public Duration grace(Kind kind) {
				return grace;
			}

			@Override
			public Duration oldest(Kind kind, Duration time) {
				return time.plus(grace);
			}

		};
	}

}
