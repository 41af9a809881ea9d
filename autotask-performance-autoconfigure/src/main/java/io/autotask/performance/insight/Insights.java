package io.autotask.performance.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.autotask.performance.call.CallSites;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.insight.Insight.Decision;
import io.autotask.performance.insight.InsightEvent.Change;
import io.autotask.performance.insight.InsightRefusedException.Reason;
import io.autotask.performance.insight.InsightReport.Together;
import io.autotask.performance.insight.InsightSettings.Apply;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Yaml;
import io.autotask.performance.insight.observe.Levels;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.observe.Sensors;
import io.autotask.performance.insight.replay.CallRecorder;
import io.autotask.performance.insight.replay.Recording;
import io.autotask.performance.insight.replay.ReplaySettings;
import io.autotask.performance.insight.replay.Setting;
import io.autotask.performance.insight.replay.WhatIf;
import io.autotask.performance.insight.replay.WhatIf.Comparison;
import io.autotask.performance.insight.rule.Rule;
import io.autotask.performance.insight.rule.Rules;
import io.autotask.performance.insight.rule.Verdict;
import io.autotask.performance.insight.trial.Lever;
import org.jspecify.annotations.Nullable;

/**
 * What the system has found out by itself, and trying it. {@link #report()} only reads
 * what was written last, so it may be called anywhere; everything else takes its time and
 * waits for whoever is at it. Thread-safe. Nothing of it outlives the process.
 */
public final class Insights {

	private static final String N_PLUS_ONE = "n-plus-one-gets";

	private static final int CALLS_TO_LOOK_AT = 64;

	private final InsightSettings settings;

	private final Parts parts;

	private final List<Rule> rules = Rules.all();

	private final Levels levels = new Levels();

	private final ReportWriter writer;

	private final List<Consumer<InsightEvent>> listeners = new CopyOnWriteArrayList<>();

	private final List<InsightEvent> untold = new ArrayList<>();

	private final Book book = new Book(this.untold::add);

	private final Trials trials;

	private @Nullable Inspection inspection;

	private @Nullable Together together;

	private long inspectedAt;

	private volatile @Nullable InsightReport report;

	/**
	 * Insights.
	 * @param settings how they work
	 * @param parts what they look at, and move
	 */
	public Insights(InsightSettings settings, Parts parts) {
		this.settings = settings;
		this.parts = parts;
		Permission permission = new Permission(settings, parts.lever());
		this.writer = new ReportWriter(settings, permission);
		this.trials = new Trials(settings, parts, permission, this.book);
	}

	/**
	 * Tells somebody what changes about insights.
	 * @param listener hears it, on the thread on which it happens
	 */
	public void addListener(Consumer<InsightEvent> listener) {
		this.listeners.add(listener);
	}

	/**
	 * What was found when it was looked last.
	 * @return an immutable report, or null before it was looked for the first time
	 */
	public @Nullable InsightReport lastReport() {
		return this.report;
	}

	/**
	 * What was found when it was looked last; looks when that was never done.
	 * @return an immutable report
	 */
	public InsightReport report() {
		InsightReport last = this.report;
		return (last != null) ? last : evaluate();
	}

	/**
	 * Looks now. Takes some hundred milliseconds when much was recorded.
	 * @return what was found
	 */
	public InsightReport evaluate() {
		return doing(() -> {
			inspect();
			applyByItself();
		});
	}

	/**
	 * Does what is due: compares what is on trial, looks again after the interval. To be
	 * called every few seconds.
	 */
	public void tick() {
		boolean due;
		synchronized (this) {
			due = isDue() || this.trials.isBusy();
		}
		if (due) {
			doing(() -> {
				this.trials.check();
				if (isDue()) {
					inspect();
					applyByItself();
				}
			});
		}
	}

	/**
	 * One insight.
	 * @param id its id
	 * @return the insight, or null when there is none
	 */
	public @Nullable Insight find(String id) {
		return report().findings().stream().filter((insight) -> insight.id().equals(id)).findFirst().orElse(null);
	}

	/**
	 * Hides an insight.
	 * @param id its id
	 * @param decision who, why, and until when
	 * @return how it stands
	 * @throws InsightRefusedException when there is none
	 */
	public Insight hide(String id, Decision decision) {
		return changed(id, (page) -> {
			this.trials.mustNotRun(page);
			boolean snoozed = decision.until() != null;
			page.decide(snoozed ? Status.SNOOZED : Status.DISMISSED, decision);
			this.book.tell(page.finding(), snoozed ? Change.SNOOZED : Change.DISMISSED, decision.by(),
					Map.of("reason", decision.reason()), decision.at());
		});
	}

	/**
	 * Shows an insight again that was hidden.
	 * @param id its id
	 * @param by who says so
	 * @return how it stands
	 * @throws InsightRefusedException when there is none, or it is not hidden
	 */
	public Insight reopen(String id, String by) {
		return changed(id, (page) -> {
			if (page.status() != Status.DISMISSED && page.status() != Status.SNOOZED) {
				throw new InsightRefusedException(Reason.NOT_ALLOWED, "It is not hidden, but " + page.status().word());
			}
			page.decide(Status.OPEN, null);
			this.book.tell(page.finding(), Change.REOPENED, by, Map.of(), now());
		});
	}

	/**
	 * What the settings of some insights would bring, from one replay of all of them.
	 * @param ids which insights
	 * @return the changes and the replay
	 * @throws InsightRefusedException when one is not known, or none is about settings
	 */
	public synchronized Preview preview(Collection<String> ids) {
		List<Page> pages = ids.stream().distinct().map(this.book::get).toList();
		List<Finding> findings = pages.stream().map(Page::finding).toList();
		List<Setting> chosen = List.copyOf(ReportWriter.chosen(findings).values());
		if (chosen.isEmpty() || this.settings.apply() == Apply.OFF) {
			throw new InsightRefusedException(Reason.NOT_ALLOWED,
					chosen.isEmpty() ? "There is nothing to preview: it is no matter of settings, see 'fix'."
							: "'autotask.performance.insights.apply' is 'off'");
		}
		Observed observed = observe();
		Comparison comparison = observed.whatIf().with(chosen);
		String refusal = pages.stream()
			.map((page) -> this.trials.refusal(page, observed.settings()))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse((pages.size() > 1) ? "Apply one after the other, so that each can be compared." : null);
		return new Preview(findings.stream().map(Finding::id).toList(),
				chosen.stream().map((setting) -> new Preview.Change(setting.property(), setting.value())).toList(),
				ReportWriter.gain(observed, comparison), comparison.before(), comparison.after(), Yaml.of(chosen),
				refusal == null, refusal);
	}

	/**
	 * Sets what an insight proposes, on trial.
	 * @param id its id
	 * @param trial how long, or null for as long as is set
	 * @param by who says so
	 * @return how it stands
	 * @throws InsightRefusedException when there is none, or it may not be applied
	 */
	public Insight apply(String id, @Nullable Duration trial, String by) {
		return changed(id, (page) -> this.trials.apply(page, trial, by));
	}

	/**
	 * Takes back what was set.
	 * @param id its id
	 * @param by who says so
	 * @return how it stands
	 * @throws InsightRefusedException when there is none, or nothing of it is set
	 */
	public Insight revert(String id, String by) {
		return changed(id, (page) -> this.trials.revert(page, by));
	}

	private boolean isDue() {
		return this.inspection == null
				|| this.parts.time().nanos() - this.inspectedAt >= this.settings.interval().toNanos();
	}

	private void inspect() {
		this.levels.add(this.parts.sensors().level());
		Observed observed = observe();
		Inspection looked = Inspection.of(observed, this.rules, this.settings, this.parts.failures());
		looked.verdicts()
			.forEach((rule, verdict) -> this.book.record(rule.id(), rule.criterion(), verdict, observed.now()));
		this.together = ReportWriter.together(observed, this.book);
		this.inspection = looked;
		this.inspectedAt = observed.nanos();
		lookWhereCallsComeFrom(looked);
	}

	/** Only for the sake of a finding that does not know it yet. */
	private void lookWhereCallsComeFrom(Inspection looked) {
		boolean wanted = looked.verdicts()
			.entrySet()
			.stream()
			.anyMatch(
					(entry) -> entry.getKey().id().equals(N_PLUS_ONE) && entry.getValue() instanceof Verdict.Found found
							&& found.findings().stream().anyMatch((finding) -> finding.evidence().samples().isEmpty()));
		if (wanted) {
			this.parts.sites().look(CALLS_TO_LOOK_AT);
		}
	}

	private Observed observe() {
		Recording recording = this.parts.recorder().recording();
		ReplaySettings current = this.parts.sensors().settings();
		return new Observed(now(), this.parts.time().nanos(), recording, new WhatIf(recording, current), current,
				this.parts.sensors().cache(), this.levels.all(), this.parts.sensors().pools(),
				this.parts.recorder()::sites, this.settings.maxAge());
	}

	private void applyByItself() {
		if (this.settings.apply() == Apply.AUTO) {
			this.trials.applyByItself();
		}
	}

	private Insight changed(String id, Consumer<Page> change) {
		doing(() -> change.accept(this.book.get(id)));
		return Objects.requireNonNull(find(id));
	}

	/**
	 * Does something, writes a new report, and then tells what happened, when nobody is
	 * locked out any more.
	 */
	private InsightReport doing(Runnable change) {
		InsightReport written;
		List<InsightEvent> events;
		synchronized (this) {
			if (this.inspection == null) {
				inspect();
			}
			change.run();
			written = this.writer.report(Objects.requireNonNull(this.inspection), this.book, this.together,
					this.trials.isBusy());
			this.report = written;
			events = List.copyOf(this.untold);
			this.untold.clear();
		}
		events.forEach(this::tell);
		return written;
	}

	private void tell(InsightEvent event) {
		for (Consumer<InsightEvent> listener : this.listeners) {
			try {
				listener.accept(event);
			}
			catch (RuntimeException ex) {
				this.parts.failures().record("A listener of insights failed", ex);
			}
		}
	}

	/**
	 * The moment, by the clock of insights.
	 * @return now
	 */
	public Instant now() {
		return this.parts.time().instant();
	}

	/**
	 * What insights look at, and move.
	 *
	 * @param recorder what happened to calls
	 * @param sensors how things are
	 * @param lever changes settings
	 * @param sites where calls are made
	 * @param time the clock
	 * @param failures counts what breaks of our own
	 */
	public record Parts(CallRecorder recorder, Sensors sensors, Lever lever, CallSites sites, TimeSource time,
			OwnFailures failures) {

	}

}
