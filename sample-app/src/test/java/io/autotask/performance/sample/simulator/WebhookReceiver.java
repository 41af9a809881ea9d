package io.autotask.performance.sample.simulator;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who is called by webhooks. */
final class WebhookReceiver implements AutoCloseable {

	private final LoopResources loops = LoopResources.create("webhook-receiver", 1, true);

	private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();

	private final DisposableServer server;

	private volatile int status = 200;

	WebhookReceiver() {
		this.server = HttpServer.create().host("127.0.0.1").port(0).runOn(this.loops).handle(this::handle).bindNow();
	}

	String url(String path) {
		return "http://127.0.0.1:" + this.server.port() + "/" + path;
	}

	void answering(int status) {
		this.status = status;
	}

	/** The next delivery. */
	Delivery next() {
		try {
			Delivery delivery = this.deliveries.poll(10, TimeUnit.SECONDS);
			if (delivery == null) {
				throw new AssertionError("Nothing was delivered");
			}
			return delivery;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	int waiting() {
		return this.deliveries.size();
	}

	@Override
	public void close() {
		this.server.disposeNow();
		this.loops.dispose();
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		return request.receive().aggregate().asByteArray().flatMap((body) -> {
			this.deliveries.add(new Delivery(request.uri(), request.requestHeaders().get("X-Hook-Signature"),
					new String(body, StandardCharsets.UTF_8)));
			return response.status(this.status).send().then(Mono.empty());
		});
	}

	/** One call. */
	record Delivery(String path, @Nullable String signature, String body) {

		JsonNode json() {
			return JsonMapper.shared().readTree(this.body);
		}

	}

}
