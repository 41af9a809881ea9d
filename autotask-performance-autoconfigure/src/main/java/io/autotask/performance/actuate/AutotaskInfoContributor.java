package io.autotask.performance.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.autotask.performance.AutotaskPerformance;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * Which version of the starter is there, and whether it is switched on.
 */
public class AutotaskInfoContributor implements InfoContributor {

	private final AutotaskPerformance performance;

	private final boolean monitored;

	/**
	 * The contributor.
	 * @param performance what it looks at
	 * @param monitored whether calls are measured
	 */
	public AutotaskInfoContributor(AutotaskPerformance performance, boolean monitored) {
		this.performance = performance;
		this.monitored = monitored;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Object> details = new LinkedHashMap<>();
		String version = AutotaskPerformance.class.getPackage().getImplementationVersion();
		if (version != null) {
			details.put("version", version);
		}
		details.put("enabled", this.performance.isEnabled());
		details.put("monitored", this.monitored && this.performance.monitor().isRunning());
		builder.withDetail("autotask", details);
	}

}
