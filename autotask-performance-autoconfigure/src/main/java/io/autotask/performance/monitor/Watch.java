package io.autotask.performance.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.monitor.alert.AlertThresholds;
import io.autotask.performance.monitor.alert.AlertType;
import io.autotask.performance.monitor.alert.PerformanceAlert;
import io.autotask.performance.monitor.memory.LeakSuspicion;
import org.jspecify.annotations.Nullable;

/**
 * Looks after each sample for what is wrong, and tells it. The looks come one after
 * another.
 */
final class Watch {

	private final Outlet outlet;

	private final AlertDesk alerts;

	private final @Nullable LeakWatch leaks;

	private final LeakNews leakNews;

	Watch(MonitorSettings settings, Outlet outlet, OwnFailures failures) {
		this.outlet = outlet;
		this.alerts = new AlertDesk(settings.thresholds(), outlet);
		this.leaks = (settings.leakInterval() != null) ? new LeakWatch(settings.leakInterval()) : null;
		this.leakNews = new LeakNews(outlet, failures, settings.flightRecorder());
	}

	AlertThresholds thresholds() {
		return this.alerts.thresholds();
	}

	void thresholds(AlertThresholds thresholds) {
		this.alerts.thresholds(thresholds);
	}

	List<PerformanceAlert> all() {
		return this.alerts.all();
	}

	/**
	 * Looks after a sample.
	 * @param later runs something on the monitor's thread after a while
	 */
	void look(Slice slice, AlertReadings readings, Map<String, Long> known, BiConsumer<Duration, Runnable> later) {
		this.outlet.offer(new MetricsEvent(TimelineSample.of(slice)));
		LeakSuspicion leak = (this.leaks != null) ? this.leaks.look(slice, known) : null;
		for (PerformanceAlert change : this.alerts.look(readings.with(leak), slice)) {
			if (leak != null && change.type() == AlertType.MEMORY_LEAK && change.isActive()) {
				this.leakNews.tell(leak, known, later);
			}
		}
	}

	/**
	 * Ends what is under way.
	 */
	void stop() {
		this.leakNews.close();
	}

}
