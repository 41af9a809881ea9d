package io.autotask.performance.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.autotask.performance.insight.Insight.Decision;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.trial.Trial;
import org.jspecify.annotations.Nullable;

/**
 * One finding in the {@link Book}, and what became of it. Guarded by the book.
 */
final class Page {

	/** After a change that is kept it takes that long before it is gone further. */
	private static final Duration REST = Duration.ofDays(1);

	private final Instant firstSeen;

	private Finding finding;

	private String criterion;

	private Instant lastSeen;

	private Status status = Status.OPEN;

	private long occurrences = 1;

	private List<String> notMet = List.of();

	private @Nullable Decision decision;

	private @Nullable Trial trial;

	Page(Finding finding, String criterion, Instant now) {
		this.finding = finding;
		this.criterion = criterion;
		this.firstSeen = now;
		this.lastSeen = now;
	}

	/**
	 * It was found again.
	 * @return whether it had been gone, or out of sight until now
	 */
	boolean seen(Finding again, Instant now) {
		this.finding = again;
		this.lastSeen = now;
		this.notMet = List.of();
		Decision decided = this.decision;
		boolean over = this.status == Status.SNOOZED && decided != null && decided.until() != null
				&& !now.isBefore(decided.until());
		boolean further = this.status == Status.VERIFIED && goesFurther(again, now);
		if (this.status == Status.RESOLVED || over || further) {
			this.occurrences += over ? 0 : 1;
			this.status = Status.OPEN;
			this.decision = null;
			return true;
		}
		return false;
	}

	/**
	 * Whether it proposes more than what is in effect, by calls from long after that.
	 */
	private boolean goesFurther(Finding again, Instant now) {
		Trial tried = this.trial;
		return tried != null && !tried.settings().equals(again.settings())
				&& !now.isBefore(tried.snapshot().until().plus(REST));
	}

	/**
	 * The rule could tell, and did not find it.
	 * @return whether it was open
	 */
	boolean gone(String why) {
		this.notMet = List.of(why);
		if (this.status != Status.OPEN && this.status != Status.SNOOZED) {
			return false;
		}
		boolean wasOpen = this.status == Status.OPEN;
		this.status = Status.RESOLVED;
		return wasOpen;
	}

	void decide(Status decided, @Nullable Decision why) {
		this.status = decided;
		this.decision = why;
	}

	void tryOut(Trial started) {
		this.trial = started;
		this.status = Status.APPLIED;
		this.decision = null;
	}

	Finding finding() {
		return this.finding;
	}

	Status status() {
		return this.status;
	}

	Instant lastSeen() {
		return this.lastSeen;
	}

	@Nullable Trial trial() {
		return this.trial;
	}

	Insight insight(Insight.Apply apply) {
		Trial tried = this.trial;
		return new Insight(this.finding.id(), this.finding.rule(), this.finding.object(), this.finding.title(),
				this.finding.severity(), this.finding.confidence(), this.status, this.finding.why(),
				this.finding.evidence(), this.finding.gain(), this.finding.risk(), this.finding.fix(), apply,
				new Insight.Detection(this.criterion, this.notMet), this.firstSeen, this.lastSeen, this.occurrences,
				this.decision, (tried != null) ? tried.snapshot() : null);
	}

}
