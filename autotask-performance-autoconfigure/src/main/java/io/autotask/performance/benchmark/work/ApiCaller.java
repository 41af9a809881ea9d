package io.autotask.performance.benchmark.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import io.autotask.performance.call.AutotaskAttributes;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;

/**
 * Makes the calls of one run, behind all calls of the application. A header that names
 * the run makes them calls of a caller of their own: they find nothing in memory that the
 * application put there, or a run before, and give nothing to it. Thread-safe.
 */
final class ApiCaller {

	/** Names the run; what it says has no meaning for the API. */
	static final String HEADER = "X-Autotask-Benchmark";

	/** In the background. */
	private static final int PRIORITY = 2;

	private static final int BAD_REQUEST = 400;

	private static final int TOO_MANY = 429;

	private static final byte[] COUNT = "\"count\":".getBytes(StandardCharsets.UTF_8);

	private final Target target;

	private final String run;

	private final String caller;

	private final boolean bypassed;

	ApiCaller(Target target, String run, String caller, boolean bypassed) {
		this.target = target;
		this.run = run;
		this.caller = caller;
		this.bypassed = bypassed;
	}

	/**
	 * Makes a call.
	 * @param request the request
	 * @param read looks at a good answer; gives how many rows it has, or a negative
	 * number for an answer that is wrong
	 * @return what became of it; never an error
	 */
	Mono<Outcome> call(ApiRequest request, BiFunction<Integer, byte[], Integer> read) {
		return exchange(request, this.bypassed).exchangeToMono((response) -> outcome(response, request, read))
			.onErrorResume((failure) -> Mono.just(Outcome.failed(kind(failure), stop(failure))));
	}

	/**
	 * Asks past everything that could answer from memory.
	 * @param request the request
	 * @return the body; an error when the answer is one
	 */
	Mono<byte[]> ask(ApiRequest request) {
		return exchange(request, true).retrieve().bodyToMono(byte[].class);
	}

	private WebClient.RequestHeadersSpec<?> exchange(ApiRequest request, boolean bypass) {
		WebClient.RequestBodySpec spec = this.target.client()
			.method(request.method())
			.uri(this.target.baseUrl().resolve(request.path()))
			.accept(MediaType.APPLICATION_JSON)
			.header(HEADER, this.run)
			.attributes(attributes(bypass));
		return (request.body() != null) ? spec.contentType(MediaType.APPLICATION_JSON).bodyValue(request.body()) : spec;
	}

	private Consumer<Map<String, Object>> attributes(boolean bypass) {
		return (attributes) -> {
			attributes.put(AutotaskAttributes.PRIORITY, PRIORITY);
			attributes.put(AutotaskAttributes.CALLER, this.caller);
			attributes.put(AutotaskAttributes.BYPASS, bypass);
		};
	}

	private static Mono<Outcome> outcome(ClientResponse response, ApiRequest request,
			BiFunction<Integer, byte[], Integer> read) {
		int status = response.statusCode().value();
		String cacheStatus = String.join(",", response.headers().header("Cache-Status"));
		ServedBy servedBy = ServedBy.of(cacheStatus.isEmpty() ? null : cacheStatus, request.write());
		return response.bodyToMono(byte[].class).defaultIfEmpty(new byte[0]).map((body) -> {
			if (status >= BAD_REQUEST) {
				return Outcome.failed("HTTP " + status,
						(status == TOO_MANY) ? "Autotask turned a call away (429)" : null);
			}
			int rows = read.apply(status, body);
			return (rows >= 0) ? Outcome.answered(servedBy, rows, body.length)
					: Outcome.failed("an answer from before an own write", null);
		});
	}

	private static String kind(Throwable failure) {
		if (failure instanceof AutotaskRequestRefusedException refused) {
			return "refused: " + refused.reason();
		}
		Throwable cause = (failure instanceof WebClientRequestException && failure.getCause() != null)
				? failure.getCause() : failure;
		return (cause instanceof IOException) ? "connection: " + cause.getClass().getSimpleName()
				: cause.getClass().getSimpleName();
	}

	private static @Nullable String stop(Throwable failure) {
		if (failure instanceof AutotaskRequestRefusedException refused) {
			return switch (refused.reason()) {
				case BUDGET_EXHAUSTED -> "the budget of this hour has no room for background calls";
				case CIRCUIT_OPEN -> "Autotask fails or hangs, and is left alone for a while";
				case QUEUE_FULL, QUEUE_TIMEOUT, DEADLINE -> null;
			};
		}
		return null;
	}

	/**
	 * How many rows an answer says it has. It stands at the end of a page, so the body is
	 * read from there.
	 * @return the number, or -1 when it does not say so there
	 */
	static int rowsOf(byte[] body) {
		int from = Math.max(0, body.length - 1_000);
		for (int i = body.length - COUNT.length; i >= from; i--) {
			if (matches(body, i)) {
				int number = 0;
				for (int j = i + COUNT.length; j < body.length && Character.isDigit(body[j]); j++) {
					number = 10 * number + body[j] - '0';
				}
				return number;
			}
		}
		return -1;
	}

	private static boolean matches(byte[] body, int at) {
		for (int i = 0; i < COUNT.length; i++) {
			if (body[at + i] != COUNT[i]) {
				return false;
			}
		}
		return true;
	}

}
