package io.autotask.performance.sample.web;

import io.autotask.performance.sample.report.TicketReport;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/**
 * The report with five relations, as a page and as JSON.
 */
@Controller
class ReportController {

	private final TicketReport report;

	ReportController(TicketReport report) {
		this.report = report;
	}

	@GetMapping("/report")
	Mono<Rendering> page() {
		return this.report.make().map((report) -> Rendering.view("report").modelAttribute("report", report).build());
	}

	@GetMapping("/api/report")
	@ResponseBody
	Mono<TicketReport.Report> json() {
		return this.report.make();
	}

}
