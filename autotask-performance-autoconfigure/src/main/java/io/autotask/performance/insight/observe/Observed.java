package io.autotask.performance.insight.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.autotask.performance.insight.finding.Evidence;
import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.Recording;
import io.autotask.performance.insight.replay.ReplaySettings;
import io.autotask.performance.insight.replay.Site;
import io.autotask.performance.insight.replay.WhatIf;
import org.jspecify.annotations.Nullable;

/**
 * Everything that rules look at, at one moment. Immutable, but for what the replay
 * remembers; for one thread.
 *
 * @param now the moment
 * @param nanos the moment, in nanoseconds of the time source
 * @param recording what happened to calls
 * @param whatIf asks what other settings would have made of it
 * @param settings what is set
 * @param cache how memory does, by entity
 * @param levels how full things were, the oldest first
 * @param pools how connections do, or null when they cannot be seen
 * @param sites where in the application calls of a kind are made
 * @param oldest how old data may be that is served because of a finding
 */
public record Observed(Instant now, long nanos, Recording recording, WhatIf whatIf, ReplaySettings settings,
		Map<String, CacheFigures> cache, List<Level> levels, @Nullable PoolFigures pools,
		Function<Kind, List<Site>> sites, Duration oldest) {

	/**
	 * A time of the recording for people.
	 * @param time nanoseconds of the time source
	 * @return the moment
	 */
	public Instant instant(long time) {
		return this.now.plusNanos(time - this.nanos);
	}

	/**
	 * The time of the recording.
	 * @return from the first event to now
	 */
	public Evidence.Window window() {
		return new Evidence.Window(this.recording.events().isEmpty() ? this.now : instant(this.recording.from()),
				this.now);
	}

	/**
	 * What was recorded lately.
	 * @param time how far back
	 * @return that part
	 */
	public Recording last(Duration time) {
		return this.recording.between(this.nanos - time.toNanos(), this.nanos + 1);
	}

	/**
	 * The levels of a time.
	 * @param time how far back
	 * @return the oldest first
	 */
	public List<Level> levels(Duration time) {
		return this.levels.stream().filter((level) -> level.nanos() - (this.nanos - time.toNanos()) >= 0).toList();
	}

}
