package io.autotask.performance.stub;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.TimeSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;

/** The rest of the chain for a test of one stage: answers when the test says so. */
public final class FakeUpstream implements Chain {

	private final List<Sinks.One<Answer>> requests = new CopyOnWriteArrayList<>();

	private final List<ContextView> contexts = new CopyOnWriteArrayList<>();

	private final AtomicInteger cancelled = new AtomicInteger();

	private final TimeSource time;

	public FakeUpstream(TimeSource time) {
		this.time = time;
	}

	@Override
	public Mono<Answer> proceed(CallExchange exchange) {
		return Mono.deferContextual((context) -> {
			if (!exchange.depart(this.time.nanos())) {
				return Mono.empty();
			}
			Sinks.One<Answer> request = Sinks.one();
			this.requests.add(request);
			this.contexts.add(context);
			return request.asMono().doOnCancel(this.cancelled::incrementAndGet);
		});
	}

	/** How many requests were sent. */
	public int sent() {
		return this.requests.size();
	}

	public int cancelled() {
		return this.cancelled.get();
	}

	public ContextView context(int request) {
		return this.contexts.get(request);
	}

	public void answer(int request, Answer answer) {
		this.requests.get(request).tryEmitValue(answer).orThrow();
	}

	public void fail(int request, Throwable failure) {
		this.requests.get(request).tryEmitError(failure).orThrow();
	}

}
