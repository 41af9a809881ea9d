package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.autotask.performance.call.RowLikeness;
import io.autotask.performance.call.RowLikeness.Verdict;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * What is known of reads that may leave as one query. Whether a row of a query is the row
 * that a read by id gives is learnt by doing both, with nothing written in between: while
 * it is unknown, reads leave alone, and when some come to wait, one query is sent for
 * them that also asks for the row of a read that was just sent alone. That costs no call
 * when it turns out well, and one when it does not. From time to time it is tried again.
 * <p>
 * Thread-safe: guarded by its own monitor, which is held for a few comparisons. Bounded:
 * what was not used for longest is forgotten, and learnt again when needed.
 */
final class Lessons implements Company {

	private static final int MAX_LESSONS = 1_000;

	private static final long REPEATED_AFTER = Duration.ofMinutes(10).toNanos();

	private static final long SPECIMEN_KEEPS = Duration.ofSeconds(1).toNanos();

	private static final int MOST_REFUSALS = 3;

	private final Map<MergeKey, Lesson> lessons = new LinkedHashMap<>(16, 0.75f, true);

	private final WriteWatch writes = new WriteWatch();

	private final RowLikeness likeness;

	private final TimeSource time;

	private final int maxSize;

	Lessons(RowLikeness likeness, TimeSource time, int maxSize) {
		this.likeness = likeness;
		this.time = time;
		this.maxSize = maxSize;
	}

	WriteWatch writes() {
		return this.writes;
	}

	@Override
	public synchronized boolean isAllowed(MergeKey key) {
		Lesson lesson = lesson(key);
		return lesson.most > 1 && switch (verdict(key)) {
			case ALIKE -> true;
			case UNLIKE -> false;
			case UNKNOWN -> !lesson.proving && isUsable(lesson.specimen);
		};
	}

	@Override
	public synchronized @Nullable Terms terms(MergeKey key) {
		if (!isAllowed(key)) {
			return null;
		}
		Lesson lesson = lesson(key);
		boolean known = verdict(key) == Verdict.ALIKE;
		if (known && !isToBeRepeated(lesson)) {
			return new Terms(lesson.most, null);
		}
		lesson.proving = true;
		// One of the ids that fit into a query is the specimen's.
		return new Terms(Math.max(1, lesson.most - 1), lesson.specimen);
	}

	/**
	 * A read is about to be sent alone.
	 * @return what to tell of its answer, or null when there is nothing to learn of it
	 */
	synchronized @Nullable Specimen sent(MergeKey key, long id) {
		Lesson lesson = lesson(key);
		Verdict verdict = verdict(key);
		long now = this.time.nanos();
		boolean wanted = lesson.most > 1 && (verdict == Verdict.UNKNOWN
				|| (verdict == Verdict.ALIKE && now - lesson.provenAt >= REPEATED_AFTER));
		long mark = this.writes.mark();
		if (!wanted || mark == WriteWatch.NOT_QUIET) {
			return null;
		}
		Specimen specimen = new Specimen(id, now, mark);
		lesson.specimen = specimen;
		return specimen;
	}

	/**
	 * Compares both ways of reading a row.
	 * @param rowOfGet the row by its id, or null when that brought none
	 * @param rowOfQuery the row of the query, or null when it was not there
	 * @return whether the rows of the query may be given out
	 */
	synchronized Verdict compare(MergeKey key, Specimen specimen, byte @Nullable [] rowOfGet,
			byte @Nullable [] rowOfQuery) {
		Lesson lesson = lesson(key);
		lesson.proving = false;
		lesson.specimen = null;
		if (rowOfGet != null && this.writes.isQuietSince(specimen.writes())) {
			byte[] other = (rowOfQuery != null) ? rowOfQuery : new byte[0];
			if (this.likeness.compare(key.origin(), key.identity(), key.entity(), rowOfGet, other) == Verdict.ALIKE) {
				lesson.provenAt = this.time.nanos();
			}
		}
		return verdict(key);
	}

	/**
	 * A query that was to prove something ended before it could.
	 */
	@Override
	public synchronized void abandoned(MergeKey key, Specimen evidence) {
		Lesson lesson = lesson(key);
		lesson.proving = false;
		if (lesson.specimen == evidence) {
			lesson.specimen = null;
		}
	}

	/**
	 * A query of several reads was answered with rows.
	 */
	synchronized void merged(MergeKey key) {
		lesson(key).refusals = 0;
	}

	/**
	 * The API refused a query of several reads for what was in it. One of the reads may
	 * be to blame; when it happens again and again, it is the query.
	 * @param size how many reads it stood for
	 * @param tooLong whether the API said that it was too long
	 */
	synchronized void refused(MergeKey key, int size, boolean tooLong) {
		Lesson lesson = lesson(key);
		if (key.part() != 0) {
			return;
		}
		lesson.refusals++;
		boolean untried = verdict(key) == Verdict.UNKNOWN;
		if (tooLong || (!untried && lesson.refusals >= MOST_REFUSALS)) {
			lesson.most = Math.max(1, size / 2);
			lesson.refusals = 0;
		}
		else if (lesson.refusals >= MOST_REFUSALS) {
			lesson.most = 1;
		}
	}

	/**
	 * What is known of rows that a query does not have.
	 */
	synchronized Absence absence(MergeKey key) {
		return lesson(key).absence;
	}

	private boolean isToBeRepeated(Lesson lesson) {
		return this.time.nanos() - lesson.provenAt >= REPEATED_AFTER && !lesson.proving && isUsable(lesson.specimen)
				&& lesson.specimen != null && lesson.specimen.row().isDone();
	}

	private boolean isUsable(@Nullable Specimen specimen) {
		return specimen != null && specimen.isPromising() && this.writes.isQuietSince(specimen.writes())
				&& (!specimen.row().isDone() || this.time.nanos() - specimen.sentAt() < SPECIMEN_KEEPS);
	}

	private Verdict verdict(MergeKey key) {
		return this.likeness.verdict(key.origin(), key.identity(), key.entity());
	}

	private Lesson lesson(MergeKey key) {
		MergeKey whole = key.whole();
		Lesson lesson = this.lessons.get(whole);
		if (lesson == null) {
			if (this.lessons.size() >= MAX_LESSONS) {
				this.lessons.remove(this.lessons.keySet().iterator().next());
			}
			lesson = new Lesson(this.maxSize, this.time.nanos());
			this.lessons.put(whole, lesson);
		}
		return lesson;
	}

	/** What is known of one kind of reads. */
	private static final class Lesson {

		private final Absence absence = new Absence();

		private int most;

		private int refusals;

		private boolean proving;

		private long provenAt;

		private @Nullable Specimen specimen;

		Lesson(int most, long now) {
			this.most = most;
			this.provenAt = now;
		}

	}

}
