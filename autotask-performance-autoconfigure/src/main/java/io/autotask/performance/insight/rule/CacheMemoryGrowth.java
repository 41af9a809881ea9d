package io.autotask.performance.insight.rule;

import java.time.Duration;
import java.util.List;

import io.autotask.performance.insight.observe.Level;
import io.autotask.performance.insight.observe.Observed;

/**
 * I12: what is kept takes more and more memory, or much of it.
 */
final class CacheMemoryGrowth implements Rule {

	private static final int NEEDED = 30;

	private static final Duration TIME = Duration.ofHours(1);

	private static final double STEADY = 0.8;

	private static final double GROWN = 0.1;

	private static final double MUCH = 0.2;

	@Override
	public String id() {
		return "cache-memory-growth";
	}

	@Override
	public String criterion() {
		return "30 or more readings of the last hour between which the kept bytes grew steadily by 10 % of what is "
				+ "allowed or more, with nothing evicted; or more than 20 % of the heap taken";
	}

	@Override
	public Verdict check(Observed observed) {
		List<Level> levels = observed.levels(TIME);
		Search search = new Search(NEEDED, "readings of the kept bytes in the last hour");
		if (!search.isEnough(levels.size())) {
			return search.verdict();
		}
		Level first = levels.get(0);
		Level last = levels.get(levels.size() - 1);
		long grown = last.cache().weight() - first.cache().weight();
		boolean grows = grown > GROWN * last.cache().maxWeight() && isSteady(levels)
				&& last.cache().evictions() == first.cache().evictions();
		Long heap = last.heapMax();
		boolean large = heap != null && last.cache().weight() > MUCH * heap;
		if (grows || large) {
			search.found(new Draft(this, "cache",
					"Bound what is kept in memory more tightly: it takes " + Words.bytes(last.cache().weight()))
				.bottleneck("memory", "Memory fills up with answers")
				.why("What is kept went from " + Words.bytes(first.cache().weight()) + " to "
						+ Words.bytes(last.cache().weight()) + " in "
						+ Words.time(Duration.ofNanos(last.nanos() - first.nanos())) + " and may take "
						+ Words.bytes(last.cache().maxWeight()) + ".")
				.item("kept", Words.bytes(last.cache().weight()))
				.item("allowed", Words.bytes(last.cache().maxWeight()))
				.item("answers", last.cache().entries() + " of " + last.cache().maxEntries())
				.item("heap", Words.bytes(last.heapUsed()) + ((heap != null) ? " of " + Words.bytes(heap) : ""))
				.fix("Lower 'autotask.performance.cache.max-weight', or keep bodies compressed with "
						+ "'autotask.performance.cache.compression.enabled'. It never grows above 'cache.max-weight'.")
				.over(observed, levels.size()));
		}
		return search.verdict();
	}

	/** Whether it hardly ever shrank. */
	private static boolean isSteady(List<Level> levels) {
		int grown = 0;
		for (int i = 1; i < levels.size(); i++) {
			grown += (levels.get(i).cache().weight() >= levels.get(i - 1).cache().weight()) ? 1 : 0;
		}
		return grown >= STEADY * (levels.size() - 1);
	}

}
