package io.autotask.performance.sample.web;

import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.client.AutotaskApiException;
import io.autotask.performance.sample.desk.TicketNotFoundException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

/**
 * Shows what went wrong as a page, or as JSON below {@code /api}.
 */
@ControllerAdvice
class TroubleHandler {

	private static final Log logger = LogFactory.getLog(TroubleHandler.class);

	@ExceptionHandler
	Object handle(TicketNotFoundException failure, ServerWebExchange exchange) {
		return show(Trouble.of(failure), exchange);
	}

	@ExceptionHandler
	Object handle(AutotaskApiException failure, ServerWebExchange exchange) {
		return show(Trouble.of(failure), exchange);
	}

	@ExceptionHandler
	Object handle(WebClientResponseException failure, ServerWebExchange exchange) {
		return show(Trouble.of(failure), exchange);
	}

	@ExceptionHandler
	Object handle(WebClientRequestException failure, ServerWebExchange exchange) {
		return show(Trouble.of(failure), exchange);
	}

	@ExceptionHandler
	Object handle(AutotaskRequestRefusedException failure, ServerWebExchange exchange) {
		return show(Trouble.of(failure), exchange);
	}

	private static Object show(Trouble trouble, ServerWebExchange exchange) {
		if (trouble.ours()) {
			logger.warn(exchange.getRequest().getPath() + " could not be answered. " + trouble.title() + ". "
					+ trouble.detail());
		}
		if (exchange.getRequest().getPath().value().startsWith("/api/")) {
			ProblemDetail problem = ProblemDetail.forStatusAndDetail(trouble.status(), trouble.detail());
			problem.setTitle(trouble.title());
			return ResponseEntity.of(problem).build();
		}
		return Rendering.view("trouble").modelAttribute("trouble", trouble).status(trouble.status()).build();
	}

}
