package io.autotask.performance.monitor;

import java.util.List;

import io.autotask.performance.monitor.alert.AlertThresholds;
import io.autotask.performance.monitor.alert.Alerts;
import io.autotask.performance.monitor.alert.PerformanceAlert;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Looks for what is wrong after each sample, and tells it: in the log, and to listeners.
 */
final class AlertDesk {

	private static final Log logger = LogFactory.getLog(AlertDesk.class);

	private final Alerts alerts = new Alerts();

	private final Outlet outlet;

	private volatile AlertThresholds thresholds;

	AlertDesk(AlertThresholds thresholds, Outlet outlet) {
		this.thresholds = thresholds;
		this.outlet = outlet;
	}

	AlertThresholds thresholds() {
		return this.thresholds;
	}

	void thresholds(AlertThresholds thresholds) {
		this.thresholds = thresholds;
	}

	List<PerformanceAlert> all() {
		return this.alerts.all();
	}

	/**
	 * Looks after a sample.
	 * @return the alerts that began or ended
	 */
	List<PerformanceAlert> look(AlertReadings readings, Slice slice) {
		List<PerformanceAlert> changes = this.alerts.look(readings.all(), this.thresholds, slice.untilNanos(),
				slice.until());
		changes.forEach(this::tell);
		return changes;
	}

	private void tell(PerformanceAlert alert) {
		if (alert.isActive()) {
			logger.warn("Autotask Performance alert (" + alert.type().word() + "): " + alert.message());
		}
		else {
			logger
				.info("Autotask Performance alert is over (" + alert.type().word() + ", since " + alert.since() + ")");
		}
		this.outlet.offer(new PerformanceAlertEvent(alert));
	}

}
