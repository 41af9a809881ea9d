package io.autotask.performance.benchmark.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the rate of an open load goes over time. */
public enum LoadPattern {

	/** The base rate all the time. */
	CONSTANT,

	/** From the base rate to the peak rate, evenly. */
	RAMP_UP,

	/** From the base rate to the peak rate in steps of equal height and length. */
	STEP,

	/** The base rate, but the peak rate for a while in the middle. */
	SPIKE,

	/** From the base rate to the peak rate and back, as a wave. */
	SINE,

	/** The base rate for long, to see what grows. */
	SOAK,

	/** What the application asked before, at the same distances. */
	REPLAY;

	/**
	 * The pattern for people and for requests.
	 * @return for example {@code ramp_up}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The pattern of a word.
	 * @param word the word in any case; {@code sine_wave} is {@code sine}
	 * @return the pattern
	 * @throws IllegalArgumentException when there is none
	 */
	public static LoadPattern of(String word) {
		String name = word.trim().toUpperCase(Locale.ROOT).replace('-', '_');
		return Arrays.stream(values())
			.filter((pattern) -> name.equals(pattern.name())
					|| (pattern == SINE && name.equals("SINE_WAVE") || pattern == RAMP_UP && name.equals("RAMP")))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no pattern, allowed are "
					+ Arrays.stream(values()).map(LoadPattern::word).collect(Collectors.joining(", "))));
	}

	/**
	 * Whether every part of a run is loaded alike, so that parts may be compared.
	 * @return true for a constant rate
	 */
	public boolean isEven() {
		return this == CONSTANT || this == SOAK;
	}

}
