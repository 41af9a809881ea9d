package io.autotask.performance.optimizer.pattern;

import java.time.Duration;
import java.util.List;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.Serving.Source;
import io.autotask.performance.optimizer.pattern.RequestPattern.Kind;
import io.autotask.performance.optimizer.pattern.RequestPattern.Potential;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestPatternsTests {

	private final ManualTime time = new ManualTime();

	private final RequestPatterns patterns = new RequestPatterns(this.time);

	@Test
	void requestsThatDifferInValuesOnlyHaveOneShape() {
		ended(Calls.query("Tickets", "[{'op':'eq','field':'status','value':1},{'op':'gt','field':'id','value':7}]"));
		ended(Calls.query("Tickets", "[{'op':'gt','field':'id','value':9},{'op':'eq','field':'status','value':5}]"));
		ended(Calls.query("Tickets", "[{'op':'or','items':[{'op':'eq','field':'title','value':'secret'}]}]"));
		assertThat(this.patterns.snapshot()).extracting(RequestPattern::shape, RequestPattern::requests)
			.containsExactly(org.assertj.core.groups.Tuple.tuple("id gt, status eq", 2L),
					org.assertj.core.groups.Tuple.tuple("or(title eq)", 1L));
	}

	@Test
	void countsWhatWasSavedAndHowLongTheOthersTook() {
		ended(Calls.get("Tickets", 5), Source.NETWORK, 100);
		this.time.pass(Duration.ofSeconds(30));
		ended(Calls.get("Tickets", 5), Source.CACHE, 100);
		RequestPattern pattern = this.patterns.snapshot().get(0);
		assertThat(pattern.requests()).isEqualTo(2);
		assertThat(pattern.saved()).isEqualTo(1);
		assertThat(pattern.averageLatency()).isEqualTo(Duration.ofMillis(50));
		assertThat(pattern.perMinute()).isEqualTo(2.0);
		assertThat(pattern.averageBytes()).isEqualTo(100);
		assertThat(pattern.potentials()).isEmpty();
	}

	@Test
	void saysWhereOneOfTheLastWasMade() {
		ApiCall call = Calls.get("Tickets", 5);
		this.patterns.on(new CallEvent.Located(call, "before anything is known of such calls"));
		assertThat(this.patterns.snapshot()).isEmpty();
		ended(call);
		assertThat(this.patterns.snapshot().get(0).place()).isNull();
		this.patterns.on(new CallEvent.Located(call, "ServiceDesk.view (ServiceDesk.java:120)"));
		this.patterns.on(new CallEvent.Located(Calls.get("Companies", 5), "elsewhere"));
		assertThat(this.patterns.snapshot()).singleElement()
			.extracting(RequestPattern::place)
			.isEqualTo("ServiceDesk.view (ServiceDesk.java:120)");
	}

	@Test
	void manyReadsOneByOneCouldBeOneQuery() {
		for (int id = 0; id < 10; id++) {
			ended(Calls.get("Tickets", id));
			this.time.pass(Duration.ofMillis(100));
		}
		assertThat(potentials()).containsExactly(new Potential(Kind.N_PLUS_ONE, 9L));
	}

	@Test
	void readsThatAreFarApartOrWereAnsweredTogetherAreNone() {
		for (int id = 0; id < 10; id++) {
			ended(Calls.get("Tickets", id));
			this.time.pass(Duration.ofSeconds(1));
		}
		for (int id = 0; id < 10; id++) {
			ended(Calls.get("Tickets", id), Source.BATCHED, 100);
		}
		assertThat(potentials()).isEmpty();
	}

	@Test
	void theSameAtEvenDistancesIsPolling() {
		for (int i = 0; i < 10; i++) {
			ended(Calls.count("Tickets", "open"));
			this.time.pass(Duration.ofSeconds(10).plusMillis(i * 100));
		}
		assertThat(potentials()).containsExactly(new Potential(Kind.POLLING, 9L));
	}

	@Test
	void theSameNowAndThenIsNoPolling() {
		for (int i = 0; i < 10; i++) {
			ended(Calls.count("Tickets", "open"));
			this.time.pass(Duration.ofSeconds((i % 2 == 0) ? 1 : 60));
		}
		assertThat(potentials()).isEmpty();
	}

	@Test
	void largePagesWithAllFieldsCouldBeSmaller() {
		ended(Calls.query("Tickets", "[{'op':'exist','field':'id'}]"), Source.NETWORK, 1 << 20);
		assertThat(potentials()).containsExactly(new Potential(Kind.OVERSIZED_PAGES, null));
	}

	@Test
	void callersAreToldApartAndWhatNobodyAskedForIsNotShown() {
		ended(Calls.get("Tickets", 1, new CallOptions(false, 5, null, "board", false)));
		ended(Calls.get("Tickets", 1, new CallOptions(false, 5, null, null, true)));
		assertThat(this.patterns.snapshot()).extracting(RequestPattern::caller).containsExactly("board");
	}

	@Test
	void theShapeThatWasNotSeenForLongestIsForgotten() {
		for (int i = 0; i < 300; i++) {
			ended(Calls.get("Entity" + i, 1));
		}
		List<RequestPattern> shown = this.patterns.snapshot();
		assertThat(shown).hasSize(50);
		ended(Calls.get("Entity299", 1));
		ended(Calls.get("Entity0", 1));
		ended(Calls.get("Entity0", 1));
		assertThat(this.patterns.snapshot()).filteredOn((pattern) -> pattern.entity().equals("Entity299"))
			.singleElement()
			.satisfies((pattern) -> assertThat(pattern.requests()).isEqualTo(2));
		assertThat(this.patterns.snapshot()).filteredOn((pattern) -> pattern.entity().equals("Entity0"))
			.singleElement()
			.satisfies((pattern) -> assertThat(pattern.requests()).isEqualTo(2));
	}

	private List<Potential> potentials() {
		return this.patterns.snapshot().get(0).potentials();
	}

	private void ended(ApiCall call) {
		ended(call, Source.NETWORK, 100);
	}

	private void ended(ApiCall call, Source source, long bytes) {
		this.patterns.on(new CallEvent.Completed(call, CallEvent.Outcome.SUCCESS, 200, source, Duration.ofMillis(50),
				bytes, null, this.time.nanos()));
	}

}
