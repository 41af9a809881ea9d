package io.autotask.performance.insight;

import java.time.Duration;
import java.util.List;

import io.autotask.performance.insight.InsightSettings.Apply;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.ReplaySettings;
import io.autotask.performance.insight.replay.Setting;
import io.autotask.performance.insight.trial.Lever;
import org.jspecify.annotations.Nullable;

/**
 * Whether settings may be changed now, and why not.
 */
final class Permission {

	private final InsightSettings settings;

	private final Lever lever;

	Permission(InsightSettings settings, Lever lever) {
		this.settings = settings;
		this.lever = lever;
	}

	/**
	 * Why what a finding proposes may not be applied, whoever says so.
	 * @param times how old data may get
	 * @param busy whether something else is on trial
	 * @return a sentence, or null when it may
	 */
	@Nullable String refusal(Finding finding, Status status, ReplaySettings.Times times, boolean busy) {
		if (finding.settings().isEmpty()) {
			return "It is no matter of settings: see 'fix'.";
		}
		if (this.settings.apply() == Apply.OFF || this.settings.apply() == Apply.SUGGEST) {
			return "'autotask.performance.insights.apply' is '" + this.settings.apply().word()
					+ "'. Set it to 'approve' to apply it from here, or put the yaml into the configuration.";
		}
		if (!isMovable(finding.settings())) {
			return "It counts from the next start on: put the yaml into the configuration.";
		}
		if (status == Status.APPLIED || status == Status.VERIFIED) {
			return "It is applied already.";
		}
		if (status == Status.RESOLVED) {
			return "It is resolved: it was not found any more.";
		}
		if (busy) {
			return "Another change is on trial: two at once could not be told apart.";
		}
		return beyond(finding.settings(), times);
	}

	boolean isMovable(List<Setting> proposed) {
		return !proposed.isEmpty() && proposed.stream().allMatch(this.lever::isMovable);
	}

	private @Nullable String beyond(List<Setting> proposed, ReplaySettings.Times times) {
		for (Setting setting : proposed) {
			if (setting instanceof Setting.Ttl ttl) {
				Duration oldest = Setting.Ttl.OPERATIONS.stream()
					.map((operation) -> times.oldest(new Kind(ttl.entity(), operation), ttl.ttl()))
					.max(Duration::compareTo)
					.orElse(Duration.ZERO);
				if (oldest.compareTo(this.settings.maxAge()) > 0) {
					return "Data could be " + Setting.words(oldest) + " old, and "
							+ Setting.words(this.settings.maxAge())
							+ " is allowed by 'autotask.performance.insights.max-age'.";
				}
			}
		}
		return null;
	}

}
