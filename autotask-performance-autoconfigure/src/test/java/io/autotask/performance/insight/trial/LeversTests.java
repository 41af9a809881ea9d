package io.autotask.performance.insight.trial;

import java.time.Duration;
import java.util.List;

import io.autotask.performance.cache.CacheSettings;
import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.RowLikeness;
import io.autotask.performance.insight.replay.Setting;
import io.autotask.performance.optimizer.RequestOptimizer;
import io.autotask.performance.optimizer.dispatch.BatchSettings;
import io.autotask.performance.optimizer.dispatch.DispatchSettings;
import io.autotask.performance.optimizer.dispatch.DispatchStage;
import io.autotask.performance.optimizer.pattern.RequestPatterns;
import io.autotask.performance.optimizer.rule.OptimizationRules;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What can be changed while the application runs, and how it is taken back. */
class LeversTests {

	private static final Setting BATCHING = new Setting.Batching(500);

	private final ManualTime time = new ManualTime();

	private final IntelligentCache cache = new IntelligentCache(CacheSettings.defaults(), this.time);

	@Test
	void timesToLiveAreSetAndTakenBack() {
		Levers levers = levers(optimizer(DispatchSettings.defaults()));
		Duration before = this.cache.ttl("Companies", Operation.GET);
		Lever.Undo undo = levers.move(new Setting.Ttl("Companies", Duration.ofSeconds(7)));
		assertThat(this.cache.ttl("Companies", Operation.GET)).isEqualTo(Duration.ofSeconds(7));
		undo.run().run();
		assertThat(this.cache.ttl("Companies", Operation.GET)).isEqualTo(before);
	}

	@Test
	void batchingIsSwitchedOnAndOffAgain() {
		RequestOptimizer optimizer = optimizer(
				DispatchSettings.defaults().withBatching(new BatchSettings(false, 200, null)));
		assertThat(levers(optimizer).isMovable(BATCHING)).isTrue();
		Lever.Undo undo = levers(optimizer).move(BATCHING);
		assertThat(undo.before()).isEqualTo("false");
		assertThat(optimizer.readsPerQuery()).isEqualTo(200);
		undo.run().run();
		assertThat(optimizer.readsPerQuery()).isEqualTo(1);
	}

	@Test
	void batchingCannotBeSwitchedOnWhereNothingIsOptimized() {
		RequestOptimizer optimizer = optimizer(DispatchSettings.defaults().unlimited());
		assertThat(levers(optimizer).isMovable(BATCHING)).isFalse();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> optimizer.setBatching(true))
			.withMessageContaining("'autotask.performance.optimization.enabled'");
	}

	@Test
	void everythingElseCountsFromTheNextStartOn() {
		Levers levers = levers(optimizer(DispatchSettings.defaults()));
		for (Setting setting : List.of(new Setting.Caching(), new Setting.Optimizing(), new Setting.Sharing(),
				new Setting.MaxSize(10), new Setting.Slots(3))) {
			assertThat(levers.isMovable(setting)).as(setting.property()).isFalse();
			assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> levers.move(setting))
				.withMessageContaining(setting.property());
		}
	}

	private Levers levers(RequestOptimizer optimizer) {
		return new Levers(List.of(new CacheLever(this.cache), new BatchingLever(optimizer)));
	}

	private RequestOptimizer optimizer(DispatchSettings settings) {
		return new RequestOptimizer(new DispatchStage(settings, new RowLikeness(), this.time),
				new OptimizationRules(new OwnFailures()), new RequestPatterns(this.time), () -> {
					throw new IllegalStateException("Nothing is sent");
				});
	}

}
