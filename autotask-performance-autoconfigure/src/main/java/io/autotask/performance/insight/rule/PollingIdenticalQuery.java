package io.autotask.performance.insight.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.autotask.performance.insight.finding.Applying;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Gain;
import io.autotask.performance.insight.finding.Risk;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Recorded.What;
import io.autotask.performance.insight.replay.Recording;
import io.autotask.performance.insight.replay.Setting;

/**
 * I6: the same is asked for again and again by the clock, and nearly always answered the
 * same.
 */
final class PollingIdenticalQuery implements Rule {

	private static final int NEEDED = 6;

	private static final double REGULAR = 0.2;

	private static final double UNCHANGED = 0.9;

	private static final long SHORTEST = Duration.ofSeconds(1).toNanos();

	@Override
	public String id() {
		return "polling-identical-query";
	}

	@Override
	public String criterion() {
		return "the same query, count or list sent 6 or more times at intervals of 1 s or more that vary by less than "
				+ "20 %, and 90 % or more of the answers unchanged";
	}

	@Override
	public Verdict check(Observed observed) {
		Search search = new Search(NEEDED, "requests for the same");
		Map<Kind, List<Poll>> polls = new HashMap<>();
		Recording
			.byKey(observed.recording()
				.filtered((event) -> event.what() == What.ANSWER
						&& Setting.Ttl.OPERATIONS.contains(event.kind().operation()) && event.row() == 0))
			.forEach((key, answers) -> {
				Poll poll = search.isEnough(answers.size()) ? Poll.of(answers) : null;
				if (poll != null && poll.variation() < REGULAR && poll.period() >= SHORTEST
						&& poll.unchanged() >= UNCHANGED) {
					polls.computeIfAbsent(answers.get(0).kind(), (kind) -> new ArrayList<>()).add(poll);
				}
			});
		polls.forEach((kind, ofKind) -> search.found(finding(observed, kind, ofKind)));
		return search.verdict();
	}

	private Finding finding(Observed observed, Kind kind, List<Poll> polls) {
		long asked = polls.stream().mapToLong(Poll::count).sum();
		long needless = polls.stream().mapToLong((poll) -> Math.round(poll.unchanged() * (poll.count() - 1))).sum();
		Duration period = Duration.ofNanos(polls.stream().mapToLong(Poll::period).max().orElse(0));
		double perHour = observed.whatIf().perHour(needless);
		Draft draft = new Draft(this, kind.entity() + "." + kind.operation().word(),
				"Ask for " + kind.fingerprint() + " only when it can have changed")
			.opportunity("polling", "Fewer requests for " + kind.entity())
			.why(((polls.size() == 1) ? "The same read is" : polls.size() + " reads are") + " sent every "
					+ Words.time(period) + ", and " + needless + " of " + (asked - polls.size())
					+ " answers were the same as the one before.")
			.item("period", Words.time(period))
			.item("unchanged", needless + " of " + (asked - polls.size()))
			.sample(kind.fingerprint(), asked, null)
			.gain(Gain.ofRequests(perHour, perHour, Words.counted(observed)));
		Duration longer = Duration.ofSeconds((long) Math.ceil(period.toSeconds() * 1.2) + 1);
		Duration oldest = observed.settings().times().oldest(kind, longer);
		if (oldest.compareTo(observed.oldest()) <= 0) {
			Setting.Ttl ttl = new Setting.Ttl(kind.entity(), longer);
			draft.item("ttl", Setting.words(observed.settings().ttl(kind)), ttl.value())
				.gain(Words.gain(observed, observed.whatIf().with(List.of(ttl))))
				.risk(Risk.Level.LOW, "What another integration writes is seen up to " + ttl.value() + " later.")
				.fix("Keep the answer for longer than the pause between two of them, or ask for changes only: "
						+ delta(kind))
				.set(Applying.APPROVAL, ttl);
		}
		else {
			draft
				.fix("Ask for changes only, or let a webhook of Autotask tell. Keeping it for longer than the pause "
						+ "between two of them would be above the bound on the age of data.")
				.code(delta(kind));
		}
		return draft.over(observed, asked);
	}

	private static String delta(Kind kind) {
		return "POST /V1.0/" + kind.entity()
				+ "/query {\"filter\":[{\"op\":\"gt\",\"field\":\"lastActivityDate\",\"value\":\"<the last one seen>\"}]}";
	}

	/** One read that is sent by the clock. */
	private record Poll(int count, long period, double variation, double unchanged) {

		static Poll of(List<Recorded> answers) {
			long[] gaps = new long[answers.size() - 1];
			int same = 0;
			for (int i = 0; i < gaps.length; i++) {
				gaps[i] = answers.get(i + 1).at() - answers.get(i).at();
				same += (answers.get(i + 1).digest() == answers.get(i).digest()) ? 1 : 0;
			}
			double mean = Arrays.stream(gaps).average().orElse(0);
			double variance = Arrays.stream(gaps).mapToDouble((gap) -> (gap - mean) * (gap - mean)).average().orElse(0);
			return new Poll(answers.size(), (long) mean, (mean > 0) ? Math.sqrt(variance) / mean : 1,
					(double) same / gaps.length);
		}

	}

}
