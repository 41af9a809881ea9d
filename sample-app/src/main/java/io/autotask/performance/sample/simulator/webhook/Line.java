package io.autotask.performance.sample.simulator.webhook;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Function;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The events that wait for one webhook. Guarded by its webhooks.
 */
final class Line {

	private static final int LONGEST = 1000;

	private final Sinks.Many<Callout> waiting = Sinks.many()
		.unicast()
		.onBackpressureBuffer(new ArrayBlockingQueue<>(LONGEST));

	private final Disposable delivery;

	private long sequence;

	Line(Function<Callout, Mono<Void>> deliver) {
		this.delivery = this.waiting.asFlux().concatMap(deliver, 1).subscribe();
	}

	/** Number of the last event. */
	long sequence() {
		return this.sequence;
	}

	long nextSequence() {
		return ++this.sequence;
	}

	/** Queues an event, if there is room. */
	boolean offer(Callout callout) {
		return this.waiting.tryEmitNext(callout).isSuccess();
	}

	void close() {
		this.delivery.dispose();
	}

}
