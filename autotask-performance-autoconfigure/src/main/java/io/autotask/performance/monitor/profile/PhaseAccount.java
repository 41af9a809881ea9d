package io.autotask.performance.monitor.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.autotask.performance.call.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Splits the time of an operation exactly. Every piece of time belongs to the calls that
 * are under way in it, in equal parts to the phases that they are in; when none is, it is
 * the caller's own. So the parts add up to the whole, however many calls run at once.
 * Guarded by the monitor of the {@link Profile}.
 */
final class PhaseAccount {

	/** Markers beyond are counted into the last segment. */
	static final int MAX_SEGMENTS = 1_000;

	private static final int OWN = Phase.values().length;

	private final int[] active = new int[OWN];

	private final long startedAt;

	private final List<Segment> segments = new ArrayList<>();

	private Segment current;

	private int calls;

	private long now;

	PhaseAccount(long startedAt) {
		this.startedAt = startedAt;
		this.now = startedAt;
		this.current = new Segment("start", startedAt);
		this.segments.add(this.current);
	}

	/**
	 * A call goes from one phase to another.
	 * @param from where it was, or null when it was in none
	 * @param to where it is, or null when it is in none any more
	 */
	void moved(@Nullable Phase from, @Nullable Phase to, long nanos) {
		account(nanos);
		if (from != null) {
			this.active[from.ordinal()]--;
			this.calls--;
		}
		if (to != null) {
			this.active[to.ordinal()]++;
			this.calls++;
		}
	}

	void marker(String name, long nanos) {
		account(nanos);
		if (this.segments.size() < MAX_SEGMENTS) {
			this.current = new Segment(name, nanos);
			this.segments.add(this.current);
		}
	}

	void end(long nanos) {
		account(nanos);
	}

	List<ProfileSnapshot.Segment> segments() {
		List<ProfileSnapshot.Segment> ended = new ArrayList<>();
		for (int i = 0; i < this.segments.size(); i++) {
			Segment segment = this.segments.get(i);
			long until = (i + 1 < this.segments.size()) ? this.segments.get(i + 1).startedAt : this.now;
			ended.add(new ProfileSnapshot.Segment(segment.name, Duration.ofNanos(segment.startedAt - this.startedAt),
					Duration.ofNanos(until - segment.startedAt), named(segment.nanos)));
		}
		return ended;
	}

	private void account(long nanos) {
		long passed = Math.max(0, nanos - this.now);
		this.now += passed;
		if (this.calls == 0) {
			this.current.nanos[OWN] += passed;
			return;
		}
		for (int phase = 0; phase < OWN; phase++) {
			this.current.nanos[phase] += (double) passed * this.active[phase] / this.calls;
		}
	}

	private static Map<String, Duration> named(double[] nanos) {
		Map<String, Duration> named = new LinkedHashMap<>();
		for (int phase = 0; phase <= OWN; phase++) {
			if (nanos[phase] > 0) {
				named.put((phase < OWN) ? Phase.values()[phase].word() : ProfileSnapshot.OWN_CODE,
						Duration.ofNanos(Math.round(nanos[phase])));
			}
		}
		return named;
	}

	/** From one marker to the next. */
	private static final class Segment {

		private final String name;

		private final long startedAt;

		private final double[] nanos = new double[OWN + 1];

		Segment(String name, long startedAt) {
			this.name = name;
			this.startedAt = startedAt;
		}

	}

}
