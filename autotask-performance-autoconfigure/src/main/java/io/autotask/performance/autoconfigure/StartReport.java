package io.autotask.performance.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Says in one line, when the application is ready, that the starter is there and where to
 * look.
 */
final class StartReport implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog("io.autotask.performance");

	private final AutotaskPerformanceProperties properties;

	private final Environment environment;

	private final boolean exposed;

	/**
	 * The report.
	 * @param exposed whether the dashboard can be reached
	 */
	StartReport(AutotaskPerformanceProperties properties, Environment environment, boolean exposed) {
		this.properties = properties;
		this.environment = environment;
		this.exposed = exposed;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (!this.properties.enabled()) {
			logger.info("Autotask Performance is switched off ('autotask.performance.enabled' is 'false')");
			return;
		}
		logger.info("Autotask Performance is on: at most " + this.properties.cache().maxSize() + " answers in memory, "
				+ this.properties.optimization().concurrency().maxPerEndpoint() + " requests at once per entity. "
				+ dashboard());
	}

	private String dashboard() {
		String port = this.environment.getProperty("local.management.port",
				this.environment.getProperty("local.server.port", ""));
		if (!this.exposed || port.isEmpty()) {
			return "To see what it does, set 'management.endpoints.web.exposure.include' to "
					+ "'health,autotask-performance'";
		}
		return "Dashboard: http://localhost:" + port + contextPath()
				+ this.environment.getProperty("management.endpoints.web.base-path", "/actuator")
				+ "/autotask-performance";
	}

	private String contextPath() {
		boolean ownPort = this.environment.getProperty("local.management.port") != null;
		String property = ownPort ? "management.server.base-path" : "server.servlet.context-path";
		return this.environment.getProperty(property, this.environment.getProperty("spring.webflux.base-path", ""));
	}

}
