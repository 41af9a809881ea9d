package io.autotask.performance.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.autotask.performance.insight.Insight.Decision;
import io.autotask.performance.insight.InsightEvent.Change;
import io.autotask.performance.insight.InsightRefusedException.Reason;
import io.autotask.performance.insight.finding.Applying;
import io.autotask.performance.insight.replay.ReplaySettings;
import io.autotask.performance.insight.replay.Setting;
import io.autotask.performance.insight.trial.Trial;
import io.autotask.performance.insight.trial.TrialSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What is tried, one change at a time, by whoever says so or by itself. Guarded by
 * {@link Insights}.
 */
final class Trials {

	private static final Duration PAUSE_AFTER_A_ROLL_BACK = Duration.ofDays(1);

	private final InsightSettings settings;

	private final Insights.Parts parts;

	private final Permission permission;

	private final Book book;

	private final AutomaticChanges automatic = new AutomaticChanges();

	private @Nullable Page running;

	Trials(InsightSettings settings, Insights.Parts parts, Permission permission, Book book) {
		this.settings = settings;
		this.parts = parts;
		this.permission = permission;
		this.book = book;
	}

	/**
	 * Whether something is on trial.
	 */
	boolean isBusy() {
		return this.running != null;
	}

	/**
	 * Why a page's settings may not be applied now, or null when they may.
	 */
	@Nullable String refusal(Page page, ReplaySettings current) {
		return this.permission.refusal(page.finding(), page.status(), current.times(), isBusy());
	}

	void mustNotRun(Page page) {
		if (page == this.running) {
			throw new InsightRefusedException(Reason.NOT_ALLOWED,
					"It is on trial: revert it first, or wait for the end of the trial.");
		}
	}

	void apply(Page page, @Nullable Duration length, String by) {
		String refusal = refusal(page, this.parts.sensors().settings());
		if (refusal != null) {
			throw new InsightRefusedException(Reason.NOT_ALLOWED, refusal);
		}
		begin(page, page.finding().settings(), (length != null) ? length : this.settings.trial(), by);
	}

	/**
	 * Applies one thing that may be applied by itself, one step of it.
	 */
	void applyByItself() {
		ReplaySettings current = this.parts.sensors().settings();
		for (Page page : this.book.pages()) {
			List<Setting> step = this.automatic.step(page.finding().settings(), current);
			if (page.status() == Status.OPEN && page.finding().applying() == Applying.AUTOMATIC
					&& refusal(page, current) == null && this.automatic.isDue(step, now())) {
				this.automatic.changed(step, now());
				begin(page, step, this.settings.trial(), InsightEvent.OURSELVES);
				return;
			}
		}
	}

	void revert(Page page, String by) {
		Trial trial = page.trial();
		if (trial == null || !trial.revert(now())) {
			throw new InsightRefusedException(Reason.NOT_ALLOWED, "Nothing of it is applied");
		}
		this.running = (page == this.running) ? null : this.running;
		page.decide(Status.OPEN, null);
		tell(page, trial, Change.REVERTED, by);
	}

	/**
	 * Compares what is on trial with before.
	 */
	void check() {
		Page page = this.running;
		Trial trial = (page != null) ? page.trial() : null;
		if (page == null || trial == null
				|| !trial.check(this.parts.recorder().recording(), now(), this.parts.time().nanos())) {
			return;
		}
		this.running = null;
		if (trial.state() == TrialSnapshot.State.VERIFIED) {
			page.decide(Status.VERIFIED, null);
			tell(page, trial, Change.VERIFIED, InsightEvent.OURSELVES);
			return;
		}
		page.decide(Status.SNOOZED, new Decision(InsightEvent.OURSELVES, now(), "rolled-back",
				trial.snapshot().result(), now().plus(PAUSE_AFTER_A_ROLL_BACK)));
		tell(page, trial, Change.ROLLED_BACK, InsightEvent.OURSELVES);
	}

	private void begin(Page page, List<Setting> proposed, Duration length, String by) {
		Trial trial = new Trial(page.finding(), proposed, this.parts.lever(), by, this.parts.recorder().recording(),
				new Trial.Start(now(), this.parts.time().nanos(), length, this.parts.sensors().settings()));
		page.tryOut(trial);
		this.running = page;
		tell(page, trial, Change.APPLIED, by);
	}

	private void tell(Page page, Trial trial, Change change, String by) {
		TrialSnapshot snapshot = trial.snapshot();
		Map<String, String> details = new LinkedHashMap<>();
		snapshot.changes()
			.forEach((setting) -> details.put(setting.property(), setting.before() + " -> " + setting.after()));
		details.put("result", snapshot.result());
		details.put("until", snapshot.until().toString());
		this.book.tell(page.finding(), change, by, details, now());
	}

	private Instant now() {
		return this.parts.time().instant();
	}

}
