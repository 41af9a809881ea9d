package io.autotask.performance.sample.simulator.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.netty.buffer.Unpooled;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.util.retry.Retry;

/**
 * Brings a payload to a URL: five attempts with thirty seconds between them, each of ten
 * seconds at most. Any status from 200 to 299 is a success.
 */
final class Courier {

	private static final Duration ATTEMPT = Duration.ofSeconds(10);

	private static final Duration PAUSE = Duration.ofSeconds(30);

	private static final int RETRIES = 4;

	private final ConnectionProvider connections;

	private final HttpClient http;

	private final Scheduler timer;

	Courier(LoopResources loops, Scheduler timer) {
		this.connections = ConnectionProvider.create("autotask-simulator-webhook", 20);
		this.http = HttpClient.create(this.connections).runOn(loops).responseTimeout(ATTEMPT);
		this.timer = timer;
	}

	/** Completes when the event has arrived, or fails when it never did. */
	Mono<Void> deliver(Callout callout) {
		Subscription webhook = callout.subscription();
		String signature = Signature.of(callout.payload(), webhook.text("secretKey"));
		return post(this.http.headers((headers) -> headers.set(Signature.HEADER, signature)),
				webhook.text("webhookUrl"), callout.payload())
			.retryWhen(Retry.fixedDelay(RETRIES, PAUSE)
				.scheduler(this.timer)
				.onRetryExhaustedThrow((retry, last) -> last.failure()));
	}

	/** Tries once, without a signature. */
	Mono<Void> notify(String url, String payload) {
		return post(this.http, url, payload);
	}

	void close() {
		this.connections.dispose();
	}

	private static Mono<Void> post(HttpClient http, String url, String payload) {
		return http.headers((headers) -> headers.set("Content-Type", "application/json"))
			.post()
			.uri(url)
			.send(Mono.fromSupplier(() -> Unpooled.copiedBuffer(payload, StandardCharsets.UTF_8)))
			.responseSingle((response, body) -> {
				int status = response.status().code();
				Mono<Void> read = body.then();
				return (status / 100 == 2) ? read : read.then(Mono.error(new IOException("Status " + status)));
			});
	}

}
