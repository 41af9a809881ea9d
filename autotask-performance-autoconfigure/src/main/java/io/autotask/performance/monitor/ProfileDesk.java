package io.autotask.performance.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import io.autotask.performance.call.TimeSource;
import io.autotask.performance.monitor.flight.HotStacks;
import io.autotask.performance.monitor.flight.JvmRecorder;
import io.autotask.performance.monitor.profile.ProcessUse;
import io.autotask.performance.monitor.profile.Profile;
import io.autotask.performance.monitor.profile.ProfileSnapshot;
import io.autotask.performance.monitor.profile.ProfileSnapshot.HotStack;
import io.autotask.performance.monitor.profile.Profiles;

/**
 * Starts profiles and tells when they end. Where the flight recorder is allowed, it looks
 * at the same time where the process runs, for a few profiles at once; then the end is
 * told when the last of its events have come.
 */
final class ProfileDesk {

	private static final int MAX_RECORDINGS = 4;

	private static final int MOST_STACKS = 50;

	private static final Duration EVENTS_ARE_LATE_BY = Duration.ofMillis(1_500);

	private final Profiles profiles;

	private final TimeSource time;

	private final Outlet outlet;

	private final boolean recorderAllowed;

	private final BiConsumer<Duration, Runnable> later;

	private final Map<String, HotStacks> recordings = new ConcurrentHashMap<>();

	private volatile boolean stopped;

	/**
	 * A desk.
	 * @param recorderAllowed whether the flight recorder may be used
	 * @param later runs something on the monitor's thread after a while, if it runs
	 */
	ProfileDesk(TimeSource time, ProcessProbe process, Outlet outlet, boolean recorderAllowed,
			BiConsumer<Duration, Runnable> later) {
		this.profiles = new Profiles(time, () -> use(process.read()), this::ended);
		this.time = time;
		this.outlet = outlet;
		this.recorderAllowed = recorderAllowed;
		this.later = later;
	}

	Profiles profiles() {
		return this.profiles;
	}

	Profile start(String name) {
		return record(this.profiles.start(name));
	}

	/**
	 * Allows recordings.
	 */
	void start() {
		this.stopped = false;
	}

	/**
	 * Ends all recordings.
	 */
	void stop() {
		this.stopped = true;
		this.recordings.keySet().forEach(this::close);
	}

	/**
	 * Looks where the process runs while a profile is open.
	 */
	Profile record(Profile profile) {
		if (this.recorderAllowed && this.recordings.size() < MAX_RECORDINGS && JvmRecorder.isAvailable()) {
			this.later.accept(Duration.ZERO, () -> {
				if (profile.result().isEmpty()) {
					this.recordings.computeIfAbsent(profile.id(), (key) -> new HotStacks());
				}
				if (this.stopped) {
					// It began while everything else ended.
					close(profile.id());
				}
			});
		}
		return profile;
	}

	private void ended(ProfileSnapshot profile) {
		HotStacks recording = this.recordings.get(profile.id());
		if (recording == null) {
			this.outlet.offer(new ProfileEvent(profile));
			return;
		}
		recording.until(this.time.instant());
		this.later.accept(EVENTS_ARE_LATE_BY, () -> {
			List<HotStack> stacks = recording.top(MOST_STACKS)
				.stream()
				.map((stack) -> new HotStack(stack.getKey(), stack.getValue()))
				.toList();
			close(profile.id());
			this.outlet.offer(new ProfileEvent(this.profiles.add(profile, stacks)));
		});
	}

	private void close(String profile) {
		HotStacks recording = this.recordings.remove(profile);
		if (recording != null) {
			recording.close();
		}
	}

	private static ProcessUse use(ProcessReading reading) {
		return new ProcessUse(reading.cpuNanos(), reading.gcPauses(), reading.gcMillis());
	}

}
