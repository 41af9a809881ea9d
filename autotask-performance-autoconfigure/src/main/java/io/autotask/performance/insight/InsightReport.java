package io.autotask.performance.insight;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autotask.performance.insight.finding.Evidence;
import io.autotask.performance.insight.finding.Gain;
import org.jspecify.annotations.Nullable;

/**
 * What was found out by itself. Immutable.
 *
 * @param timestamp when it was looked last
 * @param window what it rests on: the time of the recorded calls
 * @param calls how many calls that are
 * @param apply who may carry out what is proposed
 * @param findings what was found, the worst first; dismissed and resolved ones last
 * @param checks what each rule says
 * @param together what all open proposals would bring, from one replay; null when there
 * is none
 * @param replay how well the replay meets what really happened
 * @param bottlenecks what is in the way
 * @param opportunities what could be better
 * @param trends how the recorded time went
 * @param history what changed about findings, the latest first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record InsightReport(Instant timestamp, Evidence.Window window, long calls, String apply, List<Insight> findings,
		List<Check> checks, @Nullable Together together, ReplayCheck replay, List<Bottleneck> bottlenecks,
		List<Opportunity> opportunities, List<Trend> trends, List<InsightEvent> history) {

	/**
	 * What a rule says.
	 *
	 * @param rule its id
	 * @param outcome whether it found something
	 * @param text at what it looked, or what it needs
	 * @param criterion when it finds something
	 */
	public record Check(String rule, Outcome outcome, String text, String criterion) {

		/** Whether it found something. */
		public enum Outcome {

			/** It found something. */
			FOUND,

			/** It looked, and found nothing. */
			NOTHING_FOUND,

			/** It cannot tell yet. */
			CANNOT_TELL,

			/** It has nothing to look at here. */
			NOT_APPLICABLE,

			/** It is switched off. */
			IGNORED;

			/**
			 * The name for people and JSON.
			 * @return the name in lower case, with dashes
			 */
			@JsonValue
			public String word() {
				return name().toLowerCase(Locale.ROOT).replace('_', '-');
			}

		}

	}

	/**
	 * Several proposals at once.
	 *
	 * @param ids of which findings
	 * @param gain what they would bring together
	 * @param yaml all of their settings
	 */
	public record Together(List<String> ids, Gain gain, String yaml) {

	}

	/**
	 * What the replay makes of the settings as they are, beside what really happened.
	 *
	 * @param replayed requests by the replay
	 * @param measured requests that really went out
	 */
	public record ReplayCheck(long replayed, long measured) {

	}

	/**
	 * Something that is in the way.
	 *
	 * @param component which part
	 * @param issue what is wrong
	 * @param impact what it does
	 * @param recommendation what to do
	 */
	public record Bottleneck(String component, String issue, String impact, String recommendation) {

	}

	/**
	 * Something that could be better.
	 *
	 * @param area which part
	 * @param potential how much
	 * @param implementation how
	 */
	public record Opportunity(String area, String potential, String implementation) {

	}

	/**
	 * How a figure went, from the earlier half of the recorded time to the later one.
	 *
	 * @param name which figure
	 * @param earlier of the earlier half, or null
	 * @param later of the later half, or null
	 * @param unit of what
	 * @param direction {@code rising}, {@code falling} or {@code steady}, which is within
	 * 10 %; null when there is too little to tell
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Trend(String name, @Nullable Double earlier, @Nullable Double later, String unit,
			@Nullable String direction) {

	}

}
