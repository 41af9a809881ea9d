package io.autotask.performance.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallKey.QueryForm;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.Serving;
import io.autotask.performance.monitor.CallLedgerTap;
import io.autotask.performance.stub.Caching;
import io.autotask.performance.stub.Caller;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A read that waits for a slot is not on its way yet: what is written meanwhile is in its
 * answer, and what comes in meanwhile it need not ask for. And who asks after a write for
 * a list that is on its way gets it, when the write turns out not to have changed it.
 */
class TakeoffTests {

	private static final ApiCall GET = Calls.get("Companies", 5);

	private static final ApiCall QUERY = Calls.query("Companies", "[{'op':'eq','field':'city','value':'Bonn'}]");

	private final ManualTime time = new ManualTime();

	private final CallLedgerTap ledger = new CallLedgerTap();

	private final IntelligentCache cache = new IntelligentCache(Caching.usual().settings(), this.time);

	private final RecallStage stage = new RecallStage(this.cache, new OwnFailures());

	/** Calls that wait for a slot, and the answers of those that were sent. */
	private final List<Sinks.Empty<Void>> slots = new ArrayList<>();

	private final List<Sinks.One<Answer>> sent = new ArrayList<>();

	@AfterEach
	void theFiguresBalance() {
		assertThat(this.stage.flightsInTheAir()).isZero();
		assertThat(this.ledger.snapshot().waiting()).isZero();
		assertThat(this.ledger.snapshot().upstream()).isEqualTo(this.sent.size());
	}

	@Test
	void aWriteWhileItWaitsDoesNotKeepItsAnswerFromBeingKeptAndShared() {
		Caller first = call(GET);
		write(5);
		Caller afterTheWrite = call(GET);
		grant(0);
		answer(0, Calls.item("\"id\":5,\"version\":2"));
		assertThat(first.hasAnswer()).isTrue();
		assertThat(afterTheWrite.answer().serving()).isEqualTo(Serving.shared());
		assertThat(call(GET).answer().serving().source()).isEqualTo(Serving.Source.CACHE);
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void aWriteWhileItIsOnItsWayDoes() {
		Caller first = call(GET);
		grant(0);
		write(5);
		Caller afterTheWrite = call(GET);
		grant(1);
		answer(0, Calls.item("\"id\":5,\"version\":1"));
		answer(1, Calls.item("\"id\":5,\"version\":2"));
		assertThat(Calls.text(first.answer())).contains("\"version\":1");
		assertThat(Calls.text(afterTheWrite.answer())).contains("\"version\":2");
		assertThat(Calls.text(call(GET).answer())).contains("\"version\":2");
	}

	@Test
	void whatCameInWhileItWaitedNeedNotBeAskedFor() {
		Caller waits = call(GET);
		Caller joined = call(GET);
		this.cache.memory()
			.keep(GET, GET.key(), this.cache.memory().departure(GET), this.time.nanos(),
					Calls.json(200, "{\"item\":{\"id\":5}}"));
		grant(0);
		assertThat(waits.answer().serving().source()).isEqualTo(Serving.Source.CACHE);
		assertThat(joined.answer().serving().source()).isEqualTo(Serving.Source.CACHE);
		assertThat(this.sent).isEmpty();
		assertThat(this.ledger.snapshot().savedByCache()).isEqualTo(2);
		assertThat(this.cache.snapshot().hits()).isEqualTo(2);
		assertThat(this.cache.snapshot().misses()).isZero();
	}

	@Test
	void aListIsSharedAfterAWriteThatTurnsOutNotToConcernIt() {
		call(QUERY);
		grant(0);
		write(7);
		Caller afterTheWrite = call(QUERY);
		assertThat(this.slots).hasSize(1);
		answer(0, list(5));
		assertThat(afterTheWrite.answer().serving()).isEqualTo(Serving.shared());
		assertThat(call(QUERY).answer().serving().source()).as("and it was kept").isEqualTo(Serving.Source.CACHE);
	}

	@Test
	void aListIsAskedForAgainAfterAWriteThatTurnsOutToConcernIt() {
		Caller before = call(QUERY);
		grant(0);
		write(5);
		Caller afterTheWrite = call(QUERY);
		answer(0, list(5));
		assertThat(before.hasAnswer()).isTrue();
		assertThat(afterTheWrite.hasAnswer()).isFalse();
		grant(1);
		answer(1, list(5, 6));
		assertThat(Calls.text(afterTheWrite.answer())).contains("6");
		assertThat(this.ledger.snapshot().savedByDeduplication()).isZero();
	}

	@Test
	void aFailureReachesWhoCameAfterTheWriteToo() {
		Caller before = call(QUERY);
		grant(0);
		write(5);
		Caller afterTheWrite = call(QUERY);
		this.sent.get(0).tryEmitError(new IllegalStateException("connection reset"));
		assertThat(before.failure()).isNotNull();
		assertThat(afterTheWrite.failure()).isSameAs(before.failure());
	}

	@Test
	void aQueryIsSharedByCallersWhoSendItInAnotherFormUnlessItHasLinks() {
		call(QUERY);
		Caller inAnotherForm = call(Calls.inForm(QUERY, QueryForm.GET));
		grant(0);
		answer(0, list(5));
		assertThat(inAnotherForm.answer().serving()).isEqualTo(Serving.shared());
		this.cache.clear();
		call(QUERY);
		Caller again = call(Calls.inForm(QUERY, QueryForm.GET));
		grant(1);
		answer(1, Calls.answer(200, "{\"items\":[{\"id\":5}],\"pageDetails\":{\"nextPageUrl\":\"https://x\"}}"));
		assertThat(again.hasAnswer()).isFalse();
		grant(2);
		answer(2, list(5));
		assertThat(again.answer().serving()).isEqualTo(Serving.network(true));
	}

	@Test
	void whoCannotHaveWhatAnotherFormFoundInMemoryAsksAndIsCountedOnce() {
		Caller post = call(QUERY);
		Caller get = call(Calls.inForm(QUERY, QueryForm.GET));
		String linked = "{\"items\":[{\"id\":5}],\"pageDetails\":{\"nextPageUrl\":\"https://x\"}}";
		this.cache.memory()
			.keep(QUERY, QUERY.key(), this.cache.memory().departure(QUERY), this.time.nanos(), Calls.json(200, linked));
		grant(0);
		assertThat(post.answer().serving().source()).isEqualTo(Serving.Source.CACHE);
		assertThat(get.hasAnswer()).isFalse();
		assertThat(this.ledger.snapshot().savedByCache()).isEqualTo(1);
		assertThat(this.ledger.snapshot().waiting()).isEqualTo(1);
		grant(1);
		answer(0, Calls.answer(200, linked));
		assertThat(get.answer().serving()).isEqualTo(Serving.network(true));
	}

	@Test
	void whoAsksAfterAWriteDoesNotJoinOneWhoWasAnsweredFromMemoryBeforeIt() {
		Sinks.Empty<Answer> end = Sinks.empty();
		AtomicReference<CallExchange> together = new AtomicReference<>();
		Caller before = Caller.call(GET, this.stage, (exchange) -> {
			together.set(exchange);
			return end.asMono();
		}, this.ledger);
		this.cache.memory()
			.keep(GET, GET.key(), this.cache.memory().departure(GET), this.time.nanos(),
					Calls.json(200, "{\"item\":{\"id\":5,\"version\":1}}"));
		assertThat(together.get().depart(this.time.nanos())).as("those it was to leave with do").isFalse();
		write(5);
		Caller afterTheWrite = call(GET);
		end.tryEmitEmpty().orThrow();
		assertThat(Calls.text(before.answer())).contains("\"version\":1");
		assertThat(afterTheWrite.hasAnswer()).isFalse();
		grant(0);
		answer(0, Calls.item("\"id\":5,\"version\":2"));
		assertThat(Calls.text(afterTheWrite.answer())).contains("\"version\":2");
	}

	@Test
	void whatFailsThenOnTheWireIsNoFailureOfOurs() {
		call(QUERY);
		CallExchange exchange = CallExchange.arrived(Calls.inForm(QUERY, QueryForm.GET), Mono::never, this.ledger);
		AtomicReference<Throwable> failure = new AtomicReference<>();
		this.stage.apply(exchange, this::queue).subscribe((answer) -> {
		}, failure::set);
		this.cache.memory()
			.keep(QUERY, QUERY.key(), this.cache.memory().departure(QUERY), this.time.nanos(),
					Calls.json(200, "{\"items\":[{\"id\":5}],\"pageDetails\":{\"nextPageUrl\":\"https://x\"}}"));
		grant(0);
		grant(1);
		this.sent.get(0).tryEmitError(new IllegalStateException("connection reset"));
		assertThat(failure.get()).hasMessage("connection reset");
		assertThat(exchange.isWaiting()).as("it would be sent again").isFalse();
	}

	private static Answer list(long... ids) {
		StringBuilder items = new StringBuilder();
		for (long id : ids) {
			items.append((items.length() > 0) ? "," : "").append("{\"id\":").append(id).append("}");
		}
		return Calls.answer(200, "{\"items\":[" + items + "],\"pageDetails\":{\"nextPageUrl\":null}}");
	}

	private void write(long id) {
		WriteReach reach = Reach.ofWrite(Calls.update("Companies", id), "{\"phone\":\"1\"}".getBytes());
		this.cache.open(reach);
		this.cache.close(reach, WriteOutcome.KNOWN);
	}

	private Caller call(ApiCall call) {
		return Caller.call(call, this.stage, this::queue, this.ledger);
	}

	private Mono<Answer> queue(CallExchange exchange) {
		return Mono.defer(() -> {
			Sinks.Empty<Void> slot = Sinks.empty();
			this.slots.add(slot);
			return slot.asMono().then(Mono.defer(() -> {
				if (!exchange.depart(this.time.nanos())) {
					return Mono.empty();
				}
				Sinks.One<Answer> answer = Sinks.one();
				this.sent.add(answer);
				return answer.asMono();
			}));
		});
	}

	private void grant(int call) {
		this.slots.get(call).tryEmitEmpty().orThrow();
	}

	private void answer(int request, Answer answer) {
		this.sent.get(request).tryEmitValue(answer).orThrow();
	}

}
