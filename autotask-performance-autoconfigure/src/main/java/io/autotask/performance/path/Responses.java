package io.autotask.performance.path;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.Progress;
import io.autotask.performance.call.Serving;
import io.autotask.performance.path.RequestReader.Asked;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import reactor.core.publisher.Flux;

/**
 * Makes the response that a caller gets from the answer that the stages gave: read with
 * the caller's own codecs, over bytes that it cannot change.
 */
final class Responses {

	private Responses() {
	}

	static ClientResponse of(ApiCall call, CallOptions options, Answer answer, Asked asked, Progress progress) {
		Supplier<ClientResponse> whole = () -> make(call, options, answer, asked, progress);
		return (answer instanceof Answer.Whole memory && memory.decoded() != null)
				? new RecalledResponse(memory.response(), memory.decoded(), asked.codecs(), whole) : whole.get();
	}

	private static ClientResponse make(ApiCall call, CallOptions options, Answer answer, Asked asked,
			Progress progress) {
		ExchangeStrategies codecs = progress.isWatched() ? new TimedCodecs(asked.codecs(), progress) : asked.codecs();
		return ClientResponse.create(HttpStatusCode.valueOf(answer.status()), codecs)
			.request(new SentRequest(asked.request()))
			.headers((headers) -> {
				// Lists of its own, because whoever is handed the response may add to it.
				headers.addAll(answer.headers());
				if (!options.bypass()) {
					addCacheHeaders(headers, call, answer);
				}
			})
			.cookies((cookies) -> cookies.addAll(cookies(answer)))
			.body(body(answer))
			.build();
	}

	private static void addCacheHeaders(HttpHeaders headers, ApiCall call, Answer answer) {
		headers.add(CacheStatus.HEADER, CacheStatus.of(call, answer));
		if (answer.serving().fromMemory()) {
			headers.set(HttpHeaders.AGE, String.valueOf(answer.serving().age().toSeconds()));
		}
	}

	private static MultiValueMap<String, ResponseCookie> cookies(Answer answer) {
		return (answer instanceof Answer.Whole whole) ? whole.response().cookies() : ((Answer.Stream) answer).cookies();
	}

	private static Flux<DataBuffer> body(Answer answer) {
		if (answer instanceof Answer.Stream stream) {
			return stream.body();
		}
		Answer.Whole whole = (Answer.Whole) answer;
		if (whole.response().length() == 0) {
			return Flux.empty();
		}
		return Flux
			.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(whole.response().readOnlyBody())));
	}

	private record SentRequest(ClientRequest request) implements HttpRequest {

		@Override
		public HttpMethod getMethod() {
			return this.request.method();
		}

		@Override
		public URI getURI() {
			return this.request.url();
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.request.headers();
		}

		@Override
		public Map<String, Object> getAttributes() {
			return this.request.attributes();
		}

	}

}
