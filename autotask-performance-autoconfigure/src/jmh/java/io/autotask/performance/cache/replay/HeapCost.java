package io.autotask.performance.cache.replay;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;

import com.sun.management.ThreadMXBean;
import io.autotask.performance.cache.CacheSnapshot;
import io.autotask.performance.cache.Row;

/**
 * What a million reads of 200,000 rows through a cache of 64 MB cost in heap: what lives
 * on afterwards, beside what the cache counts itself, and what is allocated on the way.
 */
public final class HeapCost {

	private static final int READS = 1_000_000;

	private static final int ROWS = 200_000;

	private static final long BOUND = 64L << 20;

	private HeapCost() {
	}

	/**
	 * Reads, and prints a table.
	 * @param args none
	 */
	public static void main(String[] args) {
		Draw draw = new Draw(ROWS);
		SplittableRandom random = new SplittableRandom(1);
		String row = new String(Row.item(5), StandardCharsets.UTF_8);
		Ours ours = new Ours(Duration.ofDays(1), BOUND);
		long before = living();
		long allocatedBefore = allocated();
		long largest = 0;
		for (int read = 0; read < READS; read++) {
			ours.pass(Duration.ofMillis(1));
			int id = 1_000_000 + draw.next(random);
			ours.get("Tickets", id, row.replaceFirst("\"id\":5", "\"id\":" + id));
			largest = (read % 1_000 == 0) ? Math.max(largest, ours.cache().weight()) : largest;
		}
		long allocated = allocated() - allocatedBefore;
		long living = living() - before;
		CacheSnapshot cache = ours.cache();
		System.out.println("| a million reads of 200,000 rows of " + row.length() + " bytes | |\n|---|---:|");
		System.out.println("| `cache.max-weight` | " + megabytes(BOUND) + " |");
		System.out.println("| most that the cache counted | " + megabytes(largest) + " |");
		System.out.println("| answers in it afterwards | " + cache.entries() + " |");
		System.out.println("| heap that lives on afterwards | " + megabytes(living) + " |");
		System.out.println("| that, of what the cache counts | "
				+ ReplayMain.text("%.2f", (double) living / cache.weight()) + " |");
		System.out.println("| hit rate | " + ReplayMain.text("%.3f", 1 - (double) ours.asked() / READS) + " |");
		System.out.println("| allocated for each read, with the answers that were asked for | "
				+ ReplayMain.text("%.1f KB", allocated / 1024.0 / READS) + " |");
		System.exit(0);
	}

	private static long allocated() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		return threads.getCurrentThreadAllocatedBytes();
	}

	private static long living() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private static String megabytes(long bytes) {
		return ReplayMain.text("%.1f MB", bytes / 1024.0 / 1024.0);
	}

}
