package io.autotask.performance.cache;

import java.net.ConnectException;
import java.time.Duration;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.monitor.CallLedgerTap;
import io.autotask.performance.stub.Caller;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.FakeUpstream;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class WriteStageTests {

	private static final ApiCall READ = Calls.get("Tickets", 5);

	private static final ApiCall WRITE = Calls.update("Tickets", 5);

	private final ManualTime time = new ManualTime();

	private final CallLedgerTap ledger = new CallLedgerTap();

	private final FakeUpstream upstream = new FakeUpstream(this.time);

	private final IntelligentCache cache = new IntelligentCache(CacheSettings.defaults(), this.time);

	private final WriteStage stage = new WriteStage(this.cache);

	@BeforeEach
	void aTicketIsInTheCache() {
		assertThat(fill()).isTrue();
	}

	@Test
	void dropsWhatItChangesBeforeItIsSentAndKeepsFillsOutWhileItIsOnTheWire() {
		Caller writer = write();
		assertThat(isKept()).isFalse();
		assertThat(fill()).isFalse();
		this.upstream.answer(0, Calls.answer(200, "{\"itemId\":5}"));
		assertThat(writer.hasAnswer()).isTrue();
		assertThat(fill()).isTrue();
	}

	@Test
	void aReadThatLeftWhileTheWriteWasOnTheWireDoesNotFillTheCacheAfterIt() {
		write();
		AnswerMemory.Departure departure = this.cache.memory().departure(READ);
		this.upstream.answer(0, Calls.answer(200, "{\"itemId\":5}"));
		assertThat(fill(departure)).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "200 | {\"itemId\":5} | true", "404 | {} | true", "409 | {} | true", "429 | {} | true",
					"500 | {\"errors\":[\"Picklist value [3] does not exist for priority\"]} | true",
					"500 | {} | false", "500 | <html> | false", "500 | `` | false", "502 | `` | false",
					"503 | {\"errors\":[\"busy\"]} | false", "504 | `` | false" })
	void knowsFromTheAnswerWhetherTheWriteMayStillBeCarriedOut(int status, String body, boolean known) {
		write();
		this.upstream.answer(0, Calls.answer(status, body));
		assertThat(fill()).isEqualTo(known);
		this.time.pass(Duration.ofSeconds(31));
		assertThat(fill()).isTrue();
	}

	@Test
	void aWriteWithoutAnAnswerLeavesItsRowsInQuarantine() {
		write();
		this.upstream.fail(0, new java.io.IOException("connection reset"));
		assertThat(fill()).isFalse();
		this.time.pass(Duration.ofSeconds(31));
		assertThat(fill()).isTrue();
	}

	@Test
	void aWriteThatWasCancelledOnTheWireLeavesItsRowsInQuarantine() {
		write().goAway();
		assertThat(fill()).isFalse();
	}

	@Test
	void aWriteThatNeverHadAConnectionDidNotRun() {
		write();
		this.upstream.fail(0, new IllegalStateException(new ConnectException("refused")));
		assertThat(fill()).isTrue();
	}

	@Test
	void aWriteThatIsRefusedByValidationStillDropsWhatItNames() {
		write();
		this.upstream.answer(0, Calls.answer(500, "{\"errors\":[\"no\"]}"));
		assertThat(isKept()).isFalse();
	}

	@Test
	void aReadPassesWithoutTouchingAnything() {
		Caller reader = Caller.call(READ, this.stage, this.upstream, this.ledger);
		this.upstream.answer(0, Calls.item(""));
		assertThat(reader.hasAnswer()).isTrue();
		assertThat(isKept()).isTrue();
	}

	@Test
	void guardsAWriteThatPassesWhileEverythingElseIsSwitchedOff() {
		this.stage.guardPassing(WRITE, Mono.empty()).subscribe();
		assertThat(isKept()).isFalse();
	}

	private Caller write() {
		return Caller.call(WRITE, this.stage, this.upstream, this.ledger);
	}

	private boolean isKept() {
		return this.cache.memory().recallFresh(READ, READ.key()) != null;
	}

	private boolean fill() {
		return fill(this.cache.memory().departure(READ));
	}

	private boolean fill(AnswerMemory.Departure departure) {
		Answer.Whole answer = (Answer.Whole) Calls.item("\"id\":5");
		return this.cache.memory().keep(READ, READ.key(), departure, this.time.nanos(), answer.response()) != null;
	}

}
