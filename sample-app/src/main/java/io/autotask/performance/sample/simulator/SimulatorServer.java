package io.autotask.performance.sample.simulator;

import java.time.Duration;

import io.autotask.performance.sample.simulator.api.ApiAnswer;
import io.autotask.performance.sample.simulator.api.Router;
import reactor.core.publisher.Mono;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * The server: HTTP/1.1 on loopback, on event loops of its own that nothing in here
 * blocks.
 */
final class SimulatorServer {

	private static final int LONGEST_REQUEST_LINE = 64 * 1024;

	private static final int LARGEST_HEAD = 32 * 1024;

	private final LoopResources loops;

	private final DisposableServer server;

	private final ApiHandler api;

	private final ControlHandler control;

	SimulatorServer(int port, LoopResources loops, ApiHandler api, ControlHandler control) {
		this.loops = loops;
		this.api = api;
		this.control = control;
		try {
			this.server = HttpServer.create()
				.host("127.0.0.1")
				.port(port)
				.compress(true)
				.httpRequestDecoder(
						(decoder) -> decoder.maxInitialLineLength(LONGEST_REQUEST_LINE).maxHeaderSize(LARGEST_HEAD))
				.runOn(loops)
				.handle(this::handle)
				.bindNow();
		}
		catch (ChannelBindException ex) {
			stop(loops);
			throw new SimulatorPortInUseException(port, ex);
		}
	}

	int port() {
		return this.server.port();
	}

	void close() {
		this.server.disposeNow(Duration.ofSeconds(10));
		stop(this.loops);
	}

	private static void stop(LoopResources loops) {
		loops.disposeLater(Duration.ZERO, Duration.ofSeconds(10)).block(Duration.ofSeconds(20));
	}

	private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		String uri = request.uri();
		int query = uri.indexOf('?');
		String path = (query < 0) ? uri : uri.substring(0, query);
		if (Router.isApi(path)) {
			return this.api.handle(request, response);
		}
		if (path.startsWith("/simulator/")) {
			return this.control.handle(path.substring("/simulator/".length()), request, response);
		}
		return BoundedBody.skip(request)
			.then(Replies.send(response, ApiAnswer.html(404, "404 - File or directory not found.")));
	}

}
