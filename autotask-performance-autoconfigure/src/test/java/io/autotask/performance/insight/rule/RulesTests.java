package io.autotask.performance.insight.rule;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Applying;
import io.autotask.performance.insight.finding.Confidence;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.observe.PoolFigures;
import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Setting;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each rule of the catalogue: what it finds, what it must not find, and when it cannot
 * tell.
 */
class RulesTests {

	private static final String COMPANIES = "Companies";

	private static final String TICKETS = "Tickets";

	private static Finding found(Rule rule, Story story) {
		Verdict verdict = rule.check(story.observed());
		assertThat(verdict).as(rule.id()).isInstanceOf(Verdict.Found.class);
		Finding finding = ((Verdict.Found) verdict).findings().get(0);
		assertThat(finding.title()).isNotBlank().doesNotContain("!").doesNotEndWith(".");
		assertThat(finding.why()).endsWith(".");
		assertThat(finding.fix().text()).isNotBlank();
		assertThat(finding.fix().docs()).isEqualTo("docs/insights.md#" + rule.id());
		assertThat(finding.evidence().items()).isNotEmpty();
		return finding;
	}

	private static void nothing(Rule rule, Story story) {
		assertThat(rule.check(story.observed())).as(rule.id()).isInstanceOf(Verdict.Nothing.class);
	}

	private static void cannotTell(Rule rule, Story story) {
		assertThat(rule.check(story.observed())).as(rule.id()).isInstanceOf(Verdict.TooLittle.class);
	}

	private static long saved(Finding finding) {
		return finding.gain().requestsPerHour().low();
	}

	@Test
	void theCatalogueIsWholeAndEachRuleHasAName() {
		Set<String> ids = new TreeSet<>();
		Rules.all().forEach((rule) -> ids.add(rule.id()));
		assertThat(ids).containsExactlyInAnyOrder("cache-hit-ratio-low", "cache-ttl-too-short", "cache-ttl-too-long",
				"n-plus-one-gets", "budget-exhaustion-forecast", "polling-identical-query", "thread-limit-queueing",
				"oversized-page", "retry-storm", "slow-endpoint", "throttle-latency-active", "cache-memory-growth",
				"connection-pool-starvation", "unbounded-paging", "uncached-reference-data", "write-without-invalidate",
				"client-bypass", "feature-off");
		assertThat(Rules.all()).allSatisfy((rule) -> assertThat(rule.criterion()).isNotBlank());
	}

	@Test
	void withoutCallsNoRuleFindsAnything() {
		assertThat(Rules.all()).allSatisfy((rule) -> assertThat(rule.check(new Story().observed())).as(rule.id())
			.isNotInstanceOf(Verdict.Found.class));
	}

	@Nested
	class CacheHitRatioLowTests {

		private final Rule rule = new CacheHitRatioLow();

		@Test
		void findsThatTheTimeIsUpBeforeItIsAskedForAgain() {
			Story story = new Story().ttl(Duration.ofSeconds(30)).missed(COMPANIES, "expired", 250);
			for (int i = 0; i < 250; i++) {
				story.get(8 * i, COMPANIES, i % 5, 1);
			}
			Finding finding = found(this.rule, story);
			assertThat(finding.object()).isEqualTo(COMPANIES);
			assertThat(finding.settings()).containsExactly(new Setting.Ttl(COMPANIES, Duration.ofMinutes(2)));
			assertThat(finding.fix().yaml()).contains("Companies:\n          ttl: 2m");
			assertThat(saved(finding)).isPositive();
		}

		@Test
		void proposesRoomWhenThereIsNone() {
			Story story = new Story().settings((settings) -> settings.withMaxEntries(10))
				.missed(COMPANIES, "evicted", 250);
			for (int i = 0; i < 250; i++) {
				story.get(i, COMPANIES, i % 15, 1);
			}
			Finding finding = found(this.rule, story);
			assertThat(finding.settings()).containsExactly(new Setting.MaxSize(20));
			assertThat(finding.applying()).isEqualTo(Applying.CONFIGURATION);
			assertThat(saved(finding)).isPositive();
		}

		@Test
		void onlyInformsWhenEachIsAskedForOnce() {
			Story story = new Story().missed(COMPANIES, "first", 250);
			for (int i = 0; i < 250; i++) {
				story.get(i, COMPANIES, i, 1);
			}
			Finding finding = found(this.rule, story);
			assertThat(finding.severity()).isEqualTo(Severity.INFO);
			assertThat(finding.settings()).isEmpty();
		}

		@Test
		void proposesNoTimeBeyondTheBound() {
			Story story = new Story().ttl(Duration.ofSeconds(30))
				.oldest(Duration.ofMinutes(1))
				.missed(COMPANIES, "expired", 250);
			for (int i = 0; i < 250; i++) {
				story.get(8 * i, COMPANIES, i % 5, 1);
			}
			assertThat(found(this.rule, story).settings()).isEmpty();
		}

		@Test
		void findsNothingWhereMemoryHelps() {
			Story story = new Story();
			for (int i = 0; i < 125; i++) {
				story.get(i, COMPANIES, i, 1).hit(i, COMPANIES, i);
			}
			nothing(this.rule, story);
		}

		@Test
		void saysWhatItNeeds() {
			assertThat(this.rule.check(new Story().get(0, COMPANIES, 1, 1).observed()))
				.isEqualTo(new Verdict.TooLittle("It needs 200 reads of one entity that may be kept, and has 1."));
		}

	}

	@Nested
	class CacheTtlTooShortTests {

		private final Rule rule = new CacheTtlTooShort();

		private Story rereads(int changing) {
			Story story = new Story().ttl(Duration.ofSeconds(30));
			for (int round = 0; round < 30; round++) {
				for (int id = 0; id < 5; id++) {
					story.get(40 * round + id, COMPANIES, id, (id < changing) ? round : 1);
				}
			}
			return story;
		}

		@Test
		void findsThatWhatIsAskedForAgainComesBackUnchanged() {
			Finding finding = found(this.rule, rereads(0));
			assertThat(finding.id()).isEqualTo("cache-ttl-too-short:Companies");
			assertThat(finding.title()).isEqualTo("Keep Companies for 4m instead of 30s");
			assertThat(finding.applying()).isEqualTo(Applying.AUTOMATIC);
			assertThat(finding.gain().requestsPerHour().low()).isBetween(300L, 450L);
			assertThat(finding.gain().requestsPerHour().high()).isBetween(350L, 450L);
			assertThat(finding.risk().text()).contains("0 % of").contains("never older than 4 min");
		}

		@Test
		void staysBelowTheBoundOnTheAgeOfData() {
			Story story = rereads(0).oldest(Duration.ofSeconds(70));
			assertThat(found(this.rule, story).settings())
				.containsExactly(new Setting.Ttl(COMPANIES, Duration.ofMinutes(1)));
			nothing(this.rule, rereads(0).oldest(Duration.ofSeconds(59)));
		}

		@Test
		void findsNothingWhereDataChanges() {
			nothing(this.rule, rereads(3));
		}

		@Test
		void findsNothingWhereALongerTimeWouldOutdateHits() {
			Story story = new Story().ttl(Duration.ofSeconds(30));
			for (int round = 0; round < 150; round++) {
				story.get(40 * round, COMPANIES, 1, round / 7);
			}
			nothing(this.rule, story);
		}

		@Test
		void doesNotCountWhatThisApplicationChanged() {
			Story story = new Story().ttl(Duration.ofSeconds(30));
			for (int round = 0; round < 150; round++) {
				story.get(40 * round, COMPANIES, 1, round).update(40 * round + 20, COMPANIES, 1, 200);
			}
			cannotTell(this.rule, story);
		}

	}

	@Nested
	class CacheTtlTooLongTests {

		private final Rule rule = new CacheTtlTooLong();

		private Story givenOut(int everyOther) {
			Story story = new Story();
			for (int round = 0; round < 40; round++) {
				story.get(400 * round, TICKETS, 1, round / everyOther).hit(400 * round + 200, TICKETS, 1);
			}
			return story;
		}

		@Test
		void findsThatMemoryGivesOutWhatOthersChange() {
			Finding finding = found(this.rule, givenOut(1));
			assertThat(finding.severity()).isEqualTo(Severity.WARNING);
			assertThat(finding.settings()).containsExactly(new Setting.Ttl(TICKETS, Duration.ofSeconds(75)));
			assertThat(finding.gain()).isNull();
			assertThat(finding.why()).contains("39 times").contains("by 7 min at most");
		}

		@Test
		void isCriticalBeyondTheBound() {
			assertThat(found(this.rule, givenOut(1).oldest(Duration.ofMinutes(5))).severity())
				.isEqualTo(Severity.CRITICAL);
		}

		@Test
		void findsNothingWhereDataHardlyChanges() {
			nothing(this.rule, givenOut(20));
		}

	}

	@Nested
	class NPlusOneGetsTests {

		private final Rule rule = new NPlusOneGets();

		private Story loop() {
			Story story = new Story();
			for (int i = 0; i < 25; i++) {
				story.get(0.1 * i, COMPANIES, i, 1);
			}
			return story.until(60);
		}

		@Test
		void suspectsRowsThatAreReadOneByOne() {
			Finding finding = found(this.rule, loop());
			assertThat(finding.severity()).isEqualTo(Severity.INFO);
			assertThat(finding.confidence()).isEqualTo(Confidence.LOW);
			assertThat(finding.evidence().items().get(0).current()).isEqualTo("25");
			assertThat(finding.evidence().items().get(0).proposed()).isEqualTo("1");
			assertThat(finding.fix().code()).contains("\"op\":\"in\"").contains("entity(\"Companies\")");
		}

		@Test
		void namesThePlaceOnceItIsKnown() {
			Finding finding = found(this.rule, loop().site(COMPANIES, "ServiceDesk.view (ServiceDesk.java:120)", 40)
				.site(COMPANIES, "Other.read (Other.java:5)", 2));
			assertThat(finding.title())
				.isEqualTo("Read Companies by one query instead of one by one in ServiceDesk.view");
			assertThat(finding.severity()).isEqualTo(Severity.WARNING);
			assertThat(finding.confidence()).isEqualTo(Confidence.HIGH);
			assertThat(finding.evidence().samples().get(0).caller())
				.isEqualTo("ServiceDesk.view (ServiceDesk.java:120)");
		}

		@Test
		void staysASuspicionWhenTheCallsComeFromManyPlaces() {
			Story story = loop();
			for (int i = 0; i < 5; i++) {
				story.site(COMPANIES, "Place" + i + ".read (Place.java:1)", 10);
			}
			assertThat(found(this.rule, story).severity()).isEqualTo(Severity.INFO);
		}

		@Test
		void findsNothingInTheSameRowAskedForOverAndOver() {
			Story story = new Story();
			for (int i = 0; i < 25; i++) {
				story.get(0.1 * i, COMPANIES, 5, 1);
			}
			nothing(this.rule, story);
		}

		@Test
		void findsNothingWhereUsersAskNowAndThen() {
			Story story = new Story();
			for (int i = 0; i < 25; i++) {
				story.get(5 * i, COMPANIES, i, 1);
			}
			nothing(this.rule, story);
		}

		@Test
		void findsNothingInReadsThatLeftAsOneQuery() {
			Story story = new Story();
			for (int i = 0; i < 25; i++) {
				story.merged(0.1 * i, COMPANIES, i);
			}
			cannotTell(this.rule, story);
		}

		@Test
		void findsNothingInWhatMemoryAnswers() {
			Story story = new Story();
			for (int i = 0; i < 25; i++) {
				story.hit(0.1 * i, COMPANIES, i);
			}
			cannotTell(this.rule, story);
		}

	}

	@Nested
	class BudgetForecastTests {

		private final Rule rule = new BudgetForecast();

		@Test
		void saysWhenTheHourRunsOut() {
			Story story = new Story().get(100, COMPANIES, 1, 1);
			for (int minute = 0; minute <= 50; minute++) {
				story.budget(60 * minute, 100 * minute, 20L, 0);
			}
			// 5,000 are left, at 100 a minute, which is 50 minutes.
			Finding finding = found(this.rule, story);
			assertThat(finding.severity()).isEqualTo(Severity.WARNING);
			assertThat(finding.title()).isEqualTo("Send less: the requests of the hour run out in about 50 min");
			assertThat(finding.why()).contains("20 of them by others");
			assertThat(finding.evidence().samples().get(0).fingerprint()).isEqualTo("GET Companies/{id}");
		}

		@Test
		void isCriticalWhenThereAreMinutesLeft() {
			Story story = new Story();
			for (int minute = 0; minute <= 50; minute++) {
				story.budget(60 * minute, 180 * minute, null, 0);
			}
			assertThat(found(this.rule, story).severity()).isEqualTo(Severity.CRITICAL);
		}

		@Test
		void onlyInformsWhenMuchIsUsedAndItDoesNotGrow() {
			Story story = new Story();
			for (int minute = 0; minute <= 50; minute++) {
				story.budget(60 * minute, 6_500, null, 0);
			}
			assertThat(found(this.rule, story).severity()).isEqualTo(Severity.INFO);
		}

		@Test
		void foretellsNothingBeyondTheHour() {
			Story story = new Story();
			for (int minute = 0; minute <= 50; minute++) {
				story.budget(60 * minute, 10 * minute, null, 0);
			}
			nothing(this.rule, story);
		}

		@Test
		void cannotTellWithoutReadings() {
			cannotTell(this.rule, new Story().budget(0, 9_000, null, 0));
		}

	}

	@Nested
	class PollingIdenticalQueryTests {

		private final Rule rule = new PollingIdenticalQuery();

		private Story polled(double[] pauses, int changes) {
			Story story = new Story().ttl(Duration.ofSeconds(30));
			double second = 0;
			for (int i = 0; i < 20; i++) {
				story.asked(second, TICKETS, Operation.QUERY, 1, (i < changes) ? i : 100, 50);
				second += pauses[i % pauses.length];
			}
			return story;
		}

		@Test
		void findsWhatIsAskedForByTheClock() {
			Finding finding = found(this.rule, polled(new double[] { 60 }, 0));
			assertThat(finding.object()).isEqualTo("Tickets.query");
			assertThat(finding.settings()).containsExactly(new Setting.Ttl(TICKETS, Duration.ofSeconds(73)));
			assertThat(finding.applying()).isEqualTo(Applying.APPROVAL);
			assertThat(saved(finding)).isPositive();
		}

		@Test
		void proposesADeltaQueryWhereKeepingWouldBeBeyondTheBound() {
			Finding finding = found(this.rule, polled(new double[] { 60 }, 0).oldest(Duration.ofMinutes(1)));
			assertThat(finding.settings()).isEmpty();
			assertThat(finding.fix().code()).contains("lastActivityDate");
		}

		@Test
		void findsNothingWherePeopleAsk() {
			nothing(this.rule, polled(new double[] { 5, 200, 31, 900 }, 0));
		}

		@Test
		void findsNothingWhereTheAnswerChanges() {
			nothing(this.rule, polled(new double[] { 60 }, 20));
		}

	}

	@Nested
	class ThreadLimitQueueingTests {

		private final Rule rule = new ThreadLimitQueueing();

		private Story waits(double millis) {
			Story story = new Story().settings((settings) -> settings.withBatching(1, Duration.ZERO));
			for (int i = 0; i < 60; i++) {
				story.get(0.01 * i, TICKETS, i, 1).waited(0.01 * i, TICKETS, millis);
			}
			return story;
		}

		@Test
		void findsThatCallsWaitAndWhatBatchingWouldSave() {
			Finding finding = found(this.rule, waits(400));
			assertThat(finding.object()).isEqualTo(TICKETS);
			assertThat(finding.settings()).containsExactly(new Setting.Batching(500));
			assertThat(finding.applying()).isEqualTo(Applying.APPROVAL);
			assertThat(saved(finding)).isPositive();
		}

		@Test
		void findsRejections() {
			Story story = waits(1);
			story.rejected(1, TICKETS).rejected(2, TICKETS).rejected(3, TICKETS);
			assertThat(found(this.rule, story).why()).contains("turned 3 away");
		}

		@Test
		void proposesNoMoreSlotsThanTheApiHasAndNoneAfterARejection() {
			Story few = new Story().settings((settings) -> settings.withSlots(1));
			for (int i = 0; i < 60; i++) {
				few.get(0.01 * i, TICKETS, i, 1).waited(0.01 * i, TICKETS, 400);
			}
			assertThat(found(this.rule, few).settings()).containsExactly(new Setting.Slots(3));
			few.rejected(1, TICKETS);
			assertThat(found(this.rule, few).settings()).isEmpty();
		}

		@Test
		void findsNothingWhereNobodyWaits() {
			nothing(this.rule, waits(5));
		}

	}

	@Nested
	class OversizedPageTests {

		private final Rule rule = new OversizedPage();

		private Story pages(int bytes) {
			Story story = new Story();
			for (int i = 0; i < 25; i++) {
				story.asked(i, TICKETS, Operation.QUERY, i, 1, 50, bytes, 0);
			}
			return story;
		}

		@Test
		void findsLargeAnswersAndHowToAskForLess() {
			Finding finding = found(this.rule, pages(300_000));
			assertThat(finding.severity()).isEqualTo(Severity.INFO);
			assertThat(finding.fix().code()).contains("IncludeFields");
			assertThat(finding.gain()).isNull();
			assertThat(found(this.rule, pages(2_000_000)).severity()).isEqualTo(Severity.WARNING);
		}

		@Test
		void findsNothingInSmallAnswers() {
			nothing(this.rule, pages(20_000));
		}

	}

	@Nested
	class RetryStormTests {

		private final Rule rule = new RetryStorm();

		private Story retries(int count) {
			Story story = new Story();
			for (int i = 0; i < 40; i++) {
				story.get(i, TICKETS, i, 1);
			}
			for (int i = 0; i < count; i++) {
				story.retried(i, TICKETS, false);
			}
			return story;
		}

		@Test
		void findsThatMuchIsSentAgain() {
			Finding finding = found(this.rule, retries(10));
			assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
			assertThat(finding.title()).contains("25 %");
		}

		@Test
		void findsAWriteThatIsSentAgainThoughItMayHaveRun() {
			assertThat(found(this.rule, retries(0).retried(5, TICKETS, true)).title())
				.isEqualTo("Do not send writes again that may have run");
		}

		@Test
		void findsNothingInAFew() {
			nothing(this.rule, retries(4));
		}

		@Test
		void forgetsWhatIsLongAgo() {
			cannotTell(this.rule, retries(10).until(1_000));
		}

	}

	@Nested
	class SlowEndpointTests {

		private final Rule rule = new SlowEndpoint();

		private Story takes(double earlier, double later) {
			Story story = new Story();
			for (int i = 0; i < 60; i++) {
				story.asked(10 * i, TICKETS, Operation.QUERY, i, 1, (i < 30) ? earlier : later);
			}
			return story;
		}

		@Test
		void findsWhatTakesLong() {
			Finding finding = found(this.rule, takes(1_500, 1_500).budget(590, 6_000, null, 0));
			assertThat(finding.object()).isEqualTo("Tickets.query");
			assertThat(finding.title()).contains("1500 ms");
			assertThat(finding.why()).contains("Autotask delays everybody");
		}

		@Test
		void findsWhatBecameSlow() {
			assertThat(found(this.rule, takes(50, 200)).why()).contains("50 ms").contains("200 ms");
		}

		@Test
		void findsNothingInWhatIsAsItWas() {
			nothing(this.rule, takes(200, 220));
		}

	}

	@Nested
	class ThrottleLatencyTests {

		private final Rule rule = new ThrottleLatency();

		private Story answers(double before, double after, long used) {
			Story story = new Story().budget(0, 1_000, null, 0).budget(300, used, null, 0);
			for (int i = 0; i < 60; i++) {
				story.asked(10 * i + 1, TICKETS, Operation.GET, i, 1, (i < 30) ? before : after);
			}
			return story;
		}

		@Test
		void measuresHowMuchLongerItTakes() {
			Finding finding = found(this.rule, answers(100, 600, 6_000));
			assertThat(finding.title())
				.isEqualTo("Use less of the hour: Autotask takes 500 ms longer for each request");
			assertThat(finding.severity()).isEqualTo(Severity.INFO);
		}

		@Test
		void findsNothingWhileLittleIsUsed() {
			nothing(this.rule, answers(100, 600, 4_000));
		}

		@Test
		void findsNothingWhenItTakesNoLonger() {
			nothing(this.rule, answers(100, 110, 6_000));
		}

		@Test
		void cannotTellWithoutReadings() {
			cannotTell(this.rule, new Story().get(1, TICKETS, 1, 1));
		}

	}

	@Nested
	class CacheMemoryGrowthTests {

		private final Rule rule = new CacheMemoryGrowth();

		@Test
		void findsThatItFillsUp() {
			Story story = new Story();
			for (int minute = 0; minute < 40; minute++) {
				story.kept(60 * minute, 10_000 * minute, 0, null);
			}
			assertThat(found(this.rule, story).fix().text()).contains("max-weight");
		}

		@Test
		void findsThatItTakesMuchOfTheHeap() {
			Story story = new Story();
			for (int minute = 0; minute < 40; minute++) {
				story.kept(60 * minute, 300_000, 5, 1_000_000L);
			}
			found(this.rule, story);
		}

		@Test
		void findsNothingWhereItsBoundHolds() {
			Story story = new Story();
			for (int minute = 0; minute < 40; minute++) {
				story.kept(60 * minute, (minute % 2 == 0) ? 400_000 : 300_000, minute, 100_000_000L);
			}
			nothing(this.rule, story);
		}

	}

	@Nested
	class PoolStarvationTests {

		private final Rule rule = new PoolStarvation();

		@Test
		void findsThatRequestsWaitForAConnection() {
			assertThat(found(this.rule, new Story().pools(new PoolFigures(3, 0, 4, 200, 5.0))).why())
				.startsWith("4 requests wait for a connection now");
			assertThat(found(this.rule, new Story().pools(new PoolFigures(3, 0, 0, 200, 90.0))).why())
				.contains("90 ms");
		}

		@Test
		void findsNothingWhereThereIsAConnection() {
			nothing(this.rule, new Story().pools(new PoolFigures(1, 2, 0, 200, 1.0)));
		}

		@Test
		void saysWhenItSeesNone() {
			assertThat(this.rule.check(new Story().observed())).isInstanceOf(Verdict.NotApplicable.class);
		}

	}

	@Nested
	class UnboundedPagingTests {

		private final Rule rule = new UnboundedPaging();

		private Story pages(double pause) {
			Story story = new Story();
			for (int i = 0; i < 40; i++) {
				story.asked(pause * i, TICKETS, Operation.QUERY, i, 1, 50, 1_000, Recorded.PAGE);
			}
			return story;
		}

		@Test
		void findsThatAllRowsAreRead() {
			Finding finding = found(this.rule, pages(1));
			assertThat(finding.title()).endsWith("40 pages in one go");
			assertThat(finding.fix().code()).contains("lastActivityDate");
		}

		@Test
		void findsNothingInAPageNowAndThen() {
			nothing(this.rule, pages(60));
		}

	}

	@Nested
	class UncachedReferenceDataTests {

		private final Rule rule = new UncachedReferenceData();

		@Test
		void findsWhatIsReadAgainAndAgain() {
			Story story = new Story().settings((settings) -> settings.withCaching(false));
			for (int i = 0; i < 10; i++) {
				story.asked(60 * i, TICKETS, Operation.METADATA, 1, 1, 50);
			}
			Finding finding = found(this.rule, story);
			assertThat(finding.settings()).containsExactly(new Setting.Caching());
			assertThat(saved(finding)).isGreaterThan(50);
		}

		@Test
		void findsNothingInWhatIsReadOncePerEntity() {
			Story story = new Story();
			for (int i = 0; i < 10; i++) {
				story.asked(60 * i, TICKETS, Operation.METADATA, i, 1, 50);
			}
			nothing(this.rule, story);
		}

	}

	@Nested
	class WriteWithoutInvalidateTests {

		private final Rule rule = new WriteWithoutInvalidate();

		@Test
		void findsAReadThatIsOlderThanTheWrite() {
			Finding finding = found(this.rule,
					new Story().get(0, TICKETS, 5, 1)
						.update(10, TICKETS, 5, 200)
						.hit(20, TICKETS, 5)
						.hit(21, COMPANIES, 5));
			assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
			assertThat(finding.object()).isEqualTo(TICKETS);
		}

		@Test
		void findsNothingWhenAutotaskWasAskedInBetween() {
			nothing(this.rule,
					new Story().get(0, TICKETS, 5, 1)
						.update(10, TICKETS, 5, 200)
						.get(15, TICKETS, 5, 2)
						.hit(20, TICKETS, 5));
		}

		@Test
		void aWriteThatWasRefusedChangesNothing() {
			cannotTell(this.rule, new Story().get(0, TICKETS, 5, 1).update(10, TICKETS, 5, 500).hit(20, TICKETS, 5));
		}

	}

	@Nested
	class ClientBypassTests {

		private final Rule rule = new ClientBypass();

		@Test
		void findsThatOthersMakeRequests() {
			assertThat(found(this.rule,
					new Story().budget(0, 100, 50L, 50).budget(600, 400, 340L, 55).budget(1_200, 900, 830L, 60))
				.title()).isEqualTo("Find out who else makes requests: 780 in 20 min");
		}

		@Test
		void findsNothingWhereTheRequestsAreOurs() {
			nothing(this.rule,
					new Story().budget(0, 100, 50L, 50).budget(600, 400, 60L, 340).budget(1_200, 900, 70L, 830));
		}

		@Test
		void cannotTellWithoutTheTenantsCount() {
			cannotTell(this.rule,
					new Story().budget(0, 100, null, 50).budget(600, 400, null, 340).budget(1_200, 900, null, 830));
		}

	}

	@Nested
	class FeatureOffTests {

		private final Rule rule = new FeatureOff();

		private Story repeated() {
			Story story = new Story();
			for (int i = 0; i < 120; i++) {
				story.get(i, COMPANIES, i % 10, 1);
			}
			return story;
		}

		@Test
		void findsThatMemoryWouldHelp() {
			Finding finding = found(this.rule, repeated().settings((settings) -> settings.withCaching(false)));
			assertThat(finding.object()).isEqualTo("cache");
			assertThat(finding.why()).contains("120 requests would have been 10");
			assertThat(finding.fix().yaml()).isEqualTo("autotask:\n  performance:\n    cache:\n      enabled: true");
		}

		@Test
		void findsThatBatchingWouldHelpWhereReadsWaitForASlot() {
			Story story = new Story().settings((settings) -> settings.withBatching(1, Duration.ZERO));
			for (int i = 0; i < 120; i++) {
				story.get(10 * (i / 30), COMPANIES, i, 1);
			}
			Finding finding = found(this.rule, story);
			assertThat(finding.object()).isEqualTo("batching");
			assertThat(finding.why()).contains("120 requests would have been 16");
			assertThat(finding.applying()).isEqualTo(Applying.APPROVAL);
		}

		@Test
		void findsNothingThatWouldNotHelp() {
			nothing(this.rule, repeated().settings((settings) -> settings.withSharing(false)));
		}

		@Test
		void hasNothingToLookAtWhenAllIsOn() {
			assertThat(this.rule.check(repeated().observed())).isInstanceOf(Verdict.NotApplicable.class);
		}

	}

	@Test
	void aRuleShowsTheWorstFirstAndNotMoreThanAnybodyReads() {
		Story story = new Story();
		for (int entity = 0; entity < 30; entity++) {
			for (int i = 0; i < 25; i++) {
				story.asked(i, "Entity" + entity, Operation.QUERY, i, 1, 50, (entity == 29) ? 2_000_000 : 300_000, 0);
			}
		}
		List<Finding> findings = ((Verdict.Found) new OversizedPage().check(story.observed())).findings();
		assertThat(findings).hasSize(20);
		assertThat(findings.get(0).severity()).isEqualTo(Severity.WARNING);
	}

}
