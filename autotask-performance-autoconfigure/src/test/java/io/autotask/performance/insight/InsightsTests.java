package io.autotask.performance.insight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.autotask.performance.cache.CacheSettings;
import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallSites;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.Serving;
import io.autotask.performance.insight.Insight.Decision;
import io.autotask.performance.insight.InsightEvent.Change;
import io.autotask.performance.insight.InsightReport.Check.Outcome;
import io.autotask.performance.insight.InsightSettings.Apply;
import io.autotask.performance.insight.observe.CacheFigures;
import io.autotask.performance.insight.observe.Level;
import io.autotask.performance.insight.observe.PoolFigures;
import io.autotask.performance.insight.observe.Sensors;
import io.autotask.performance.insight.replay.CallRecorder;
import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.ReplaySettings;
import io.autotask.performance.insight.trial.CacheLever;
import io.autotask.performance.insight.trial.TrialSnapshot;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The life of an insight: found, decided about, tried, kept or taken back. */
class InsightsTests {

	private static final String ID = "cache-ttl-too-short:Companies";

	private static final String TOO_LONG = "cache-ttl-too-long:Companies";

	private final ManualTime time = new ManualTime();

	private final IntelligentCache cache = new IntelligentCache(cacheSettings(), this.time);

	private final CallRecorder recorder = new CallRecorder(6_000, this.time);

	private final List<InsightEvent> events = new ArrayList<>();

	private Insights insights = insights(Apply.APPROVE, Duration.ofMinutes(30), Set.of());

	private int version;

	private double millis = 100;

	private final Map<Long, Long> fresh = new HashMap<>();

	@Test
	void isFoundWithEvidenceAndOpen() {
		rounds(30);
		InsightReport report = this.insights.evaluate();
		Insight insight = report.findings().get(0);
		assertThat(insight.id()).isEqualTo(ID);
		assertThat(insight.status()).isEqualTo(Status.OPEN);
		assertThat(insight.apply().possible()).isTrue();
		assertThat(insight.evidence().window().to()).isEqualTo(this.time.instant());
		assertThat(report.opportunities()).extracting(InsightReport.Opportunity::area).contains("cache");
		assertThat(report.together().ids()).contains(ID);
		assertThat(report.replay().replayed()).isEqualTo(report.replay().measured());
		assertThat(report.checks()).hasSize(18)
			.extracting(InsightReport.Check::outcome)
			.contains(Outcome.FOUND, Outcome.CANNOT_TELL, Outcome.NOT_APPLICABLE);
		assertThat(report.trends()).extracting(InsightReport.Trend::name)
			.containsExactly("calls", "responseTime.p95", "requestsPerCall", "errorRate");
		assertThat(changes()).containsExactly(Change.RAISED);
	}

	@Test
	void isResolvedWhenItIsNotFoundAnyMoreAndOpenWhenItComesBack() {
		rounds(30);
		this.insights.evaluate();
		volatileRounds(150);
		this.insights.evaluate();
		assertThat(this.insights.find(ID).status()).isEqualTo(Status.RESOLVED);
		assertThat(this.insights.find(ID).detection().notMet()).isNotEmpty();
		rounds(600);
		this.insights.evaluate();
		assertThat(this.insights.find(ID).status()).isEqualTo(Status.OPEN);
		assertThat(this.insights.find(ID).occurrences()).isEqualTo(2);
		assertThat(changes()).contains(Change.RESOLVED);
	}

	@Test
	void isDismissedForGoodWithAReasonAndSnoozedForAWhile() {
		rounds(30);
		this.insights.evaluate();
		this.insights.hide(ID, new Decision("ada", this.insights.now(), "accepted-risk", "we know", null));
		rounds(1);
		this.insights.evaluate();
		assertThat(this.insights.find(ID).status()).isEqualTo(Status.DISMISSED);
		assertThat(this.insights.find(ID).decision().note()).isEqualTo("we know");
		assertThat(this.insights.report().together()).isNull();
		this.insights.reopen(ID, "ada");
		this.insights.hide(ID,
				new Decision("ada", this.insights.now(), "snoozed", null, this.insights.now().plusSeconds(60)));
		assertThat(this.insights.find(ID).status()).isEqualTo(Status.SNOOZED);
		this.time.pass(Duration.ofSeconds(61));
		this.insights.evaluate();
		assertThat(this.insights.find(ID).status()).isEqualTo(Status.OPEN);
		assertThat(changes()).containsExactly(Change.RAISED, Change.DISMISSED, Change.REOPENED, Change.SNOOZED,
				Change.RAISED);
	}

	@Test
	void aPreviewChangesNothing() {
		rounds(30);
		this.insights.evaluate();
		Preview preview = this.insights.preview(List.of(ID));
		assertThat(preview.possible()).isTrue();
		assertThat(preview.after().requests()).isLessThan(preview.before().requests());
		assertThat(preview.yaml()).contains("Companies:").contains("ttl: 4m");
		assertThat(ttl()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void aTrialThatDoesWhatItPromisedIsKept() {
		rounds(30);
		this.insights.evaluate();
		Insight applied = this.insights.apply(ID, Duration.ofMinutes(20), "ada");
		assertThat(applied.status()).isEqualTo(Status.APPLIED);
		assertThat(ttl()).isEqualTo(Duration.ofMinutes(4));
		rounds(15);
		this.insights.tick();
		assertThat(this.insights.find(ID).trial().state()).isEqualTo(TrialSnapshot.State.RUNNING);
		rounds(20);
		this.insights.tick();
		Insight verified = this.insights.find(ID);
		assertThat(verified.status()).isEqualTo(Status.VERIFIED);
		TrialSnapshot.Measured measured = verified.trial().measured();
		assertThat(measured.requestsAfter()).isLessThan(measured.requestsExpected() / 3);
		// What the replay had promised came true.
		assertThat(measured.savedPerHour()).isBetween((long) (0.8 * applied.gain().requestsPerHour().low()),
				(long) (1.2 * applied.gain().requestsPerHour().high()));
		assertThat(ttl()).isEqualTo(Duration.ofMinutes(4));
		assertThat(changes()).contains(Change.APPLIED, Change.VERIFIED);
		this.insights.revert(ID, "ada");
		assertThat(ttl()).isEqualTo(Duration.ofSeconds(30));
		assertThat(this.cache.ttlSetAtRunTime("Companies", Operation.GET)).isNull();
	}

	@Test
	void aTrialUnderWhichCallsTakeLongerIsTakenBackAtOnce() {
		rounds(30);
		this.insights.evaluate();
		this.insights.apply(ID, Duration.ofHours(2), "ada");
		this.millis = 900;
		rounds(20);
		this.insights.tick();
		assertThat(this.insights.find(ID).trial().state()).isEqualTo(TrialSnapshot.State.ROLLED_BACK);
		assertThat(this.insights.find(ID).trial().result()).startsWith("Calls take longer");
		assertThat(this.insights.find(ID).status()).isEqualTo(Status.SNOOZED);
		assertThat(ttl()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void aTrialUnderWhichDataChangesIsTakenBackAtOnce() {
		rounds(30);
		this.insights.evaluate();
		this.insights.apply(ID, Duration.ofHours(10), "ada");
		volatileRounds(60);
		this.insights.tick();
		assertThat(this.insights.find(ID).trial().state()).isEqualTo(TrialSnapshot.State.ROLLED_BACK);
		assertThat(this.insights.find(ID).trial().result()).startsWith("Data changes too often");
		assertThat(ttl()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void aTrialForFresherDataIsKeptThoughItTakesMoreRequests() {
		this.cache.setTtl("Companies", Operation.GET, Duration.ofMinutes(10));
		changing(9);
		this.insights.evaluate();
		this.insights.apply(TOO_LONG, Duration.ofMinutes(30), "ada");
		assertThat(ttl()).isEqualTo(Duration.ofSeconds(150));
		changing(6);
		this.insights.tick();
		TrialSnapshot trial = this.insights.find(TOO_LONG).trial();
		assertThat(trial.state()).as(trial.result()).isEqualTo(TrialSnapshot.State.VERIFIED);
		assertThat(trial.result()).contains("may have got an outdated answer");
		assertThat(trial.measured().requestsAfter()).isGreaterThan(trial.measured().requestsExpected());
		assertThat(ttl()).isEqualTo(Duration.ofSeconds(150));
	}

	@Test
	void aTrialForFresherDataThatBringsNoneIsTakenBack() {
		this.cache.setTtl("Companies", Operation.GET, Duration.ofMinutes(10));
		changing(9);
		this.insights.evaluate();
		this.insights.apply(TOO_LONG, Duration.ofMinutes(30), "ada");
		// As if somebody had set it back.
		this.cache.setTtl("Companies", Operation.GET, Duration.ofMinutes(10));
		changing(6);
		this.insights.tick();
		assertThat(this.insights.find(TOO_LONG).trial().result()).startsWith("Not fresher by more than chance");
		assertThat(ttl()).isEqualTo(Duration.ofMinutes(10));
	}

	@Test
	void aTrialWithoutCallsIsTakenBackAtItsEnd() {
		rounds(30);
		this.insights.evaluate();
		this.insights.apply(ID, Duration.ofMinutes(10), "ada");
		this.time.pass(Duration.ofMinutes(11));
		this.insights.tick();
		assertThat(this.insights.find(ID).trial().result()).startsWith("Too few calls to tell");
		assertThat(ttl()).isEqualTo(Duration.ofSeconds(30));
		assertThat(changes()).contains(Change.ROLLED_BACK);
	}

	@Test
	void whatIsSetAtRunTimeBeforeIsSetAgainAfterwards() {
		this.cache.setTtl("Companies", Operation.GET, Duration.ofSeconds(20));
		rounds(30);
		this.insights.evaluate();
		this.insights.apply(ID, null, "ada");
		this.insights.revert(ID, "ada");
		assertThat(ttl()).isEqualTo(Duration.ofSeconds(20));
	}

	@Test
	void nothingIsAppliedUnlessThatIsAllowed() {
		this.insights = insights(Apply.SUGGEST, Duration.ofMinutes(30), Set.of());
		rounds(30);
		this.insights.evaluate();
		assertThat(this.insights.find(ID).apply().possible()).isFalse();
		assertThatExceptionOfType(InsightRefusedException.class).isThrownBy(() -> this.insights.apply(ID, null, "ada"))
			.withMessageContaining("'autotask.performance.insights.apply' is 'suggest'");
		assertThat(this.insights.preview(List.of(ID)).why()).contains("suggest");
		this.insights = insights(Apply.OFF, Duration.ofMinutes(30), Set.of());
		this.insights.evaluate();
		assertThatExceptionOfType(InsightRefusedException.class).isThrownBy(() -> this.insights.preview(List.of(ID)));
		assertThat(ttl()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void nothingIsAppliedThatCouldServeDataOlderThanTheBound() {
		rounds(30);
		this.insights.evaluate();
		Insights stricter = insights(Apply.APPROVE, Duration.ofSeconds(45), Set.of());
		assertThat(stricter.evaluate().findings()).noneMatch((insight) -> insight.id().equals(ID));
		// Also when a finding asks for it all the same.
		Permission permission = new Permission(settings(Apply.APPROVE, Duration.ofSeconds(45), Set.of()),
				new CacheLever(this.cache));
		assertThat(permission.refusal(FindingOf.ttl("Companies", Duration.ofMinutes(4)), Status.OPEN,
				sensors().settings().times(), false))
			.isEqualTo("Data could be 4m old, and 45s is allowed by 'autotask.performance.insights.max-age'.");
	}

	@Test
	void oneTrialAtATime() {
		rounds(30);
		this.insights.evaluate();
		this.insights.apply(ID, null, "ada");
		assertThatExceptionOfType(InsightRefusedException.class).isThrownBy(() -> this.insights.apply(ID, null, "ada"));
		assertThatExceptionOfType(InsightRefusedException.class)
			.isThrownBy(() -> this.insights.hide(ID, new Decision("ada", this.insights.now(), "other", null, null)));
		assertThatExceptionOfType(InsightRefusedException.class).isThrownBy(() -> this.insights.revert("no:such", "a"))
			.matches((refused) -> refused.reason() == InsightRefusedException.Reason.UNKNOWN);
	}

	@Test
	void byItselfItGoesOneStepADayAndSaysSo() {
		this.insights = insights(Apply.AUTO, Duration.ofMinutes(30), Set.of());
		rounds(30);
		this.insights.evaluate();
		// Four minutes are proposed; twice of what it was is as far as it goes.
		assertThat(ttl()).isEqualTo(Duration.ofMinutes(1));
		assertThat(this.insights.find(ID).trial().by()).isEqualTo(InsightEvent.OURSELVES);
		rounds(60);
		this.insights.tick();
		assertThat(this.insights.find(ID).trial().state()).isEqualTo(TrialSnapshot.State.VERIFIED);
		rounds(60);
		this.insights.evaluate();
		assertThat(ttl()).isEqualTo(Duration.ofMinutes(1));
		this.time.pass(Duration.ofDays(1));
		rounds(120);
		this.insights.evaluate();
		assertThat(ttl()).isEqualTo(Duration.ofMinutes(2));
	}

	@Test
	void whatIsIgnoredIsNotShown() {
		rounds(30);
		this.insights = insights(Apply.APPROVE, Duration.ofMinutes(30), Set.of(ID, "client-bypass"));
		InsightReport report = this.insights.evaluate();
		assertThat(report.findings()).noneMatch((insight) -> insight.id().equals(ID));
		assertThat(report.checks()).filteredOn((check) -> check.rule().equals("client-bypass"))
			.extracting(InsightReport.Check::outcome)
			.containsExactly(Outcome.IGNORED);
	}

	@Test
	void aListenerThatFailsStopsNobody() {
		this.insights.addListener((event) -> {
			throw new IllegalStateException("no");
		});
		rounds(30);
		assertThat(this.insights.evaluate().findings()).isNotEmpty();
	}

	@Test
	void itLooksAgainAfterTheInterval() {
		this.insights.tick();
		InsightReport first = this.insights.report();
		this.time.pass(Duration.ofSeconds(30));
		this.insights.tick();
		assertThat(this.insights.report()).isSameAs(first);
		this.time.pass(Duration.ofSeconds(31));
		this.insights.tick();
		assertThat(this.insights.report()).isNotSameAs(first);
	}

	/** Five companies are asked for every 40 seconds, and never change. */
	private void rounds(int count) {
		for (int round = 0; round < count; round++) {
			for (long id = 1; id <= 5; id++) {
				ask(id);
				this.time.pass(Duration.ofSeconds(1));
			}
			this.time.pass(Duration.ofSeconds(35));
		}
	}

	/** The same, and each answer of Autotask is another one. */
	private void volatileRounds(int count) {
		for (int round = 0; round < count; round++) {
			this.version++;
			rounds(1);
		}
	}

	/** Data that changes every ten rounds. */
	private void changing(int times) {
		for (int time = 0; time < times; time++) {
			this.version++;
			rounds(10);
		}
	}

	/** As the path tells it, by the time to live that counts now. */
	private void ask(long id) {
		long now = this.time.nanos();
		Long until = this.fresh.get(id);
		if (until != null && now < until) {
			this.recorder.on(completed(id, Serving.Source.CACHE, Duration.ofNanos(1_000)));
			return;
		}
		Duration took = Duration.ofNanos((long) (this.millis * 1e6));
		this.time.pass(took);
		this.recorder.on(new CallEvent.Returned(Calls.get("Companies", id), 200, took, 100));
		this.recorder.on(new CallEvent.Answered(Calls.get("Companies", id), Calls.json(200, "v" + this.version)));
		this.recorder.on(completed(id, Serving.Source.NETWORK, took));
		this.fresh.put(id, now + ttl().toNanos());
	}

	private CallEvent completed(long id, Serving.Source source, Duration took) {
		return Events.completed(Calls.get("Companies", id), source, took, this.time.nanos());
	}

	private Duration ttl() {
		return this.cache.ttl("Companies", Operation.GET);
	}

	private List<Change> changes() {
		return this.events.stream().filter((event) -> event.id().equals(ID)).map(InsightEvent::change).toList();
	}

	private Insights insights(Apply apply, Duration maxAge, Set<String> ignore) {
		Insights created = new Insights(settings(apply, maxAge, ignore), new Insights.Parts(this.recorder, sensors(),
				new CacheLever(this.cache), new CallSites(), this.time, new OwnFailures()));
		created.addListener(this.events::add);
		return created;
	}

	private static InsightSettings settings(Apply apply, Duration maxAge, Set<String> ignore) {
		return new InsightSettings(apply, Duration.ofMinutes(1), Duration.ofMinutes(30), maxAge, ignore);
	}

	private static CacheSettings cacheSettings() {
		CacheSettings defaults = CacheSettings.defaults();
		return new CacheSettings(true, true, Duration.ofSeconds(30), defaults.maxSize(), defaults.maxWeight(),
				defaults.maxEntrySize(), defaults.compressAbove(), defaults.referenceDataTtl(), defaults.negativeTtl(),
				Duration.ZERO, Duration.ZERO, defaults.writeQuarantine(), Map.of());
	}

	private Sensors sensors() {
		return new Sensors() {

			@Override
			public Level level() {
				return new Level(InsightsTests.this.time.nanos(), InsightsTests.this.time.instant(),
						new Level.CacheLevel(0, 0, 10_000, 1_000_000, 0), 0, null, 0, null);
			}

			@Override
			public Map<String, CacheFigures> cache() {
				return Map.of();
			}

			@Override
			public @Nullable PoolFigures pools() {
				return null;
			}

			@Override
			public ReplaySettings settings() {
				return new ReplaySettings(true, true, 10_000, 0, Duration.ZERO, 3, new ReplaySettings.Times() {

					@Override
					public Duration ttl(Kind kind) {
						return InsightsTests.this.cache.ttl(kind.entity(), kind.operation());
					}

					@Override
					public Duration grace(Kind kind) {
						return Duration.ZERO;
					}

					@Override
					public Duration oldest(Kind kind, Duration ttl) {
						return ttl;
					}

				}, Map.of());
			}

		};
	}

}
