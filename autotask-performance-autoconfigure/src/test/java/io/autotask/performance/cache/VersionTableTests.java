package io.autotask.performance.cache;

import java.time.Duration;
import java.util.List;

import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VersionTableTests {

	private static final List<Tag> ROW = List.of(Tag.row(Calls.ORIGIN, "Tickets", 5));

	private static final Runnable NOTHING = () -> {
	};

	private final ManualTime time = new ManualTime();

	private final VersionTable versions = new VersionTable(this.time);

	@Test
	void letsAReadThatNoWriteMetBeKeptAndJoined() {
		Versions taken = this.versions.capture(ROW);
		assertThat(this.versions.isJoinable(taken)).isTrue();
		assertThat(this.versions.ifCurrent(taken, NOTHING)).isTrue();
	}

	@Test
	void aReadDuringAnOpenWriteMayBeJoinedButNotKept() {
		this.versions.open(ROW, NOTHING);
		Versions taken = this.versions.capture(ROW);
		assertThat(this.versions.isJoinable(taken)).isTrue();
		assertThat(this.versions.ifCurrent(taken, NOTHING)).isFalse();
		this.versions.close(ROW, Duration.ZERO, NOTHING);
		assertThat(this.versions.isJoinable(taken)).isFalse();
	}

	@Test
	void aReadDuringTheQuarantineIsNeitherKeptNorJoinedEvenAfterItsEnd() {
		this.versions.open(ROW, NOTHING);
		this.versions.close(ROW, Duration.ofSeconds(30), NOTHING);
		this.time.pass(Duration.ofSeconds(29));
		Versions taken = this.versions.capture(ROW);
		assertThat(taken.quarantined()).isTrue();
		assertThat(this.versions.isJoinable(taken)).isFalse();
		this.time.pass(Duration.ofSeconds(2));
		assertThat(this.versions.ifCurrent(taken, NOTHING)).isFalse();
		assertThat(this.versions.ifCurrent(this.versions.capture(ROW), NOTHING)).isTrue();
	}

	@Test
	void aSecondWriteNeverShortensTheQuarantineOfTheFirst() {
		this.versions.open(ROW, NOTHING);
		this.versions.close(ROW, Duration.ofSeconds(30), NOTHING);
		this.versions.open(ROW, NOTHING);
		this.versions.close(ROW, Duration.ofSeconds(5), NOTHING);
		this.time.pass(Duration.ofSeconds(10));
		assertThat(this.versions.capture(ROW).quarantined()).isTrue();
	}

	@Test
	void nothingFromBeforeCountsAfterEverythingWasRaised() {
		Versions taken = this.versions.capture(ROW);
		this.versions.raiseAll(NOTHING);
		assertThat(this.versions.isJoinable(taken)).isFalse();
		assertThat(this.versions.ifCurrent(taken, NOTHING)).isFalse();
	}

	@Test
	void aWriteOfAnotherRowChangesNothingForThisOne() {
		Versions taken = this.versions.capture(ROW);
		for (int id = 100; id < 130; id++) {
			List<Tag> other = List.of(Tag.row(Calls.ORIGIN, "Tickets", id));
			this.versions.raise(other, NOTHING);
		}
		assertThat(this.versions.isJoinable(taken)).isTrue();
	}

	@Test
	void aMillionTagsTakeNoMoreRoomThanOne() {
		// Tags that share a slot are raised together: the price of the fixed size.
		Versions taken = this.versions.capture(ROW);
		for (int id = 0; id < 1_000_000; id++) {
			this.versions.raise(List.of(Tag.row(Calls.ORIGIN, "Companies", id)), NOTHING);
		}
		assertThat(this.versions.isJoinable(taken)).isFalse();
	}

}
