package io.autotask.performance.cache;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Stage;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

/**
 * Keeps what a write changes out of the cache: raises the versions just before it is
 * sent, and again however it ends. Stands next to the network, so a write that waits for
 * a slot blocks nobody's reads.
 */
public final class WriteStage implements Stage {

	private final IntelligentCache cache;

	/**
	 * The stage.
	 * @param cache the cache
	 */
	public WriteStage(IntelligentCache cache) {
		this.cache = cache;
	}

	@Override
	public Mono<Answer> apply(CallExchange exchange, Chain chain) {
		Mono<Answer> sent = chain.proceed(exchange);
		return exchange.call().write() ? guard(exchange.call(), sent, WriteOutcome::of) : sent;
	}

	/**
	 * Guards a write that passes while everything else is switched off.
	 * @param call the write
	 * @param send sends it when subscribed to
	 * @return the same, guarded
	 */
	public Mono<ClientResponse> guardPassing(ApiCall call, Mono<ClientResponse> send) {
		return guard(call, send, WriteOutcome::of);
	}

	private <T> Mono<T> guard(ApiCall call, Mono<T> send, Function<@Nullable T, WriteOutcome> outcomeOf) {
		Set<Tag> tags = Reach.ofWrite(call);
		return Mono.defer(() -> {
			AtomicBoolean open = new AtomicBoolean(true);
			this.cache.open(tags);
			return send.doOnSuccess((answer) -> close(open, tags, outcomeOf.apply(answer)))
				.doOnError((failure) -> close(open, tags, WriteOutcome.of(failure)))
				.doOnCancel(() -> close(open, tags, WriteOutcome.UNKNOWN));
		});
	}

	private void close(AtomicBoolean open, Set<Tag> tags, WriteOutcome outcome) {
		if (open.compareAndSet(true, false)) {
			this.cache.close(tags, outcome);
		}
	}

}
