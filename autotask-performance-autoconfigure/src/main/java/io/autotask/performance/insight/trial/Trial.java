package io.autotask.performance.insight.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Gain;
import io.autotask.performance.insight.finding.Yaml;
import io.autotask.performance.insight.replay.Recording;
import io.autotask.performance.insight.replay.ReplaySettings;
import io.autotask.performance.insight.replay.Setting;
import io.autotask.performance.insight.trial.TrialSnapshot.State;
import org.jspecify.annotations.Nullable;

/**
 * A change that is applied for a while, compared with before, and kept or taken back.
 * Guarded by whoever holds it.
 */
public final class Trial {

	private final Finding finding;

	private final List<Setting> settings;

	private final List<Lever.Undo> undo = new ArrayList<>();

	private final String by;

	private final Instant from;

	private final long startedAt;

	private final Duration length;

	private final Aim aim;

	private final Figures before;

	private Figures after;

	private State state = State.RUNNING;

	private Instant until;

	private String result = "The trial runs.";

	private long comparedUntil;

	/**
	 * Applies settings.
	 * @param finding what proposes them
	 * @param settings what to set
	 * @param lever sets it
	 * @param by who says so
	 * @param recording what happened before
	 * @param start when the trial begins and how long it is
	 */
	public Trial(Finding finding, List<Setting> settings, Lever lever, String by, Recording recording, Start start) {
		this.finding = finding;
		this.settings = List.copyOf(settings);
		this.by = by;
		this.from = start.at();
		this.until = start.at().plus(start.length());
		this.startedAt = start.nanos();
		this.comparedUntil = start.nanos();
		this.length = start.length();
		this.aim = Aim.of(settings, start.settings());
		this.before = Figures.of(recording, entities());
		this.after = Figures.of(new Recording(List.of(), false), entities());
		this.settings.forEach((setting) -> this.undo.add(lever.move(setting)));
	}

	/**
	 * Compares, as long as it runs; takes the change back when it is worse, and at the
	 * end when it is not better at what it is made for.
	 * @param recording what happened since
	 * @param now the moment
	 * @param nanos the moment, in nanoseconds of the time source
	 * @return whether it ended by this
	 */
	public boolean check(Recording recording, Instant now, long nanos) {
		if (this.state != State.RUNNING) {
			return false;
		}
		this.after = Figures.of(recording.between(this.startedAt, nanos + 1), entities());
		this.comparedUntil = nanos;
		Judgement judgement = Judgement.of(this.aim, this.before, this.after,
				nanos - this.startedAt >= this.length.toNanos());
		this.result = judgement.text();
		switch (judgement.verdict()) {
			case RUNNING -> {
				return false;
			}
			case BETTER -> end(State.VERIFIED, now);
			case WORSE, UNCLEAR -> takeBack(State.ROLLED_BACK, now);
		}
		return true;
	}

	/**
	 * Takes the change back, if it is still there.
	 * @param now the moment
	 * @return whether it was there
	 */
	public boolean revert(Instant now) {
		if (!isInEffect()) {
			return false;
		}
		takeBack(State.REVERTED, now);
		return true;
	}

	/**
	 * Whether the change is there.
	 * @return false after it was taken back
	 */
	public boolean isInEffect() {
		return this.state == State.RUNNING || this.state == State.VERIFIED;
	}

	/**
	 * How it stands.
	 * @return the state
	 */
	public State state() {
		return this.state;
	}

	/**
	 * What it tries.
	 * @return the settings
	 */
	public List<Setting> settings() {
		return this.settings;
	}

	/**
	 * How it stands, for people.
	 * @return an immutable picture
	 */
	public TrialSnapshot snapshot() {
		List<TrialSnapshot.Changed> changes = new ArrayList<>();
		for (int i = 0; i < this.settings.size(); i++) {
			Setting setting = this.settings.get(i);
			changes.add(new TrialSnapshot.Changed(setting.property(), this.undo.get(i).before(), setting.value()));
		}
		Gain gain = this.finding.gain();
		Gain.Range requests = (gain != null) ? gain.requestsPerHour() : null;
		return new TrialSnapshot(this.finding.id(), this.state, this.by, this.from, this.until, changes,
				(requests != null) ? requests.low() + " to " + requests.high() + " requests per hour" : null,
				this.result, measured(), Yaml.of(this.settings));
	}

	private TrialSnapshot.@Nullable Measured measured() {
		if (this.after.allCalls() == 0) {
			return null;
		}
		double expected = this.before.expectedFor(this.after);
		double hours = (double) Math.max(1, this.comparedUntil - this.startedAt) / Duration.ofHours(1).toNanos();
		return new TrialSnapshot.Measured(this.before.allCalls(), this.before.allRequests(), this.after.allCalls(),
				this.after.allRequests(), Math.round(expected),
				Gain.rounded((expected - this.after.allRequests()) / hours), this.before.p95(), this.after.p95(),
				this.after.doubtful());
	}

	/** What is about one entity is compared there, everything else over all of them. */
	private Predicate<String> entities() {
		return (entity) -> this.settings.stream()
			.anyMatch((setting) -> !(setting instanceof Setting.Ttl ttl) || ttl.entity().equals(entity));
	}

	private void takeBack(State how, Instant now) {
		this.undo.forEach((change) -> change.run().run());
		end(how, now);
	}

	private void end(State how, Instant now) {
		this.state = how;
		this.until = now;
	}

	/**
	 * When a trial begins.
	 *
	 * @param at the moment
	 * @param nanos the moment, in nanoseconds of the time source
	 * @param length how long it is
	 * @param settings what is set until then
	 */
	public record Start(Instant at, long nanos, Duration length, ReplaySettings settings) {

	}

}
