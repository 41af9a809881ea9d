package io.autotask.performance.insight.rule;

import java.time.Duration;
import java.util.List;

import io.autotask.performance.insight.finding.Confidence;
import io.autotask.performance.insight.finding.Gain;
import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Recorded.What;
import io.autotask.performance.insight.replay.Recording;

/**
 * I9: much of what is sent is sent again, or a write is that may have run.
 */
final class RetryStorm implements Rule {

	private static final int NEEDED = 20;

	private static final double MUCH = 0.2;

	private static final Duration LATELY = Duration.ofMinutes(5);

	@Override
	public String id() {
		return "retry-storm";
	}

	@Override
	public String criterion() {
		return "20 or more requests in the last 5 minutes, of which 20 % are to be sent again; or a write that is sent "
				+ "again though it may have run";
	}

	@Override
	public Verdict check(Observed observed) {
		Recording recent = observed.last(LATELY);
		int sent = recent.of(What.SENT).size();
		List<Recorded> retries = recent.of(What.RETRY);
		long unsafe = retries.stream().filter((retry) -> retry.is(Recorded.UNSAFE)).count();
		Search search = new Search(NEEDED, "requests in the last 5 minutes");
		if ((search.isEnough(sent) && retries.size() > MUCH * sent) || unsafe > 0) {
			double share = (double) retries.size() / Math.max(1, sent);
			double perHour = retries.size() * (double) Duration.ofHours(1).toSeconds() / LATELY.toSeconds();
			Draft draft = new Draft(this, "all",
					(unsafe > 0) ? "Do not send writes again that may have run"
							: "Find out why " + Words.percent(share) + " of requests are sent again")
				.severity(Severity.CRITICAL)
				.confidence((sent >= 5 * NEEDED) ? Confidence.HIGH : Confidence.MEDIUM)
				.bottleneck("retries", "Requests are spent twice")
				.why(retries.size() + " of " + sent + " requests of the last 5 minutes were to be sent again, " + unsafe
						+ " of them writes that may have run.")
				.item("to be sent again", Words.percent(share))
				.gain(Gain.ofRequests(0, perHour, "Counted in the last 5 minutes, extrapolated to an hour"))
				.fix("Look at the errors and rejections on the dashboard: lower 'optimization.concurrency.max-per-endpoint' "
						+ "when Autotask rejects, and call less while it fails. A retry of the application on top of "
						+ "ours multiplies them.");
			Recording.byKind(retries).forEach((kind, ofKind) -> draft.sample(kind.fingerprint(), ofKind.size(), null));
			return new Verdict.Found(List.of(draft.over(observed, sent)));
		}
		return search.verdict();
	}

}
