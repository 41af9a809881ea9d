package io.autotask.performance.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.call.Operation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TimelineTests {

	private static final EndpointKey TICKETS = new EndpointKey("Tickets", Operation.GET);

	private final Timeline timeline = new Timeline(Duration.ofSeconds(5));

	private long now;

	@Test
	void keepsSecondsForMinutesAndMinutesForADay() {
		pass(Duration.ofHours(30), Duration.ofMillis(20));
		assertThat(this.timeline.all(Resolution.FINE)).hasSize(180)
			.allSatisfy((slice) -> assertThat(slice.nanos()).isEqualTo(Duration.ofSeconds(5).toNanos()));
		assertThat(covered(Resolution.MEDIUM)).isCloseTo(Duration.ofHours(3), Duration.ofMinutes(1));
		assertThat(covered(Resolution.COARSE)).isCloseTo(Duration.ofDays(1), Duration.ofMinutes(10));
	}

	@Test
	void losesNoCallWhenSlicesBecomeOne() {
		pass(Duration.ofHours(1), Duration.ofMillis(20));
		for (Resolution resolution : List.of(Resolution.MEDIUM, Resolution.COARSE)) {
			assertThat(this.timeline.all(resolution).stream().mapToLong((slice) -> slice.calls().ended()).sum())
				.isEqualTo(720);
		}
	}

	@Test
	void mergedPercentilesAreThoseOfAllCallsAndNotMeansOfPercentiles() {
		pass(Duration.ofMinutes(50), Duration.ofMillis(10));
		pass(Duration.ofMinutes(4), Duration.ofMillis(900));
		Slice hour = this.timeline.all(Resolution.COARSE).stream().reduce(Slice::plus).orElseThrow();
		LatencySnapshot latency = hour.calls().snapshot().latency();
		assertThat(latency.count()).isEqualTo(648);
		assertThat(latency.p90()).isCloseTo(10, within(0.1));
		assertThat(latency.p95()).isCloseTo(900, within(9.0));
		assertThat(latency.average()).isCloseTo((600 * 10 + 48 * 900) / 648.0, within(0.001));
	}

	@Test
	void answersForAPeriodAsFinelyAsItReachesBack() {
		pass(Duration.ofHours(20), Duration.ofMillis(20));
		Instant end = Instant.EPOCH.plusNanos(this.now);
		assertThat(this.timeline.between(end.minus(Duration.ofMinutes(10)), end)).hasSize(120);
		assertThat(this.timeline.between(end.minus(Duration.ofHours(2)), end.minus(Duration.ofHours(1)))).hasSize(60);
		assertThat(this.timeline.between(end.minus(Duration.ofHours(10)), end)).hasSize(60);
		assertThat(this.timeline.between(end.minus(Duration.ofDays(10)), end))
			.hasSameSizeAs(this.timeline.all(Resolution.COARSE));
		assertThat(this.timeline.between(end.plusSeconds(1), end.plusSeconds(2))).isEmpty();
	}

	@Test
	void aTimeInWhichNothingWasSampledIsInNoSlice() {
		pass(Duration.ofMinutes(1), Duration.ofMillis(20));
		this.now += Duration.ofHours(1).toNanos();
		pass(Duration.ofMinutes(1), Duration.ofMillis(20));
		assertThat(this.timeline.recent(this.now)).hasSize(12);
	}

	@Test
	void namesTheBestAndTheWorst() {
		Map<EndpointKey, EndpointCount> endpoints = Map.of(TICKETS, count(100, 0, Duration.ofMillis(5)),
				new EndpointKey("Companies", Operation.QUERY), count(100, 30, Duration.ofMillis(50)),
				new EndpointKey("Contacts", Operation.GET), count(10, 1, Duration.ofMillis(500)),
				new EndpointKey("Roles", Operation.GET), count(4, 4, Duration.ofMillis(9_000)));
		PerformanceReport report = PerformanceReport.of(List.of(slice(Duration.ofMillis(5), endpoints)));
		assertThat(report.best().get(0))
			.isEqualTo(new PerformanceReport.RankedEndpoint("Tickets", "get", "averageResponseTime", 5));
		assertThat(report.worst()).filteredOn((worst) -> worst.metric().equals("averageResponseTime"))
			.extracting(PerformanceReport.RankedEndpoint::entity)
			.as("four calls say nothing")
			.containsExactly("Contacts", "Companies", "Tickets");
		assertThat(report.worst()).filteredOn((worst) -> worst.metric().equals("errorRate"))
			.extracting(PerformanceReport.RankedEndpoint::entity, PerformanceReport.RankedEndpoint::value)
			.containsExactly(org.assertj.core.groups.Tuple.tuple("Companies", 30.0),
					org.assertj.core.groups.Tuple.tuple("Contacts", 10.0));
		assertThat(report.endpoints().get("Roles").get("get").count()).isEqualTo(4);
	}

	@Test
	void aReportOfNothingHoldsNoFigures() {
		PerformanceReport report = PerformanceReport.of(List.of());
		assertThat(report.summary()).isNull();
		assertThat(report.endpoints()).isEmpty();
		assertThat(report.worst()).isEmpty();
	}

	private Duration covered(Resolution resolution) {
		List<Slice> all = this.timeline.all(resolution);
		return Duration.between(all.get(0).from(), all.get(all.size() - 1).until());
	}

	/** Every five seconds one call. */
	private void pass(Duration duration, Duration took) {
		long end = this.now + duration.toNanos();
		while (this.now < end) {
			this.timeline.add(slice(took, Map.of(TICKETS, count(1, 0, took))));
			this.now += Duration.ofSeconds(5).toNanos();
		}
	}

	private Slice slice(Duration took, Map<EndpointKey, EndpointCount> endpoints) {
		CallFigures calls = new CallFigures();
		calls.record(Outcome.SUCCESS, took.toNanos(), 10);
		long until = this.now + Duration.ofSeconds(5).toNanos();
		return new Slice(this.now, until, Instant.EPOCH.plusNanos(this.now), Instant.EPOCH.plusNanos(until),
				calls.compact(), calls.compact(), endpoints, Map.of("network", 1L), Map.of(),
				new Counters(0, 0, 0, 0, 0, 0, 0, 0), new ProcessSnapshot(1, null, null, null, 0, 0, null, null, 1),
				null, null);
	}

	private static EndpointCount count(long calls, long failures, Duration average) {
		return new EndpointCount(calls, failures, calls, calls * average.toNanos(), calls, calls * average.toNanos());
	}

}
