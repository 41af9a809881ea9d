package io.autotask.performance.path;

import java.util.List;
import java.util.Map;

import io.autotask.performance.call.Phase;
import io.autotask.performance.call.Progress;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A client's codecs, for a call that is profiled: they tell when they make objects of an
 * answer.
 *
 * @param codecs the client's codecs
 * @param progress is told
 */
record TimedCodecs(ExchangeStrategies codecs, Progress progress) implements ExchangeStrategies {

	@Override
	public List<HttpMessageReader<?>> messageReaders() {
		return this.codecs.messageReaders().stream().<HttpMessageReader<?>>map(this::timed).toList();
	}

	@Override
	public List<HttpMessageWriter<?>> messageWriters() {
		return this.codecs.messageWriters();
	}

	private <T> HttpMessageReader<T> timed(HttpMessageReader<T> reader) {
		return new TimedReader<>(reader, this.progress);
	}

	/** One codec. */
	private record TimedReader<T>(HttpMessageReader<T> reader, Progress progress) implements HttpMessageReader<T> {

		@Override
		public List<MediaType> getReadableMediaTypes() {
			return this.reader.getReadableMediaTypes();
		}

		@Override
		public List<MediaType> getReadableMediaTypes(ResolvableType type) {
			return this.reader.getReadableMediaTypes(type);
		}

		@Override
		public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
			return this.reader.canRead(type, mediaType);
		}

		@Override
		public Flux<T> read(ResolvableType type, ReactiveHttpInputMessage message, Map<String, Object> hints) {
			return this.reader.read(type, message, hints)
				.doOnSubscribe((subscription) -> this.progress.enter(Phase.DECODE))
				.doOnNext((value) -> this.progress.leave())
				.doOnTerminate(this.progress::leave)
				.doOnCancel(this.progress::leave);
		}

		@Override
		public Mono<T> readMono(ResolvableType type, ReactiveHttpInputMessage message, Map<String, Object> hints) {
			return this.reader.readMono(type, message, hints)
				.doOnSubscribe((subscription) -> this.progress.enter(Phase.DECODE))
				.doOnNext((value) -> this.progress.leave())
				.doOnTerminate(this.progress::leave)
				.doOnCancel(this.progress::leave);
		}

	}

}
