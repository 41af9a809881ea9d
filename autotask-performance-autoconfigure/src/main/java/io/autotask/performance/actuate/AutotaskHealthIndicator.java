package io.autotask.performance.actuate;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.monitor.CallFiguresSnapshot;
import io.autotask.performance.monitor.MonitorSnapshot;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * What is known of Autotask's health from the calls that were made. It asks nobody, and
 * never says that anything is down: a limit that is reached is no reason to start the
 * application anew.
 */
public class AutotaskHealthIndicator extends AbstractHealthIndicator {

	private final AutotaskPerformance performance;

	private final boolean monitored;

	/**
	 * The indicator.
	 * @param performance what it looks at
	 * @param monitored whether calls are measured
	 */
	public AutotaskHealthIndicator(AutotaskPerformance performance, boolean monitored) {
		this.performance = performance;
		this.monitored = monitored;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.withDetail("enabled", this.performance.isEnabled());
		if (!this.monitored) {
			builder.unknown().withDetail("reason", "Calls are not measured");
			return;
		}
		MonitorSnapshot snapshot = this.performance.monitor().snapshot();
		String unknown = whyUnknown(snapshot);
		if (unknown != null) {
			builder.unknown().withDetail("reason", unknown);
		}
		else {
			builder.up();
		}
		recent(builder, "calls", snapshot.recent());
		recent(builder, "upstream", snapshot.recentUpstream());
		builder.withDetail("waiting", snapshot.ledger().waiting());
	}

	private @Nullable String whyUnknown(MonitorSnapshot snapshot) {
		if (!this.performance.isEnabled()) {
			return "Switched off";
		}
		if (snapshot.recentUpstream().successes() > 0) {
			return null;
		}
		if (snapshot.recentUpstream().failures() > 0) {
			return "No request succeeded in the last five minutes";
		}
		return (snapshot.upstream().count() > 0) ? null : "Autotask was not asked yet";
	}

	private static void recent(Health.Builder builder, String name, CallFiguresSnapshot figures) {
		builder.withDetail(name, figures.total());
		Double errorRate = figures.errorRate();
		if (errorRate != null) {
			builder.withDetail(name + "ErrorRate", errorRate);
		}
		Double p95 = figures.latency().p95();
		if (p95 != null) {
			builder.withDetail(name + "P95", p95);
		}
	}

}
