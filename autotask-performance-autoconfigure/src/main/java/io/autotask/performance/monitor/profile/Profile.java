package io.autotask.performance.monitor.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import io.autotask.performance.call.Phase;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the application that is being measured: {@code try (Profile p =
 * monitor.startProfiling("Import")) { p.marker("…"); }}. Thread-safe.
 */
public final class Profile implements AutoCloseable {

	private final String id;

	private final String name;

	private final TimeSource time;

	private final Instant start;

	private final long startedAt;

	private final Meter meter;

	private final PhaseAccount phases;

	private final CallAccount calls = new CallAccount();

	private final Consumer<Profile> whenEnded;

	private boolean over;

	private @Nullable ProfileSnapshot result;

	Profile(String id, String name, TimeSource time, Meter meter, Consumer<Profile> whenEnded) {
		this.id = id;
		this.name = name;
		this.time = time;
		this.start = time.instant();
		this.startedAt = time.nanos();
		this.meter = meter;
		this.phases = new PhaseAccount(this.startedAt);
		this.whenEnded = whenEnded;
	}

	/**
	 * A profile that knows of no calls, for where profiling is switched off: it has no
	 * result.
	 * @param name its name
	 * @return a profile that has ended
	 */
	public static Profile ofNothing(String name) {
		Profile profile = new Profile("none", name, TimeSource.system(), new Meter(() -> new ProcessUse(null, 0, 0)),
				(ended) -> {
				});
		profile.over = true;
		return profile;
	}

	/**
	 * Its id.
	 * @return one of its own in this process
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Its name.
	 * @return as the application gave it
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Says that something else begins. Does nothing when the profile has ended.
	 * @param marker what begins
	 */
	public synchronized void marker(String marker) {
		if (!this.over) {
			this.phases.marker(marker, this.time.nanos());
		}
	}

	/**
	 * Ends the profile. Does nothing when it has ended.
	 */
	@Override
	public void close() {
		synchronized (this) {
			if (this.over) {
				return;
			}
			this.over = true;
			long now = this.time.nanos();
			this.phases.end(now);
			this.result = new ProfileSnapshot(this.id, this.name, this.start, Duration.ofNanos(now - this.startedAt),
					this.phases.segments(), this.calls.snapshot(), this.meter.sinceStart(), this.calls.samples(), null);
		}
		this.whenEnded.accept(this);
	}

	/**
	 * What was measured. Where stacks are sampled, they are added to the profile a little
	 * later: the event and the monitor's list have them.
	 * @return the result, or empty while the profile is not closed, and when profiling is
	 * switched off
	 */
	public synchronized Optional<ProfileSnapshot> result() {
		return Optional.ofNullable(this.result);
	}

	synchronized boolean isOpen() {
		return !this.over;
	}

	synchronized void moved(@Nullable Phase from, @Nullable Phase to) {
		if (!this.over) {
			this.phases.moved(from, to, this.time.nanos());
		}
	}

	synchronized void ended(CallEnd end, int retries) {
		if (!this.over) {
			ProfileSnapshot.Sample sample = new ProfileSnapshot.Sample(
					Duration.ofNanos(this.time.nanos() - this.startedAt), end.call().entity(),
					end.call().operation().word(), end.outcome(), end.served(), end.took());
			this.calls.ended(sample, retries, end.rows(), end.bytes());
		}
	}

}
