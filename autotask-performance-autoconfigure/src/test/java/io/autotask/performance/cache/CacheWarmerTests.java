package io.autotask.performance.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.autotask.performance.call.AutotaskAttributes;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.Operation;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CacheWarmerTests {

	private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.getOrSet();

	private final IntelligentCache cache = new IntelligentCache(CacheSettings.defaults(), ManualTime.virtual());

	private final CacheWarmer warmer = this.cache.warmer();

	private final List<String> read = new ArrayList<>();

	private final List<CallOptions> options = new ArrayList<>();

	@BeforeEach
	void connect() {
		this.warmer.connect((query, attributes) -> Mono.defer(() -> {
			Map<String, Object> asked = new HashMap<>();
			attributes.accept(asked);
			this.read.add(query.entity());
			this.options.add(AutotaskAttributes.read(asked));
			return query.entity().equals("Broken") ? Mono.error(new IllegalStateException("words of a row"))
					: Mono.just(25L);
		}), Duration.ofMinutes(2));
	}

	@AfterEach
	void realTime() {
		this.warmer.stop();
		VirtualTimeScheduler.reset();
	}

	@Test
	void readsNothingBeforeItIsStartedAndThenAgainAndAgain() {
		this.cache.addWarmupStrategy(WarmupStrategy.of("open", WarmupQuery.query("Tickets", null)));
		pass(Duration.ofHours(1));
		assertThat(this.read).isEmpty();
		this.warmer.start();
		assertThat(this.read).isEmpty();
		pass(Duration.ofSeconds(5));
		assertThat(this.read).hasSize(1);
		pass(Duration.ofMinutes(2));
		assertThat(this.read).hasSize(2);
		this.warmer.stop();
		pass(Duration.ofHours(1));
		assertThat(this.read).hasSize(2);
		this.warmer.start();
		pass(Duration.ofSeconds(5));
		assertThat(this.read).hasSize(3);
	}

	@Test
	void itsCallsAreInTheBackgroundAndAskOnlyForWhatWouldNotLast() {
		this.cache.addWarmupStrategy(WarmupStrategy.of("open", WarmupQuery.query("Tickets", null)).withPriority(9));
		this.warmer.start();
		pass(Duration.ofSeconds(5));
		assertThat(this.options)
			.containsExactly(new CallOptions(false, 3, Duration.ofMinutes(3), "cache-warming", true));
	}

	@Test
	void ofWhatIsDueTogetherTheHigherPriorityGoesFirst() {
		this.cache.addWarmupStrategy(WarmupStrategy.of("a", WarmupQuery.query("Tickets", null)).withPriority(1));
		this.cache.addWarmupStrategy(WarmupStrategy.of("b", WarmupQuery.query("Contacts", null)).withPriority(9));
		this.cache.addWarmupStrategy(WarmupStrategy.of("c", WarmupQuery.query("Companies", null)).withPriority(5));
		this.cache.warmUp().subscribe();
		pass(Duration.ofSeconds(5));
		assertThat(this.read).containsExactly("Contacts", "Companies", "Tickets");
	}

	@Test
	void runsByACronExpression() {
		this.cache.addWarmupStrategy(WarmupStrategy.of("hourly", WarmupQuery.query("Tickets", null)).at("0 0 * * * *"));
		this.warmer.start();
		pass(Duration.ofHours(3).plusSeconds(5));
		assertThat(this.read).hasSize(3);
		assertThat(this.options).extracting(CallOptions::maxAge).containsOnly(Duration.ZERO);
	}

	@Test
	void showsWhatItDidAndAFailureStopsNothing() {
		this.cache.addWarmupStrategy(WarmupStrategy.of("both", WarmupQuery.query("Broken", null),
				WarmupQuery.query("Tickets", null), WarmupQuery.rows("Companies", 1L, 2L)));
		this.warmer.start();
		pass(Duration.ofSeconds(5));
		WarmingSnapshot snapshot = this.warmer.snapshot();
		assertThat(snapshot.running()).isTrue();
		assertThat(snapshot.strategies()).singleElement().satisfies((strategy) -> {
			assertThat(strategy.rows()).isEqualTo(50);
			assertThat(strategy.runs()).isEqualTo(1);
			assertThat(strategy.failures()).isEqualTo(1);
			assertThat(strategy.lastFailure()).isEqualTo("IllegalStateException");
			assertThat(strategy.lastRun()).isNotNull();
			assertThat(strategy.took()).isPositive();
			assertThat(strategy.interval()).isEqualTo(Duration.ofMinutes(2));
		});
	}

	@Test
	void runsAFunctionOfTheApplication() {
		this.cache.addWarmupStrategy(WarmupStrategy.custom("mine", (attributes) -> Flux.just("a", "b")));
		this.cache.addWarmupStrategy(WarmupStrategy.custom("thrown", (attributes) -> {
			throw new IllegalStateException();
		}));
		this.warmer.runAll().subscribe();
		pass(Duration.ofSeconds(1));
		assertThat(this.warmer.snapshot().strategies()).extracting(WarmingSnapshot.Strategy::rows)
			.containsExactly(2L, 0L);
		assertThat(this.warmer.snapshot().strategies()).extracting(WarmingSnapshot.Strategy::failures)
			.containsExactly(0L, 1L);
	}

	@Test
	void isChangedAtRunTime() {
		this.warmer.start();
		this.cache.addWarmupStrategy(WarmupStrategy.of("open", WarmupQuery.query("Tickets", null)));
		this.cache.addWarmupStrategy(WarmupStrategy.of("open", WarmupQuery.query("Contacts", null)));
		pass(Duration.ofSeconds(5));
		assertThat(this.read).containsExactly("Contacts");
		assertThat(this.cache.removeWarmupStrategy("open")).isTrue();
		assertThat(this.cache.removeWarmupStrategy("open")).isFalse();
		pass(Duration.ofHours(1));
		assertThat(this.read).hasSize(1);
	}

	@Test
	void refusesWhatCannotRun() {
		assertThatIllegalArgumentException().isThrownBy(() -> WarmupStrategy.of("none"));
		assertThatIllegalArgumentException().isThrownBy(() -> WarmupQuery.rows("Tickets"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new WarmupQuery("Tickets", Operation.CREATE, List.of(), null, List.of(), 500));
		WarmupStrategy strategy = WarmupStrategy.of("open", WarmupQuery.query("Tickets", null));
		assertThatIllegalArgumentException().isThrownBy(() -> strategy.withPriority(11));
		assertThatIllegalArgumentException().isThrownBy(() -> strategy.every(Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> strategy.at("never"));
	}

	private void pass(Duration duration) {
		this.scheduler.advanceTimeBy(duration);
	}

}
