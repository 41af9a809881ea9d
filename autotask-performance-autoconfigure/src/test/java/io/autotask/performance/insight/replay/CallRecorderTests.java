package io.autotask.performance.insight.replay;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

import com.example.desk.Desk;
import com.sun.management.ThreadMXBean;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.CallSites;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Serving;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.insight.Events;
import io.autotask.performance.insight.replay.Recorded.What;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is recorded of calls that really pass. */
class CallRecorderTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final CallRecorder recorder = new CallRecorder(1_000, TimeSource.system());

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void recordsHowACallWasServedAndADigestOfWhatAutotaskAnswered() {
		this.autotask.answering(Reply.json(200, "{\"item\":{\"id\":5,\"companyName\":\"canary\"}}"));
		Path path = Path.to(this.autotask).listener(this.recorder).build();
		for (int i = 0; i < 3; i++) {
			path.client().get().uri("/Companies/5").retrieve().bodyToMono(String.class).block();
		}
		Recording recording = this.recorder.recording();
		List<Recorded> calls = recording.calls();
		assertThat(calls).extracting(Recorded::source)
			.containsExactly(Serving.Source.NETWORK, Serving.Source.CACHE, Serving.Source.CACHE);
		assertThat(calls).extracting(Recorded::kind).containsOnly(new Kind("Companies", Operation.GET));
		assertThat(calls).extracting(Recorded::key).doesNotContain(0L).hasSize(3).containsOnly(calls.get(0).key());
		assertThat(calls).extracting(Recorded::status).containsOnly(200);
		assertThat(recording.of(What.SENT)).hasSize(1);
		assertThat(recording.of(What.ANSWER)).hasSize(1);
		assertThat(recording.of(What.WAIT)).hasSize(1);
		assertThat(this.recorder.sent()).isEqualTo(1);
		assertThat(recording.toString() + recording.events()).doesNotContain("canary");
	}

	@Test
	void anotherAnswerHasAnotherDigest() {
		this.recorder.on(new CallEvent.Answered(Calls.get("Tickets", 1), Calls.json(200, "one")));
		this.recorder.on(new CallEvent.Answered(Calls.get("Tickets", 1), Calls.json(200, "two")));
		this.recorder.on(new CallEvent.Answered(Calls.get("Tickets", 1), Calls.json(200, "one")));
		assertThat(this.recorder.recording().of(What.ANSWER)).extracting(Recorded::digest)
			.satisfies((digests) -> assertThat(digests.get(0)).isEqualTo(digests.get(2)).isNotEqualTo(digests.get(1)));
	}

	@Test
	void aWriteNamesTheRowThatAReadNamesToo() {
		this.recorder.on(completed(Calls.get("Tickets", 7)));
		this.recorder.on(completed(Calls.update("Tickets", 7)));
		this.recorder.on(completed(Calls.update("Tickets", 8)));
		List<Recorded> calls = this.recorder.recording().calls();
		assertThat(calls.get(0).row()).isEqualTo(calls.get(1).row()).isNotEqualTo(calls.get(2).row());
		assertThat(calls.get(1).is(Recorded.WRITE)).isTrue();
		assertThat(calls.get(1).key()).isZero();
	}

	@Test
	void pagesAreKnownByTheirFilter() {
		this.recorder.on(completed(Calls.query("Tickets", "[{'op':'gt','field':'id','value':500}]")));
		this.recorder.on(completed(Calls.query("Tickets", "[{'op':'eq','field':'status','value':1}]")));
		assertThat(this.recorder.recording().calls()).extracting((call) -> call.is(Recorded.PAGE))
			.containsExactly(true, false);
	}

	@Test
	void whatTheStartersOwnToolsAskIsNotRecorded() {
		CallOptions ours = new CallOptions(false, 5, null, "autotask-benchmark", false);
		this.recorder.on(completed(Calls.get("Tickets", 1, ours)));
		assertThat(this.recorder.recording().events()).isEmpty();
	}

	@Test
	void theOldestIsForgotten() {
		CallRecorder small = new CallRecorder(100, new ManualTime());
		for (int id = 0; id < 1_000; id++) {
			small.on(completed(Calls.get("Tickets", id)));
		}
		assertThat(small.recording().events()).hasSize(100);
		assertThat(small.recording().isFull()).isTrue();
		assertThat(small.recorded()).isEqualTo(1_000);
	}

	@Test
	void recordingAnAnswerFromMemoryAllocatesNothing() {
		CallEvent hit = Events.completed(Calls.get("Companies", 5), Serving.Source.CACHE, Duration.ofNanos(5_000), 1);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		record(hit);
		long before = threads.getCurrentThreadAllocatedBytes();
		record(hit);
		// Whatever the machine itself needs, it is less than a byte per call.
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(50_000);
	}

	private void record(CallEvent event) {
		for (int i = 0; i < 50_000; i++) {
			this.recorder.on(event);
		}
	}

	@Test
	void entitiesThatAutotaskDoesNotPublishAreOne() {
		for (int i = 0; i < 50; i++) {
			this.recorder.on(completed(Calls.get("Invented" + i, 1)));
		}
		assertThat(this.recorder.recording().callsByKind()).containsOnlyKeys(new Kind("other", Operation.GET));
	}

	@Test
	void placesAreCountedUpToABound() {
		SiteCounts sites = new SiteCounts();
		Kind kind = new Kind("Tickets", Operation.GET);
		for (int i = 0; i < 1_000; i++) {
			sites.add(kind, "Place" + i);
			sites.add(kind, "Place0");
		}
		assertThat(sites.size()).isEqualTo(500);
		assertThat(sites.of(kind).get(0)).isEqualTo(new Site("Place0", 1_001));
	}

	@Test
	void whereACallIsMadeIsLookedUpForAsManyAsWereAskedForAndNoMore() {
		this.autotask.answering(Reply.json(200, "{\"item\":{\"id\":5}}"));
		Path path = Path.to(this.autotask).listener(this.recorder).build();
		CallSites sites = path.filter.callSites();
		Desk desk = new Desk(path.client());
		desk.names(List.of(1L, 2L)).collectList().block();
		assertThat(this.recorder.sites(new Kind("Companies", Operation.GET))).isEmpty();
		sites.look(3);
		desk.names(List.of(3L, 4L, 5L, 6L, 7L)).collectList().block();
		List<Site> seen = this.recorder.sites(new Kind("Companies", Operation.GET));
		assertThat(seen).hasSize(1);
		assertThat(seen.get(0).count()).isEqualTo(3);
		assertThat(seen.get(0).place()).startsWith("Desk.name (Desk.java:");
	}

	private static CallEvent completed(ApiCall call) {
		return Events.completed(call, Serving.Source.NETWORK, Duration.ofMillis(10), 1_000_000_000);
	}

}
