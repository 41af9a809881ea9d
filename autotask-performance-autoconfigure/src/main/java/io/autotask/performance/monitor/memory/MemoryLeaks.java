package io.autotask.performance.monitor.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Watches what lives in the heap, and the buffers outside of it, for growth that does not
 * end. Two series of each, one with a point for each interval, one with a point for each
 * fifteen, so that fast leaks are found soon and slow ones at all. Takes some kilobytes.
 * Not thread-safe.
 */
public final class MemoryLeaks {

	private static final int SLOWER = 15;

	private static final double NANOS_PER_HOUR = Duration.ofHours(1).toNanos();

	private final List<Watched> watched = new ArrayList<>();

	/**
	 * A watch that has seen nothing.
	 * @param interval the time from one point to the next
	 */
	public MemoryLeaks(Duration interval) {
		for (Duration width : List.of(interval, interval.multipliedBy(SLOWER))) {
			this.watched.add(new Watched("heap", width));
			this.watched.add(new Watched("buffers outside of the heap", width));
		}
	}

	/**
	 * Looks at what lives now.
	 * @param reading what lives, and what there was to do
	 * @return what seems to leak, the surest, or null when nothing does
	 */
	public @Nullable LeakSuspicion look(LiveReading reading) {
		this.watched.forEach((series) -> series.look(reading));
		return this.watched.stream()
			.map(Watched::suspicion)
			.filter(Objects::nonNull)
			.max(Comparator.comparingDouble(LeakSuspicion::confidence))
			.orElse(null);
	}

	/** One series of one kind of memory. */
	private static final class Watched {

		private final String where;

		private final long width;

		private final boolean heap;

		private final LeakSeries series = new LeakSeries();

		private @Nullable Trend leak;

		private @Nullable Long lastLook;

		private double lastBytes = -1;

		private int looks;

		private final double[] load = new double[2];

		Watched(String where, Duration width) {
			this.where = where;
			this.width = width.toNanos();
			this.heap = where.equals("heap");
		}

		void look(LiveReading reading) {
			this.looks++;
			this.load[0] += reading.cpuUsage();
			this.load[1] += reading.throughput();
			Double bytes = this.heap ? reading.heap() : reading.buffers();
			boolean early = this.lastLook != null && reading.nanos() - this.lastLook < this.width;
			// What lives in the heap is known after a collection only: no change, no
			// news.
			if (bytes == null || early || (this.heap && bytes == this.lastBytes)) {
				return;
			}
			this.leak = this.series.add(new LivePoint(reading.nanos() / NANOS_PER_HOUR, bytes,
					this.load[0] / this.looks, this.load[1] / this.looks));
			this.lastLook = reading.nanos();
			this.lastBytes = bytes;
			this.looks = 0;
			this.load[0] = 0;
			this.load[1] = 0;
		}

		@Nullable LeakSuspicion suspicion() {
			Trend trend = this.leak;
			if (trend == null) {
				return null;
			}
			return new LeakSuspicion(this.where, trend.slope(), certainty(trend.z()),
					Duration.ofSeconds(Math.round(this.series.hours() * 3600)));
		}

		/**
		 * That values which do not rise look like these, taken from one: by the tail of
		 * the normal distribution (G. K. Karagiannidis and A. S. Lioumpas, 2007).
		 */
		private static double certainty(double z) {
			double tail = (1 - Math.exp(-1.98 * z / Math.sqrt(2))) * Math.exp(-z * z / 2)
					/ (1.135 * Math.sqrt(2 * Math.PI) * z);
			return 1 - tail;
		}

	}

}
