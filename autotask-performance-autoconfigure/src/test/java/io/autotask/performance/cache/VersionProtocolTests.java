package io.autotask.performance.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.Interleavings;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every order in which readers (take versions, ask, fill) and a writer can meet, on the
 * real classes. "Stale" counts the orders after which a value from before the write is
 * still in the cache. The variants without a part of the protocol show that the test
 * would find the fault.
 */
class VersionProtocolTests {

	private static final ApiCall READ = Calls.get("Tickets", 5);

	private static final WriteReach WRITTEN = Reach.ofWrite(Calls.update("Tickets", 5), null);

	@Test
	void leavesNothingStaleInAnyOrderOfOneReader() {
		assertThat(stale(1, 3, Scene::protocol)).isEqualTo(new Result(0, 20));
	}

	@Test
	void leavesNothingStaleInAnyOrderOfTwoReaders() {
		assertThat(stale(2, 3, Scene::protocol)).isEqualTo(new Result(0, 1_680));
	}

	@Test
	void leavesNothingStaleWhenAWriteOfUnknownOutcomeIsCarriedOutLater() {
		assertThat(stale(1, 4, Scene::lateCommit)).isEqualTo(new Result(0, 35));
		assertThat(stale(2, 4, Scene::lateCommit)).isEqualTo(new Result(0, 4_200));
	}

	@Test
	void wouldLeaveStaleDataWithoutTheCheckOfVersions() {
		assertThat(stale(1, 3, () -> new Scene().withoutCheck().protocolSteps())).isEqualTo(new Result(3, 20));
		assertThat(stale(2, 3, () -> new Scene().withoutCheck().protocolSteps())).isEqualTo(new Result(336, 1_680));
	}

	@Test
	void wouldLeaveStaleDataWithoutTheSecondRaise() {
		assertThat(stale(1, 3, Scene::firstRaiseOnly)).isEqualTo(new Result(1, 20));
		assertThat(stale(2, 3, Scene::firstRaiseOnly)).isEqualTo(new Result(126, 1_680));
	}

	@Test
	void wouldLeaveStaleDataWithoutTheQuarantine() {
		assertThat(stale(1, 3, Scene::lateCommitWithoutQuarantine)).isEqualTo(new Result(2, 20));
		assertThat(stale(2, 3, Scene::lateCommitWithoutQuarantine)).isEqualTo(new Result(256, 1_680));
	}

	private static Result stale(int readers, int writerSteps, Supplier<Scene> scenes) {
		int[] steps = new int[readers + 1];
		java.util.Arrays.fill(steps, 3);
		steps[readers] = writerSteps;
		int[] stale = new int[1];
		int orders = Interleavings.forEach((order) -> {
			Scene scene = scenes.get();
			scene.play(order, readers);
			stale[0] += scene.isStale() ? 1 : 0;
		}, steps);
		return new Result(stale[0], orders);
	}

	private record Result(int stale, int orders) {

	}

	/** One cache, one row at the origin, and the steps of a writer. */
	private static final class Scene {

		private final ManualTime time = new ManualTime();

		private final IntelligentCache cache = new IntelligentCache(CacheSettings.defaults(), this.time);

		private final List<Runnable> writer = new ArrayList<>();

		private boolean checked = true;

		private int version = 1;

		static Scene protocol() {
			return new Scene().protocolSteps();
		}

		static Scene firstRaiseOnly() {
			Scene scene = new Scene();
			scene.writer.addAll(List.of(() -> scene.cache.raise(WRITTEN.tags()), () -> scene.version++,
					() -> scene.cache.store().drop(WRITTEN.tags())));
			return scene;
		}

		static Scene lateCommit() {
			Scene scene = new Scene();
			scene.writer
				.addAll(List.of(() -> scene.cache.open(WRITTEN), () -> scene.cache.close(WRITTEN, WriteOutcome.UNKNOWN),
						() -> scene.version++, () -> scene.time.pass(Duration.ofSeconds(30))));
			return scene;
		}

		static Scene lateCommitWithoutQuarantine() {
			Scene scene = new Scene();
			scene.writer.addAll(List.of(() -> scene.cache.open(WRITTEN),
					() -> scene.cache.close(WRITTEN, WriteOutcome.KNOWN), () -> scene.version++));
			return scene;
		}

		Scene protocolSteps() {
			this.writer.addAll(List.of(() -> this.cache.open(WRITTEN), () -> this.version++,
					() -> this.cache.close(WRITTEN, WriteOutcome.KNOWN)));
			return this;
		}

		Scene withoutCheck() {
			this.checked = false;
			return this;
		}

		void play(List<Integer> order, int readers) {
			List<Reader> all = new ArrayList<>();
			for (int i = 0; i < readers; i++) {
				all.add(new Reader());
			}
			int written = 0;
			for (int actor : order) {
				if (actor < readers) {
					all.get(actor).step(this);
				}
				else {
					this.writer.get(written++).run();
				}
			}
		}

		boolean isStale() {
			var answer = this.cache.memory().recallFresh(READ, READ.key());
			return answer != null && !Calls.text(answer).equals(body(this.version));
		}

		static String body(int version) {
			return "{\"item\":{\"version\":" + version + "}}";
		}

	}

	/** Takes versions, asks, fills. */
	private static final class Reader {

		private int step;

		private AnswerMemory.Departure departure;

		private BufferedResponse seen;

		void step(Scene scene) {
			switch (this.step++) {
				case 0 -> this.departure = scene.cache.memory().departure(READ);
				case 1 -> this.seen = Calls.json(200, Scene.body(scene.version));
				default -> fill(scene);
			}
		}

		private void fill(Scene scene) {
			if (scene.checked) {
				scene.cache.memory().keep(READ, READ.key(), this.departure, scene.time.nanos(), this.seen);
				return;
			}
			scene.cache.store()
				.add(new StoredAnswer(READ.key(), this.seen, Reach.ofRead(READ), Footprint.UNKNOWN,
						new StoredAnswer.Times(scene.time.nanos(), Long.MAX_VALUE, 0), (answer) -> {
						}));
		}

	}

}
