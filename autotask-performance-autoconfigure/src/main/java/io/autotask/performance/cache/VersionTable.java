package io.autotask.performance.cache;

import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;

import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * The versions that keep a read from before a write out of the cache.
 * <p>
 * A read takes the versions of its tags before it is sent, and its answer is kept only if
 * they are unchanged when it comes back. A write raises the versions of its tags before
 * it is sent, so a fill that started earlier can no longer land, keeps them open while it
 * is on the wire, and raises them again however it ends. If nobody knows whether it ran,
 * its tags stay in quarantine for a while: reads go to the API, are not kept, and are not
 * shared, because the API may carry the write out later.
 * <p>
 * The table has a fixed size, so that no number of rows makes it grow. Tags that fall
 * into the same slot are raised together, which can only drop an answer too many. All
 * state is guarded by the monitor of this object, and what has to happen together with a
 * check or a raise is run while it is held; nothing else is called under it.
 */
final class VersionTable {

	private static final int SLOTS = 1 << 14;

	private final long[] versions = new long[SLOTS];

	private final int[] openWrites = new int[SLOTS];

	private final long[] quarantineEnds = new long[SLOTS];

	private final BitSet quarantined = new BitSet(SLOTS);

	private final WriteJournal journal = new WriteJournal();

	private final TimeSource time;

	private long generation;

	VersionTable(TimeSource time) {
		this.time = time;
	}

	/**
	 * The versions that an answer must still find when it wants to be kept.
	 */
	synchronized Versions capture(Collection<Tag> tags) {
		int[] slots = tags.stream().mapToInt(VersionTable::slot).toArray();
		long[] values = new long[slots.length];
		Tag lists = tags.stream().filter((tag) -> tag.is(Tag.Kind.LISTS)).findFirst().orElse(null);
		boolean listsInQuarantine = lists != null && this.journal.isQuarantined(lists, this.time.nanos());
		boolean inQuarantine = false;
		for (int i = 0; i < slots.length; i++) {
			values[i] = this.versions[slots[i]];
			inQuarantine |= isQuarantined(slots[i]);
		}
		return new Versions(slots, values, this.generation, inQuarantine, lists, listsInQuarantine,
				this.journal.position());
	}

	/**
	 * Whether a read that starts now may be answered by one that started when the
	 * versions were taken.
	 */
	synchronized boolean isJoinable(Versions taken) {
		return !taken.quarantined() && isUnchanged(taken) && (taken.lists() == null
				|| this.journal.isCurrent(taken.lists(), taken.position(), this.time.nanos()));
	}

	private boolean isUnchanged(Versions taken) {
		if (taken.generation() != this.generation) {
			return false;
		}
		for (int i = 0; i < taken.slots().length; i++) {
			int slot = taken.slots()[i];
			if (this.versions[slot] != taken.values()[i] || isQuarantined(slot)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether a list that is on its way since the versions were taken may answer a read
	 * that starts now if no write that was over in between can change it, which will be
	 * known when it is here.
	 */
	synchronized boolean mayTurnOutJoinable(Versions taken) {
		return taken.lists() != null && !taken.quarantined() && isUnchanged(taken)
				&& !this.journal.isQuarantined(taken.lists(), this.time.nanos());
	}

	/**
	 * Whether a list that set out when versions were taken answers a read that started at
	 * a later moment.
	 * @param moment that moment, as {@link #moment()} told it
	 * @param footprint what the list shows
	 */
	synchronized boolean turnedOutJoinable(Versions taken, long moment, Footprint footprint) {
		return taken.lists() != null && this.journal.isUnaffected(taken.lists(), taken.position(), moment, footprint);
	}

	/**
	 * This moment among the writes.
	 */
	synchronized long moment() {
		return this.journal.position();
	}

	/**
	 * Keeps something that was read after the versions were taken, in one step with the
	 * check that no write came in between and none is on the wire.
	 * @return whether it was kept
	 */
	synchronized boolean ifCurrent(Versions taken, Runnable keep) {
		return ifCurrent(taken, Footprint.UNKNOWN, keep);
	}

	/**
	 * Keeps a list that was read after the versions were taken, in one step with the
	 * check that no write that came in between, is on the wire, or may still be carried
	 * out, can change it.
	 * @param footprint what it shows
	 * @return whether it was kept
	 */
	synchronized boolean ifCurrent(Versions taken, Footprint footprint, Runnable keep) {
		if (taken.tagsQuarantined() || !isUnchanged(taken)) {
			return false;
		}
		for (int slot : taken.slots()) {
			if (this.openWrites[slot] > 0) {
				return false;
			}
		}
		if (taken.lists() != null
				&& this.journal.mayHaveChanged(taken.lists(), taken.position(), footprint, this.time.nanos())) {
			return false;
		}
		keep.run();
		return true;
	}

	/**
	 * Does something that must not meet a write halfway.
	 */
	synchronized void atomically(Runnable action) {
		action.run();
	}

	/**
	 * A write is about to be sent.
	 */
	synchronized void open(WriteReach reach, Runnable drop) {
		reach.effects().forEach(this.journal::open);
		open(reach.tags(), drop);
	}

	/**
	 * The same for a write of which only the tags are known.
	 */
	synchronized void open(Collection<Tag> tags, Runnable drop) {
		for (Tag tag : tags) {
			this.openWrites[slot(tag)]++;
		}
		raise(tags, drop);
	}

	/**
	 * A write that was opened has ended.
	 * @param quarantine how long its outcome stays open; zero when it is known
	 */
	synchronized void close(WriteReach reach, Duration quarantine, Runnable drop) {
		Long end = quarantine.isZero() ? null : this.time.nanos() + quarantine.toNanos();
		reach.effects().forEach((effect) -> this.journal.close(effect, end));
		close(reach.tags(), quarantine, drop);
	}

	/**
	 * The same for a write of which only the tags are known.
	 */
	synchronized void close(Collection<Tag> tags, Duration quarantine, Runnable drop) {
		for (Tag tag : tags) {
			int slot = slot(tag);
			this.openWrites[slot]--;
			if (quarantine.compareTo(Duration.ZERO) > 0) {
				long end = this.time.nanos() + quarantine.toNanos();
				if (!isQuarantined(slot) || end - this.quarantineEnds[slot] > 0) {
					this.quarantineEnds[slot] = end;
				}
				this.quarantined.set(slot);
			}
		}
		raise(tags, drop);
	}

	/**
	 * Data has changed in a way that is over already.
	 */
	synchronized void raise(Collection<Tag> tags, Runnable drop) {
		for (Tag tag : tags) {
			this.versions[slot(tag)]++;
		}
		drop.run();
	}

	/**
	 * Nothing that was read before counts any more.
	 */
	synchronized void raiseAll(Runnable drop) {
		this.generation++;
		drop.run();
	}

	private boolean isQuarantined(int slot) {
		if (!this.quarantined.get(slot)) {
			return false;
		}
		if (this.time.nanos() - this.quarantineEnds[slot] >= 0) {
			this.quarantined.clear(slot);
			return false;
		}
		return true;
	}

	private static int slot(Tag tag) {
		int hash = tag.hashCode() * 0x9E3779B9;
		return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
	}

}
