package io.autotask.performance.insight;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.autotask.performance.insight.finding.Applying;
import io.autotask.performance.insight.finding.Confidence;
import io.autotask.performance.insight.finding.Evidence;
import io.autotask.performance.insight.finding.Fix;
import io.autotask.performance.insight.finding.Gain;
import io.autotask.performance.insight.finding.Risk;
import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.trial.TrialSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A finding, and what became of it.
 *
 * @param id rule and object: the same whenever the same is found
 * @param rule the rule
 * @param object at what, such as an entity
 * @param title what to do, in one line
 * @param severity how bad it is
 * @param confidence how sure it is
 * @param status how it stands
 * @param why what was seen
 * @param evidence what it rests on
 * @param gain what it would bring, or null when that cannot be said
 * @param risk what it may cost
 * @param fix what to do
 * @param apply how it can be carried out
 * @param detection when the rule finds it
 * @param firstSeen when it was found first
 * @param lastSeen when it was found last
 * @param occurrences how often it came, after it had gone
 * @param decision what somebody decided, or null
 * @param trial the last trial, or null
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Insight(String id, String rule, String object, String title, Severity severity, Confidence confidence,
		Status status, String why, Evidence evidence, @Nullable Gain gain, Risk risk, Fix fix, Apply apply,
		Detection detection, Instant firstSeen, Instant lastSeen, long occurrences, @Nullable Decision decision,
		@Nullable TrialSnapshot trial) {

	/**
	 * How it can be carried out.
	 *
	 * @param mode who may do it
	 * @param possible whether it can be applied now by the endpoint
	 * @param reversible whether it can be taken back while the application runs
	 * @param why why it cannot be applied now, or null
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Apply(Applying mode, boolean possible, boolean reversible, @Nullable String why) {

	}

	/**
	 * When the rule finds it.
	 *
	 * @param rule the criterion
	 * @param notMet what of it is not met any more: empty while it is there
	 */
	public record Detection(String rule, List<String> notMet) {

	}

	/**
	 * What somebody decided.
	 *
	 * @param by who
	 * @param at when
	 * @param reason why, in one word
	 * @param note more about it, or null
	 * @param until when it is to be shown again, or null for never
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Decision(String by, Instant at, String reason, @Nullable String note, @Nullable Instant until) {

	}

}
