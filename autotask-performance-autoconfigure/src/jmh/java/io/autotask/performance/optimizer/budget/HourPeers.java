package io.autotask.performance.optimizer.budget;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;

/**
 * The hour of a tenant, kept by us and by what else there is, on bursty demand in virtual
 * time: how many requests the worst 60 minutes had, and how many were let through, beside
 * an exact log of all requests. A seed is fixed, so the figures are the same everywhere.
 * Run by {@code main}, see docs/benchmarks.md; prints Markdown.
 */
public final class HourPeers {

	private static final int LIMIT = 10_000;

	private static final long HOUR = Duration.ofHours(1).toNanos();

	private static final Duration LENGTH = Duration.ofHours(24);

	private HourPeers() {
	}

	/**
	 * Prints a table.
	 * @param args none
	 */
	public static void main(String[] args) {
		System.out.println("| demand | limiter | worst 60 minutes, of the limit | let through, of an exact log |");
		System.out.println("|---|---|---:|---:|");
		for (Trace trace : Trace.values()) {
			Clock clock = new Clock();
			limiters(clock).forEach((name, limiter) -> {
				clock.now = 0;
				Outcome outcome = run(trace, clock, limiter);
				System.out.printf(Locale.ROOT, "| %s | %s | %.3f | %.3f |%n", trace.words, name,
						(double) outcome.worst() / LIMIT, (double) outcome.granted() / outcome.possible());
			});
		}
	}

	private static Map<String, LongPredicate> limiters(Clock clock) {
		Map<String, LongPredicate> limiters = new LinkedHashMap<>();
		TenantBudget budget = new TenantBudget(new BudgetSettings(LIMIT, Duration.ZERO, 70), clock.timeSource());
		limiters.put("**ours**", (now) -> {
			boolean granted = budget.availableAt(Rank.INTERACTIVE, now) - now <= 0;
			if (granted) {
				budget.take(now);
			}
			return granted;
		});
		AtomicRateLimiter cycles = new AtomicRateLimiter("hour",
				RateLimiterConfig.custom()
					.limitForPeriod(LIMIT)
					.limitRefreshPeriod(Duration.ofHours(1))
					.timeoutDuration(Duration.ZERO)
					.build(),
				Map.of(), () -> clock.now);
		limiters.put("Resilience4j RateLimiter", (now) -> cycles.acquirePermission());
		Bucket greedy = Bucket.builder()
			.addLimit((limit) -> limit.capacity(LIMIT).refillGreedy(LIMIT, Duration.ofHours(1)))
			.withCustomTimePrecision(clock)
			.build();
		limiters.put("Bucket4j, greedy", (now) -> greedy.tryConsume(1));
		Bucket interval = Bucket.builder()
			.addLimit((limit) -> limit.capacity(LIMIT).refillIntervally(LIMIT, Duration.ofHours(1)))
			.withCustomTimePrecision(clock)
			.build();
		limiters.put("Bucket4j, by intervals", (now) -> interval.tryConsume(1));
		Bucket half = Bucket.builder()
			.addLimit((limit) -> limit.capacity(LIMIT / 2).refillGreedy(LIMIT / 2, Duration.ofHours(1)))
			.withCustomTimePrecision(clock)
			.build();
		limiters.put("Bucket4j, half of the limit, to be safe", (now) -> half.tryConsume(1));
		return limiters;
	}

	private static Outcome run(Trace trace, Clock clock, LongPredicate limiter) {
		SplittableRandom random = new SplittableRandom(42);
		Deque<Long> hour = new ArrayDeque<>();
		Deque<Long> exact = new ArrayDeque<>();
		long granted = 0;
		long possible = 0;
		int worst = 0;
		while (clock.now < LENGTH.toNanos()) {
			long now = clock.now;
			forget(hour, now);
			forget(exact, now);
			for (int i = 0; i < trace.burst; i++) {
				if (exact.size() < LIMIT) {
					exact.addLast(now);
					possible++;
				}
				if (limiter.test(now)) {
					hour.addLast(now);
					granted++;
				}
			}
			worst = Math.max(worst, hour.size());
			clock.now += random.nextLong(2 * trace.gap.toNanos());
		}
		return new Outcome(worst, granted, possible);
	}

	private static void forget(Deque<Long> requests, long now) {
		while (!requests.isEmpty() && now - requests.getFirst() >= HOUR) {
			requests.removeFirst();
		}
	}

	/** What is wanted, all of it at once. */
	private enum Trace {

		STEADY("steady, twice the limit", 6, Duration.ofSeconds(1)),

		BURSTS("7,000 about every 20 minutes", 7_000, Duration.ofMinutes(20)),

		JOBS("20,000 about every 50 minutes", 20_000, Duration.ofMinutes(50)),

		EDGES("400 about every minute", 400, Duration.ofMinutes(1));

		private final String words;

		private final int burst;

		private final Duration gap;

		Trace(String words, int burst, Duration gap) {
			this.words = words;
			this.burst = burst;
			this.gap = gap;
		}

	}

	private record Outcome(int worst, long granted, long possible) {

	}

	/** The one clock of all limiters. */
	private static final class Clock implements TimeMeter {

		private long now;

		@Override
		public long currentTimeNanos() {
			return this.now;
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

		io.autotask.performance.call.TimeSource timeSource() {
			return new io.autotask.performance.call.TimeSource() {

				@Override
				public long nanos() {
					return Clock.this.now;
				}

				@Override
				public java.time.Instant instant() {
					return java.time.Instant.ofEpochSecond(0, Clock.this.now);
				}

			};
		}

	}

}
