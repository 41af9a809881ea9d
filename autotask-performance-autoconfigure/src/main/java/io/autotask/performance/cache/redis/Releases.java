package io.autotask.performance.cache.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What has changed and is not marked in Redis yet. When there is too much of it, it is as
 * if everything had changed. Thread-safe.
 */
final class Releases {

	private static final int MAX = 1_000;

	private final Set<Release> waiting = new LinkedHashSet<>();

	/** How often there was too much. */
	private long overflows;

	private long overflowsDone;

	synchronized Release add(@Nullable String write, Collection<String> marks, Duration quarantine, byte[] news) {
		Release release = new Release((write != null) ? write : "", Set.copyOf(marks), quarantine, news);
		if (this.waiting.size() >= MAX) {
			this.waiting.clear();
			this.overflows++;
		}
		this.waiting.add(release);
		return release;
	}

	synchronized void done(Release release) {
		this.waiting.remove(release);
	}

	/**
	 * Whether something that depends on these is not to be believed.
	 */
	synchronized boolean concern(Collection<String> marks) {
		return this.overflows != this.overflowsDone
				|| this.waiting.stream().anyMatch((release) -> marks.stream().anyMatch(release.marks()::contains));
	}

	/**
	 * Whether everything is to be marked as changed.
	 */
	synchronized boolean areTooMany() {
		return this.overflows != this.overflowsDone;
	}

	/**
	 * How often there was too much so far.
	 */
	synchronized long overflows() {
		return this.overflows;
	}

	/**
	 * Everything was marked as changed.
	 * @param overflows how often there had been too much when that began
	 */
	synchronized void everythingIsDone(long overflows) {
		this.overflowsDone = Math.max(this.overflowsDone, overflows);
	}

	synchronized List<Release> waiting() {
		return List.copyOf(this.waiting);
	}

	/** Something that has changed. */
	static final class Release {

		private final String write;

		private final Set<String> marks;

		private final Duration quarantine;

		private final byte[] news;

		private Release(String write, Set<String> marks, Duration quarantine, byte[] news) {
			this.write = write;
			this.marks = marks;
			this.quarantine = quarantine;
			this.news = news;
		}

		/** The write that has ended, or nothing. */
		String write() {
			return this.write;
		}

		Set<String> marks() {
			return this.marks;
		}

		Duration quarantine() {
			return this.quarantine;
		}

		byte[] news() {
			return this.news;
		}

	}

}
