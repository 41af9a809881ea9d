package io.autotask.performance.insight.finding;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a finding rests on.
 *
 * @param window which time was looked at
 * @param calls how many calls were looked at
 * @param items what was measured
 * @param samples where it was seen most, the most frequent first
 */
public record Evidence(Window window, long calls, List<Item> items, List<Sample> samples) {

	/**
	 * A time.
	 *
	 * @param from its begin
	 * @param to its end
	 */
	public record Window(Instant from, Instant to) {

	}

	/**
	 * Something that was measured, or is set.
	 *
	 * @param key what
	 * @param current what it is
	 * @param proposed what it should be, or null
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Item(String key, String current, @Nullable String proposed) {

	}

	/**
	 * Calls that have something in common.
	 *
	 * @param fingerprint what they do, without any value of a caller
	 * @param count how many
	 * @param caller where in the application they are made, or null when that is not
	 * known
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Sample(String fingerprint, long count, @Nullable String caller) {

	}

}
