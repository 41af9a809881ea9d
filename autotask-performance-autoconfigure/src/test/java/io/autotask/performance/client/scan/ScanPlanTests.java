package io.autotask.performance.client.scan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plans are run against tables whose pages take a random time each, without a clock.
 */
class ScanPlanTests {

	private static final int PAGE = 20;

	private static final int SLOTS = 3;

	@ParameterizedTest
	@EnumSource
	void threeSlotsAreNearlyThreeTimesAsFastForAnyDistributionOfIds(Ids ids) {
		Rows table = Rows.of(ids.make(2_000 * PAGE));
		double pages = Math.ceil((double) table.ids().size() / PAGE);
		Run run = new Run(table, 11).toTheEnd();
		assertThat(sorted(run.delivered)).isEqualTo(List.copyOf(table.ids()));
		assertThat(pages / run.time).isGreaterThan(2.85);
		assertThat((run.calls - pages) / pages).isLessThan(0.01);
	}

	@Test
	void oneRangeIsReadInOrderWithoutACallTooMany() {
		Rows table = Rows.of(LongStream.rangeClosed(1, 10 * PAGE));
		ScanPlan plan = new ScanPlan(1, 1, PAGE, ScanCheckpoint.begin("x"));
		List<Long> after = new ArrayList<>();
		for (ScanPlan.Fetch fetch = plan.next(); fetch != null; fetch = plan.next()) {
			after.add(fetch.range().after());
			PageFacts page = table.facts(fetch.range(), fetch.maxRecords());
			plan.delivered(fetch.span(), page.id(plan.came(fetch, page)));
		}
		assertThat(plan.isOver()).isTrue();
		assertThat(after).hasSize(10).startsWith(Long.MIN_VALUE, 20L, 40L).endsWith(180L);
	}

	@Test
	void rowsThatAreThereAllTheTimeComeExactlyOnceWhileOthersWrite() {
		for (int seed = 0; seed < 100; seed++) {
			Random random = new Random(seed);
			Rows table = Rows.of(Ids.values()[seed % Ids.values().length].make(200 + random.nextInt(1_500)));
			Set<Long> before = new TreeSet<>(table.ids());
			Set<Long> touched = new HashSet<>();
			Run run = new Run(table, seed);
			while (run.step()) {
				write(table.ids(), touched, random);
			}
			before.removeAll(touched);
			Set<Long> once = new HashSet<>(run.delivered);
			assertThat(once).as("seed %d", seed).hasSameSizeAs(run.delivered);
			before.removeAll(once);
			assertThat(before).as("seed %d", seed).isEmpty();
		}
	}

	@Test
	void goesOnFromACheckpointAndLosesAndRepeatsNothing() {
		for (int seed = 0; seed < 100; seed++) {
			Random random = new Random(seed);
			Rows table = Rows.of(Ids.values()[seed % Ids.values().length].make(200 + random.nextInt(1_500)));
			Run run = new Run(table, seed);
			int calls = 0;
			int broken = 0;
			while (!run.plan.isOver()) {
				int steps = 1 + random.nextInt(20);
				while (steps-- > 0 && run.step()) {
					// Until it is killed.
				}
				calls += run.calls;
				broken += run.arrivals.size();
				run = new Run(table, seed, run);
			}
			double pages = Math.ceil((double) table.ids().size() / PAGE);
			assertThat(sorted(run.delivered)).as("seed %d", seed).isEqualTo(List.copyOf(table.ids()));
			assertThat(calls).as("seed %d", seed).isLessThanOrEqualTo((int) (1.25 * pages) + broken + 24);
		}
	}

	@Test
	void asksForFewerRowsWhenRowsAreLarge() {
		ScanPlan plan = new ScanPlan(1, 1, 500, ScanCheckpoint.begin("x"));
		ScanPlan.Fetch first = plan.next();
		long[] ids = LongStream.rangeClosed(1, 500).toArray();
		plan.delivered(first.span(), ids[plan.came(first, new PageFacts(500, ids, 500L, true, 16_000_000)) - 1]);
		assertThat(plan.next().maxRecords()).isEqualTo(131);
	}

	@Test
	void halvesAPageThatWasTooLargeDownToOneRow() {
		ScanPlan plan = new ScanPlan(1, 1, 500, ScanCheckpoint.begin("x"));
		List<Integer> sizes = new ArrayList<>();
		ScanPlan.Fetch fetch = plan.next();
		while (plan.tooLarge(fetch)) {
			sizes.add(fetch.maxRecords());
			fetch = plan.next();
		}
		assertThat(sizes).containsExactly(500, 250, 125, 62, 31, 15, 7, 3);
		assertThat(fetch.maxRecords()).isEqualTo(1);
	}

	private static List<Long> sorted(List<Long> ids) {
		return ids.stream().sorted().toList();
	}

	private static void write(NavigableSet<Long> ids, Set<Long> touched, Random random) {
		if (ids.isEmpty()) {
			return;
		}
		for (int i = random.nextInt(20); i > 0; i--) {
			long near = ids.first() + (long) (random.nextDouble() * (ids.last() - ids.first()));
			Long existing = ids.ceiling(near);
			if (random.nextBoolean() && existing != null && ids.size() > 1) {
				ids.remove(existing);
				touched.add(existing);
			}
			else {
				ids.add(near);
				touched.add(near);
			}
		}
		ids.add(ids.last() + 1);
		touched.add(ids.last());
	}

	/** How ids may lie. */
	enum Ids {

		DENSE((rows, random) -> LongStream.rangeClosed(1, rows)),

		GAPS((rows, random) -> spread(random, rows, 0, 2L * rows)),

		/** 70 percent of the rows in the upper tenth of the ids. */
		SKEWED_UP((rows, random) -> LongStream.concat(spread(random, 3 * rows / 10, 0, 9L * rows),
				spread(random, 7 * rows / 10, 9L * rows, 10L * rows))),

		SKEWED_DOWN((rows, random) -> LongStream.concat(spread(random, 7 * rows / 10, 0, rows),
				spread(random, 3 * rows / 10, rows, 10L * rows))),

		CLUSTERED((rows, random) -> LongStream.range(0, 50).flatMap((cluster) -> {
			long start = random.nextInt(1_000_000_000);
			return LongStream.range(start, start + rows / 50);
		})),

		/** As in a tenant that began with small ids and went on at 29 million. */
		FAR_APART((rows, random) -> LongStream.concat(LongStream.rangeClosed(8, rows / 3),
				LongStream.range(29_682_833, 29_682_833 + 2L * rows / 3)));

		private final BiFunction<Integer, Random, LongStream> made;

		Ids(BiFunction<Integer, Random, LongStream> made) {
			this.made = made;
		}

		LongStream make(int rows) {
			return this.made.apply(rows, new Random(5)).distinct();
		}

		private static LongStream spread(Random random, int rows, long from, long to) {
			return random.longs(from, to).distinct().limit(rows);
		}

	}

	/** A scan whose pages come after a random time, in the order of those times. */
	private static final class Run {

		private final Rows table;

		private final Random random;

		private final ScanPlan plan;

		private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>();

		private final List<Long> delivered = new ArrayList<>();

		private double time;

		private int calls = 1;

		Run(Rows table, long seed) {
			this(table, seed, ScanCheckpoint.begin("x"));
			this.plan.total(table.ids().size());
		}

		/** Goes on where another one was when it was killed. */
		Run(Rows table, long seed, Run before) {
			this(table, seed, new ScanCheckpoint("x", before.delivered.size(), before.plan.total(),
					before.plan.leftBeside(null)));
			this.delivered.addAll(before.delivered);
		}

		private Run(Rows table, long seed, ScanCheckpoint from) {
			this.table = table;
			this.random = new Random(seed);
			this.plan = new ScanPlan(SLOTS, 1, PAGE, ScanCheckpoint.parse(from.toString()));
		}

		Run toTheEnd() {
			while (step()) {
				// Until there is nothing left.
			}
			return this;
		}

		boolean step() {
			while (this.arrivals.size() < SLOTS) {
				ScanPlan.Fetch fetch = this.plan.next();
				if (fetch == null) {
					break;
				}
				this.calls++;
				this.arrivals.add(new Arrival(this.time + Math.exp(0.34 * this.random.nextGaussian() - 0.058), fetch));
			}
			Arrival next = this.arrivals.poll();
			if (next == null) {
				assertThat(this.plan.isOver()).isTrue();
				return false;
			}
			this.time = next.time;
			PageFacts page = this.table.facts(next.fetch.range(), next.fetch.maxRecords());
			int kept = this.plan.came(next.fetch, page);
			for (int row = 1; row <= kept; row++) {
				this.delivered.add(page.id(row));
			}
			if (kept > 0) {
				this.plan.delivered(next.fetch.span(), page.id(kept));
			}
			return true;
		}

	}

	private record Arrival(double time, ScanPlan.Fetch fetch) implements Comparable<Arrival> {

		@Override
		public int compareTo(Arrival other) {
			return Double.compare(this.time, other.time);
		}

	}

}
