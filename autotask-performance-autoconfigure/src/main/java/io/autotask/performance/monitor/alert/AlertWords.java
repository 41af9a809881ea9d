package io.autotask.performance.monitor.alert;

import java.util.Locale;
import java.util.Map;

/**
 * What an alert says: the value seen, the value allowed, what to do.
 */
final class AlertWords {

	private static final String THRESHOLDS = "'autotask.performance.monitor.thresholds.";

	private AlertWords() {
	}

	static String of(AlertType type, double value, double threshold, Map<String, String> context) {
		return switch (type) {
			case LATENCY -> text("5 of 100 calls took longer than %.0f ms in the last minute, allowed are %.0f ms ("
					+ THRESHOLDS + "max-response-time')", value, threshold) + where(context, "slowest")
					+ " Look at 'upstream' and 'queues': is it Autotask that is slow, or do calls wait for a slot?";
			case ERROR_RATE -> text("%.1f %% of the calls of the last minute failed, allowed are %.1f %% (" + THRESHOLDS
					+ "max-error-rate')", value, threshold) + where(context, "failing")
					+ " 'errors' says of which kind.";
			case ERROR_BURST -> text("%.0f %% of the calls of the last seconds failed", value)
					+ where(context, "failing") + " 'errors' says of which kind.";
			case CPU ->
				text("The process used %.0f %% of all processors in the last minute, allowed are %.0f %% (" + THRESHOLDS
						+ "max-cpu-usage').", value, threshold) + " Profile what runs, or give it more processors.";
			case MEMORY -> text(
					"%.0f MB live in the heap, allowed are %.0f MB "
							+ "('autotask.performance.monitor.memory-warning-threshold').",
					mega(value), mega(threshold))
					+ " Lower 'autotask.performance.cache.max-weight', or raise the threshold if the heap is large.";
			case MEMORY_LEAK ->
				text("What lives in the heap grows by %.1f MB per hour, and has done so for long", mega(value))
						+ where(context, "suspect") + " Take a heap dump and look at what there is more of each time.";
			case THROUGHPUT -> text("%.2f calls per second ended in the last minute, there have to be %.2f ("
					+ THRESHOLDS + "min-throughput').", value, threshold) + " Does the application still do its work?";
			case POOL_EFFICIENCY ->
				text("%.0f %% of the requests of the last minutes used a connection again, there have "
						+ "to be %.0f %% (" + THRESHOLDS + "min-pool-efficiency').", value, threshold)
						+ " Use one connector for all clients, and keep connections open for longer.";
			case BUDGET ->
				text("%.0f %% of the tenant's requests of this hour are used, by all integrations together.", value)
						+ " Autotask answers more slowly from half on and turns everybody away at the end: ask less, "
						+ "keep answers for longer, or move work to another hour.";
			case QUEUE -> text("%.0f %% of the calls that may wait for a slot do.", value)
					+ " Ask for less at once, or in batches; calls beyond the end of the queue are refused.";
			case CIRCUIT -> text("%.0f hosts are not asked for a while, because requests failed or hung", value)
					+ where(context, "hosts") + " Is Autotask down? It is tried again by itself.";
		};
	}

	private static String where(Map<String, String> context, String name) {
		String value = context.get(name);
		return (value != null) ? "; " + name + ": " + value + "." : ".";
	}

	private static double mega(double bytes) {
		return bytes / 1024 / 1024;
	}

	private static String text(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
