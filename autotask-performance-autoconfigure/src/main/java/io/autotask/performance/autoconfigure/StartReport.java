package io.autotask.performance.autoconfigure;

import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
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

	private final Supplier<@Nullable DashboardPath> path;

	/**
	 * The report.
	 * @param path where the dashboard is; asked when the application is ready
	 */
	StartReport(AutotaskPerformanceProperties properties, Environment environment,
			Supplier<@Nullable DashboardPath> path) {
		this.properties = properties;
		this.environment = environment;
		this.path = path;
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

	/** Where to look. */
	String dashboard() {
		String application = this.environment.getProperty("local.server.port", "");
		String port = this.environment.getProperty("local.management.port", application);
		DashboardPath dashboard = this.path.get();
		String below = (dashboard != null) ? dashboard.path() : null;
		if (below == null || port.isEmpty()) {
			return "To see what it does, set 'management.endpoints.web.exposure.include' to "
					+ "'health,autotask-performance'";
		}
		boolean ownPort = !port.equals(application);
		return "Dashboard: " + (isEncrypted(ownPort) ? "https" : "http") + "://localhost:" + port + contextPath(ownPort)
				+ below;
	}

	private boolean isEncrypted(boolean ownPort) {
		String ssl = ownPort ? "management.server.ssl" : "server.ssl";
		return this.environment.getProperty(ssl + ".enabled", Boolean.class, true)
				&& Binder.get(this.environment).bind(ssl, Bindable.mapOf(String.class, Object.class)).isBound();
	}

	private String contextPath(boolean ownPort) {
		return ownPort ? this.environment.getProperty("management.server.base-path", "") : this.environment
			.getProperty("server.servlet.context-path", this.environment.getProperty("spring.webflux.base-path", ""));
	}

}
