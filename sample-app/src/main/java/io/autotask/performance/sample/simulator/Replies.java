package io.autotask.performance.sample.simulator;

import java.util.Arrays;

import io.autotask.performance.sample.simulator.api.ApiAnswer;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Puts answers on the wire.
 */
final class Replies {

	private Replies() {
	}

	static Mono<Void> send(HttpServerResponse response, ApiAnswer answer) {
		head(response, answer);
		if (answer.contentType() == null) {
			return response.header(HttpHeaderNames.CONTENT_LENGTH, "0").send().then();
		}
		return response.sendByteArray(Mono.just(answer.body())).then();
	}

	/** Sends the first half of the body, then closes the connection. */
	static Mono<Void> sendHalf(HttpServerResponse response, ApiAnswer answer) {
		head(response, answer);
		byte[] half = Arrays.copyOf(answer.body(), answer.body().length / 2);
		response.header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(answer.body().length));
		Mono<byte[]> cut = Mono.defer(() -> {
			response.withConnection((connection) -> connection.channel().close());
			return Mono.never();
		});
		return response.send(Flux.concat(Mono.just(half), cut).map(Unpooled::wrappedBuffer), (buffer) -> true).then();
	}

	private static void head(HttpServerResponse response, ApiAnswer answer) {
		response.status(answer.status());
		if (answer.contentType() != null) {
			response.header(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
		}
		answer.headers().forEach(response::header);
	}

}
