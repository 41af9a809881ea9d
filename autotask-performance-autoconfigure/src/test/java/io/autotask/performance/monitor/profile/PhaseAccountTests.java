package io.autotask.performance.monitor.profile;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.autotask.performance.call.Phase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PhaseAccountTests {

	private final PhaseAccount account = new PhaseAccount(millis(1_000));

	@Test
	void timeWithoutCallsIsTheCallersOwn() {
		this.account.end(millis(1_300));
		assertThat(phases(0)).isEqualTo(Map.of("own-code", Duration.ofMillis(300)));
	}

	@Test
	void timeOfOneCallGoesToItsPhases() {
		// own 100, slot 50, first byte 200, own 50
		move(null, Phase.SLOT, 1_100);
		move(Phase.SLOT, Phase.FIRST_BYTE, 1_150);
		move(Phase.FIRST_BYTE, null, 1_350);
		this.account.end(millis(1_400));
		assertThat(phases(0)).isEqualTo(Map.of("own-code", Duration.ofMillis(150), "slot", Duration.ofMillis(50),
				"first-byte", Duration.ofMillis(200)));
	}

	@Test
	void callsAtOnceShareTheTimeInEqualParts() {
		move(null, Phase.FIRST_BYTE, 1_000);
		move(null, Phase.FIRST_BYTE, 1_000);
		move(null, Phase.SLOT, 1_000);
		move(Phase.FIRST_BYTE, null, 1_300);
		move(Phase.FIRST_BYTE, null, 1_300);
		move(Phase.SLOT, null, 1_400);
		this.account.end(millis(1_400));
		assertThat(phases(0))
			.isEqualTo(Map.of("first-byte", Duration.ofMillis(200), "slot", Duration.ofMillis(100 + 100)));
	}

	@Test
	void eachSegmentHasItsOwnParts() {
		move(null, Phase.FIRST_BYTE, 1_000);
		this.account.marker("half way", millis(1_250));
		move(Phase.FIRST_BYTE, null, 1_300);
		this.account.end(millis(1_400));
		List<ProfileSnapshot.Segment> segments = this.account.segments();
		assertThat(segments).extracting(ProfileSnapshot.Segment::name).containsExactly("start", "half way");
		assertThat(segments.get(0).wall()).isEqualTo(Duration.ofMillis(250));
		assertThat(segments.get(1).start()).isEqualTo(Duration.ofMillis(250));
		assertThat(phases(1))
			.isEqualTo(Map.of("first-byte", Duration.ofMillis(50), "own-code", Duration.ofMillis(100)));
	}

	@Test
	void thePartsAddUpToTheWholeWhateverHappens() {
		Random random = new Random(6);
		Phase[] calls = new Phase[10];
		long now = 1_000;
		for (int i = 0; i < 10_000; i++) {
			now += random.nextInt(5);
			int call = random.nextInt(calls.length);
			Phase next = random.nextBoolean() ? Phase.values()[random.nextInt(Phase.values().length)] : null;
			move(calls[call], next, now);
			calls[call] = next;
			if (random.nextInt(500) == 0) {
				this.account.marker("marker", millis(now));
			}
		}
		this.account.end(millis(now));
		Duration sum = this.account.segments()
			.stream()
			.flatMap((segment) -> segment.phases().values().stream())
			.reduce(Duration.ZERO, Duration::plus);
		assertThat(sum).isCloseTo(Duration.ofMillis(now - 1_000), Duration.ofNanos(1_000));
	}

	@Test
	void hasNoMoreSegmentsThanThereMayBe() {
		for (int i = 0; i < PhaseAccount.MAX_SEGMENTS + 100; i++) {
			this.account.marker("marker", millis(1_000 + i));
		}
		this.account.end(millis(5_000));
		assertThat(this.account.segments()).hasSize(PhaseAccount.MAX_SEGMENTS);
		assertThat(this.account.segments().stream().map(ProfileSnapshot.Segment::wall).reduce(Duration::plus))
			.hasValue(Duration.ofMillis(4_000));
	}

	private Map<String, Duration> phases(int segment) {
		return this.account.segments().get(segment).phases();
	}

	private void move(Phase from, Phase to, long millis) {
		this.account.moved(from, to, millis(millis));
	}

	private static long millis(long millis) {
		return Duration.ofMillis(millis).toNanos();
	}

}
