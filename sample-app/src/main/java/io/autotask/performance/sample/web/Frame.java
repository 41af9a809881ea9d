package io.autotask.performance.sample.web;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.PerformanceDashboard;
import io.autotask.performance.sample.traffic.Traffic;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What is around each page: the way to the dashboard, the button for traffic, and at the
 * foot what the desk asked Autotask so far and what of it was really sent.
 */
@ControllerAdvice(assignableTypes = { BoardController.class, ExportController.class, ReportController.class })
class Frame {

	private final AutotaskPerformance performance;

	private final ObjectProvider<Traffic> traffic;

	private final Environment environment;

	Frame(AutotaskPerformance performance, ObjectProvider<Traffic> traffic, Environment environment) {
		this.performance = performance;
		this.environment = environment;
		this.traffic = traffic;
	}

	@ModelAttribute("calls")
	@Nullable Calls calls() {
		PerformanceDashboard.Performance figures = this.performance.dashboard().performance();
		return (figures != null) ? new Calls(this.performance.isEnabled(), figures.metrics().totalRequests(),
				figures.upstream().requests()) : null;
	}

	@ModelAttribute("dashboard")
	String dashboard() {
		String port = this.environment.getProperty("local.management.port", "");
		boolean ownPort = !port.isEmpty() && !port.equals(this.environment.getProperty("local.server.port"));
		return (ownPort ? "http://localhost:" + port : "") + "/actuator/autotask-performance";
	}

	@ModelAttribute("traffic")
	@Nullable Boolean traffic() {
		Traffic invented = this.traffic.getIfAvailable();
		return (invented != null) ? invented.isRunning() : null;
	}

	/**
	 * The figures.
	 *
	 * @param counted whether the starter is on
	 * @param asked how many calls the desk made since the start
	 * @param sent how many requests left for Autotask
	 */
	record Calls(boolean counted, long asked, long sent) {

	}

}
