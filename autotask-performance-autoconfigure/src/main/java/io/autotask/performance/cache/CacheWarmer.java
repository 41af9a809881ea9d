package io.autotask.performance.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.autotask.performance.call.AutotaskAttributes;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Reads before somebody asks. Strategies run one after another, those of higher priority
 * first, each read a little after the one before, all of them behind the application's
 * own calls. What is fresh until the next run is not asked again. Thread-safe; which
 * strategies are due is guarded by the monitor of this object.
 */
public final class CacheWarmer {

	private static final int MAX_STRATEGIES = 1_000;

	private static final Duration BEFORE_THE_FIRST = Duration.ofSeconds(2);

	private static final Duration BETWEEN_READS = Duration.ofMillis(100);

	private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

	private static final ZoneId ZONE = ZoneId.systemDefault();

	private final IntelligentCache cache;

	private final Map<String, WarmupAccount> accounts = new ConcurrentHashMap<>();

	private final PriorityQueue<WarmupAccount> due = new PriorityQueue<>(
			Comparator.comparingInt((WarmupAccount account) -> -account.strategy().priority()));

	private final Disposable.Swap work = Disposables.swap();

	private final Scheduler scheduler;

	private volatile WarmupReader reader = (query, attributes) -> Mono
		.error(new IllegalStateException("There is no AutotaskClient to warm the cache with"));

	private volatile Duration interval = Duration.ofMinutes(5);

	private boolean running;

	private boolean working;

	CacheWarmer(IntelligentCache cache) {
		this(cache, Schedulers.parallel());
	}

	CacheWarmer(IntelligentCache cache, Scheduler scheduler) {
		this.cache = cache;
		this.scheduler = scheduler;
	}

	/**
	 * Says how to read.
	 * @param reader makes the reads
	 * @param interval the pause between two runs of a strategy that does not say
	 */
	public void connect(WarmupReader reader, Duration interval) {
		this.reader = reader;
		this.interval = interval;
	}

	/**
	 * Adds a strategy, in the place of one with the same id.
	 * @param strategy what is kept warm
	 */
	public synchronized void add(WarmupStrategy strategy) {
		if (this.accounts.size() >= MAX_STRATEGIES && !this.accounts.containsKey(strategy.id())) {
			throw new IllegalStateException("There are " + MAX_STRATEGIES + " strategies for warming already");
		}
		remove(strategy.id());
		WarmupAccount account = new WarmupAccount(strategy);
		this.accounts.put(strategy.id(), account);
		if (this.running) {
			schedule(account, first(account, 0));
		}
	}

	/**
	 * Removes a strategy. A run of it that has begun comes to its end.
	 * @param id the strategy's id
	 * @return whether there was one
	 */
	public synchronized boolean remove(String id) {
		WarmupAccount account = this.accounts.remove(id);
		if (account != null) {
			account.timer().dispose();
			this.due.remove(account);
		}
		return account != null;
	}

	/**
	 * Lets the strategies run by themselves from now on. Returns at once.
	 */
	public synchronized void start() {
		if (this.running) {
			return;
		}
		this.running = true;
		int position = 0;
		for (WarmupAccount account : this.accounts.values()) {
			schedule(account, first(account, position++));
		}
	}

	/**
	 * Stops, also in the middle of a run.
	 */
	public synchronized void stop() {
		this.running = false;
		this.working = false;
		this.due.clear();
		this.accounts.values().forEach((account) -> account.timer().update(Disposables.disposed()));
		this.work.update(Disposables.disposed());
	}

	/**
	 * Runs all strategies once, now.
	 * @return ends when they have; fails never, see the snapshot
	 */
	public Mono<WarmingSnapshot> runAll() {
		return Flux
			.defer(() -> Flux.fromStream(this.accounts.values()
				.stream()
				.sorted(Comparator.comparingInt((account) -> -account.strategy().priority()))))
			.concatMap(this::run)
			.then(Mono.fromSupplier(this::snapshot));
	}

	/**
	 * Warming at this moment.
	 * @return an immutable picture
	 */
	public synchronized WarmingSnapshot snapshot() {
		return new WarmingSnapshot(this.running,
				this.accounts.values()
					.stream()
					.map((account) -> account.snapshot(this.interval))
					.sorted(Comparator.comparing(WarmingSnapshot.Strategy::id))
					.toList());
	}

	/**
	 * Lets the strategies of an entity run more often, and before others.
	 * @param entity the entity in any case
	 * @param factor what its pauses are multiplied with, from what was set at first
	 * @param priority 1 to 10
	 * @return the strategies that it concerns, as they are now
	 */
	public List<WarmingSnapshot.Strategy> tune(String entity, double factor, int priority) {
		List<WarmupAccount> concerned = this.accounts.values()
			.stream()
			.filter((account) -> account.original()
				.queries()
				.stream()
				.anyMatch((query) -> query.entity().equalsIgnoreCase(entity)))
			.toList();
		for (WarmupAccount account : concerned) {
			WarmupStrategy original = account.original();
			WarmupStrategy tuned = original.withPriority(priority);
			if (original.cron() == null) {
				Duration pause = (original.interval() != null) ? original.interval() : this.interval;
				tuned = tuned.every(Duration.ofMillis(Math.max(1_000, Math.round(pause.toMillis() * factor))));
			}
			account.tuned(tuned);
		}
		return concerned.stream().map((account) -> account.snapshot(this.interval)).toList();
	}

	private Duration first(WarmupAccount account, int position) {
		return (account.strategy().cron() != null) ? next(account)
				: BEFORE_THE_FIRST.plus(BETWEEN_READS.multipliedBy(position));
	}

	private Duration next(WarmupAccount account) {
		String cron = account.strategy().cron();
		if (cron == null) {
			Duration own = account.strategy().interval();
			return (own != null) ? own : this.interval;
		}
		LocalDateTime now = LocalDateTime.ofInstant(this.cache.time().instant(), ZONE);
		LocalDateTime next = CronExpression.parse(cron).next(now);
		// One that never comes again is looked at once in a century.
		return (next != null) ? Duration.between(now, next).plusMillis(1) : ChronoUnit.CENTURIES.getDuration();
	}

	private void schedule(WarmupAccount account, Duration delay) {
		account.timer().update(Mono.delay(delay, this.scheduler).subscribe((tick) -> isDue(account)));
	}

	private void isDue(WarmupAccount account) {
		synchronized (this) {
			if (!this.running) {
				return;
			}
			this.due.add(account);
			if (this.working) {
				return;
			}
			this.working = true;
		}
		this.work.update(Mono.defer(this::runNext).repeat(this::isMoreDue).subscribe());
	}

	private synchronized boolean isMoreDue() {
		this.working = this.running && !this.due.isEmpty();
		return this.working;
	}

	private Mono<Void> runNext() {
		WarmupAccount account;
		synchronized (this) {
			account = this.due.poll();
		}
		return (account == null) ? Mono.empty() : run(account).then(Mono.fromRunnable(() -> again(account)));
	}

	private synchronized void again(WarmupAccount account) {
		if (this.running && this.accounts.get(account.original().id()) == account) {
			schedule(account, next(account));
		}
	}

	private Mono<Void> run(WarmupAccount account) {
		return Mono.defer(() -> {
			Instant began = this.cache.time().instant();
			long from = this.cache.time().nanos();
			return rows(account).timeout(LONGEST_RUN, this.scheduler).onErrorResume((failure) -> {
				account.failed(failure);
				return Flux.empty();
			})
				.reduce(0L, Long::sum)
				.doOnNext((rows) -> account.ran(began, Duration.ofNanos(this.cache.time().nanos() - from), rows))
				.then();
		});
	}

	private Flux<Long> rows(WarmupAccount account) {
		WarmupStrategy strategy = account.strategy();
		WarmupFunction function = strategy.function();
		if (function != null) {
			return Flux.defer(() -> Flux.from(function.warm(attributes(strategy, null))))
				.subscribeOn(Schedulers.boundedElastic())
				.map((row) -> 1L);
		}
		return Flux.fromIterable(strategy.queries())
			.concatMap((query) -> Mono.delay(BETWEEN_READS, this.scheduler)
				.then(Mono.defer(() -> this.reader.read(query, attributes(strategy, oldest(strategy, query)))))
				.onErrorResume((failure) -> {
					account.failed(failure);
					return Mono.empty();
				}));
	}

	/**
	 * An answer that stays fresh until the next run need not be asked again.
	 */
	private Duration oldest(WarmupStrategy strategy, WarmupQuery query) {
		if (strategy.cron() != null) {
			return Duration.ZERO;
		}
		Duration pause = (strategy.interval() != null) ? strategy.interval() : this.interval;
		Duration oldest = this.cache.ttl(query.entity(), query.operation()).minus(pause);
		return oldest.isNegative() ? Duration.ZERO : oldest;
	}

	private static Consumer<Map<String, Object>> attributes(WarmupStrategy strategy, @Nullable Duration oldest) {
		return AutotaskAttributes.background().andThen((attributes) -> {
			attributes.put(AutotaskAttributes.PRIORITY, 1 + (strategy.priority() - 1) / 4);
			attributes.put(AutotaskAttributes.CALLER, "cache-warming");
			if (oldest != null) {
				attributes.put(AutotaskAttributes.MAX_AGE, oldest);
			}
		});
	}

}
