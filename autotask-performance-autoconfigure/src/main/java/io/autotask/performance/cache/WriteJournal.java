package io.autotask.performance.cache;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The writes of late, by the lists that they may change, so that a list that was on its
 * way while somebody wrote is kept unless one of these very writes can change it. Not
 * thread-safe: guarded by the monitor of the {@link VersionTable}.
 * <p>
 * Bounded: of writes that are over the last ones of each entity are known, and a list
 * that set out before those is not kept. Writes on the wire are bounded by the slots;
 * those that may still be carried out are bounded by a number, and beyond it no list of
 * the entity is kept until the last of them is over.
 */
final class WriteJournal {

	private static final int MAX_SUBJECTS = 1_000;

	private static final int MAX_OVER = 64;

	private static final int MAX_QUARANTINED = 1_000;

	private final Map<Tag, Subject> subjects = new HashMap<>();

	/** Counts what happens, over all subjects. */
	private long position;

	/** What set out before is not known to have met no write. */
	private long forgotten;

	/**
	 * This moment, to be compared with later.
	 */
	long position() {
		return this.position;
	}

	/**
	 * A write is about to be sent.
	 */
	void open(Effect effect) {
		this.position++;
		subject(lists(effect)).open.add(effect);
	}

	/**
	 * A write has ended.
	 * @param quarantineEnd until when it may still be carried out, or null
	 */
	void close(Effect effect, @Nullable Long quarantineEnd) {
		Subject subject = subject(lists(effect));
		removeSame(subject.open, effect);
		if (quarantineEnd != null) {
			subject.quarantine(new Quarantined(effect, quarantineEnd));
		}
		else {
			subject.over(effect, ++this.position);
		}
	}

	/**
	 * Whether a list that set out at a moment may answer a read that starts now: when no
	 * write was over since, and none may still be carried out.
	 */
	boolean isCurrent(Tag lists, long since, long now) {
		Subject subject = settled(lists, now);
		return (subject != null) ? subject.lastOver() <= since && !subject.isQuarantined() : since >= this.forgotten;
	}

	/**
	 * Whether a write may still be carried out.
	 */
	boolean isQuarantined(Tag lists, long now) {
		Subject subject = settled(lists, now);
		return subject != null && subject.isQuarantined();
	}

	/**
	 * Whether no write that was over between two moments can have changed a list.
	 */
	boolean isUnaffected(Tag lists, long since, long until, Footprint footprint) {
		Subject subject = this.subjects.get(lists);
		return (subject != null) ? subject.isUnaffected(since, until, footprint) : since >= this.forgotten;
	}

	/**
	 * Whether a write may have changed a list that set out at a moment, or may still.
	 */
	boolean mayHaveChanged(Tag lists, long since, Footprint footprint, long now) {
		Subject subject = settled(lists, now);
		return (subject != null) ? subject.mayHaveChanged(since, footprint) : since < this.forgotten;
	}

	private static Tag lists(Effect effect) {
		return Tag.lists(effect.origin(), effect.entity());
	}

	private Subject subject(Tag lists) {
		Subject known = this.subjects.get(lists);
		if (known != null) {
			return known;
		}
		if (this.subjects.size() >= MAX_SUBJECTS) {
			this.forgotten = ++this.position;
			this.subjects.values().removeIf(Subject::isAtRest);
		}
		Subject subject = new Subject(this.forgotten);
		this.subjects.put(lists, subject);
		return subject;
	}

	/** What has waited for the end of its quarantine is over now. */
	private @Nullable Subject settled(Tag lists, long now) {
		Subject subject = this.subjects.get(lists);
		if (subject != null) {
			for (Effect effect : subject.released(now)) {
				subject.over(effect, ++this.position);
			}
			if (subject.blindUntil != null && now - subject.blindUntil >= 0) {
				subject.blindUntil = null;
				subject.forgotten = ++this.position;
			}
		}
		return subject;
	}

	private static void removeSame(List<Effect> effects, Effect effect) {
		for (Iterator<Effect> all = effects.iterator(); all.hasNext();) {
			if (all.next() == effect) {
				all.remove();
				return;
			}
		}
	}

	private record Over(Effect effect, long position) {

	}

	private record Quarantined(Effect effect, long end) {

	}

	/** The writes of one entity at one origin. */
	private static final class Subject {

		private final List<Effect> open = new ArrayList<>();

		private final Deque<Over> over = new ArrayDeque<>();

		private final Deque<Quarantined> quarantined = new ArrayDeque<>();

		private long forgotten;

		private @Nullable Long blindUntil;

		Subject(long forgotten) {
			this.forgotten = forgotten;
		}

		void over(Effect effect, long position) {
			this.over.add(new Over(effect, position));
			if (this.over.size() > MAX_OVER) {
				this.forgotten = this.over.remove().position();
			}
		}

		void quarantine(Quarantined write) {
			this.quarantined.add(write);
			if (this.quarantined.size() > MAX_QUARANTINED) {
				long end = this.quarantined.remove().end();
				this.blindUntil = (this.blindUntil == null || end - this.blindUntil > 0) ? end : this.blindUntil;
			}
		}

		List<Effect> released(long now) {
			List<Effect> released = new ArrayList<>();
			this.quarantined.removeIf((held) -> {
				boolean ended = now - held.end() >= 0;
				if (ended) {
					released.add(held.effect());
				}
				return ended;
			});
			return released;
		}

		boolean isQuarantined() {
			return this.blindUntil != null || !this.quarantined.isEmpty();
		}

		boolean mayHaveChanged(long since, Footprint footprint) {
			return since < this.forgotten || this.blindUntil != null
					|| this.open.stream().anyMatch((effect) -> effect.mayChange(footprint))
					|| this.quarantined.stream().anyMatch((held) -> held.effect().mayChange(footprint))
					|| this.over.stream()
						.anyMatch((over) -> over.position() > since && over.effect().mayChange(footprint));
		}

		boolean isUnaffected(long since, long until, Footprint footprint) {
			return since >= this.forgotten && this.over.stream()
				.noneMatch((over) -> over.position() > since && over.position() <= until
						&& over.effect().mayChange(footprint));
		}

		long lastOver() {
			return this.over.isEmpty() ? this.forgotten : this.over.getLast().position();
		}

		boolean isAtRest() {
			return this.open.isEmpty() && !isQuarantined();
		}

	}

}
