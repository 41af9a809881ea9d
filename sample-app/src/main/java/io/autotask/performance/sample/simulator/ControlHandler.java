package io.autotask.performance.sample.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.autotask.performance.sample.simulator.api.ApiAnswer;
import io.autotask.performance.sample.simulator.api.Json;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Paths of the simulator itself, beside the API and not counted by it:
 * {@code GET /simulator/ledger}, {@code POST /simulator/reset}, {@code GET} and
 * {@code POST /simulator/faults}.
 */
final class ControlHandler {

	private final SimulatorLedger ledger;

	private final SimulatorFaults faults;

	private final Runnable reset;

	private final Scheduler workers;

	ControlHandler(SimulatorLedger ledger, SimulatorFaults faults, Runnable reset, Scheduler workers) {
		this.ledger = ledger;
		this.faults = faults;
		this.reset = reset;
		this.workers = workers;
	}

	Mono<Void> handle(String path, HttpServerRequest request, HttpServerResponse response) {
		String method = request.method().name();
		return BoundedBody.read(request)
			.flatMap((body) -> Mono.fromCallable(() -> answer(method, path, body)).subscribeOn(this.workers))
			.onErrorResume(BoundedBody.TooLarge.class, (ex) -> Mono.just(BoundedBody.tooLarge()))
			.flatMap((answer) -> Replies.send(response, answer));
	}

	private ApiAnswer answer(String method, String path, byte[] body) {
		return switch (method + " " + path) {
			case "GET ledger" -> ApiAnswer.ok(Json.write((json) -> json.writePOJO(this.ledger.counts())));
			case "GET faults" -> faults();
			case "POST faults" -> change(body);
			case "POST reset" -> {
				this.reset.run();
				yield ApiAnswer.json(200, "{\"reset\":true}");
			}
			default -> error(404, "There is no " + method + " /simulator/" + path
					+ ". There are GET ledger, POST reset, GET faults and POST faults.");
		};
	}

	private ApiAnswer change(byte[] body) {
		try {
			this.faults.set(FaultsJson.read(this.faults.current(), new String(body, StandardCharsets.UTF_8)));
			return faults();
		}
		catch (IllegalArgumentException ex) {
			return error(400, String.valueOf(ex.getMessage()));
		}
	}

	private ApiAnswer faults() {
		return ApiAnswer.ok(FaultsJson.write(this.faults.current()));
	}

	private static ApiAnswer error(int status, String message) {
		return new ApiAnswer(status, "application/json; charset=utf-8", Map.of(), Json.write((json) -> {
			json.writeStartObject();
			json.writeStringProperty("error", message);
			json.writeEndObject();
		}));
	}

}
