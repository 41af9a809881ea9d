package io.autotask.performance.cache;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.autotask.performance.cache.CacheInvalidatedEvent.Cause;
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
		return exchange.call().write() ? guard(exchange.call(), exchange.body(), sent, WriteOutcome::of) : sent;
	}

	/**
	 * Guards a write that passes while everything else is switched off.
	 * @param call the write
	 * @param send sends it when subscribed to
	 * @return the same, guarded
	 */
	public Mono<ClientResponse> guardPassing(ApiCall call, Mono<ClientResponse> send) {
		return guard(call, null, send, WriteOutcome::of);
	}

	private <T> Mono<T> guard(ApiCall call, byte @Nullable [] body, Mono<T> send,
			Function<@Nullable T, WriteOutcome> outcomeOf) {
		WriteReach reach = Reach.ofWrite(call, body);
		return this.cache.secondLevel().around(reach, guardHere(call, body, reach, send, outcomeOf), outcomeOf);
	}

	private <T> Mono<T> guardHere(ApiCall call, byte @Nullable [] body, WriteReach reach, Mono<T> send,
			Function<@Nullable T, WriteOutcome> outcomeOf) {
		return Mono.defer(() -> {
			Open open = new Open(reach, this.cache.open(reach), this.cache.rules().fire(call, body),
					new AtomicBoolean());
			return send.doOnSuccess((answer) -> close(open, outcomeOf.apply(answer)))
				.doOnError((failure) -> close(open, WriteOutcome.of(failure)))
				.doOnCancel(() -> close(open, WriteOutcome.UNKNOWN));
		});
	}

	private void close(Open open, WriteOutcome outcome) {
		if (open.closed().compareAndSet(false, true)) {
			long dropped = open.dropped() + this.cache.close(open.reach(), outcome);
			open.rules().close(outcome);
			this.cache.invalidations().publish(Cause.WRITE, open.reach().tags(), List.of(), null, dropped);
		}
	}

	/** A write that is on the wire. */
	private record Open(WriteReach reach, long dropped, InvalidationRules.Firing rules, AtomicBoolean closed) {

	}

}
