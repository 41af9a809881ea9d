package io.autotask.performance.cache.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What has changed and is not marked in Redis yet. When there is too much of it, it is as
 * if everything had changed. Thread-safe.
 */
final class Releases {

	private static final int MAX = 1_000;

	private final Set<Release> waiting = new LinkedHashSet<>();

	private boolean everything;

	synchronized Release add(Collection<String> marks, Duration quarantine, byte[] news) {
		Release release = new Release(Set.copyOf(marks), quarantine, news);
		if (this.waiting.size() >= MAX) {
			this.waiting.clear();
			this.everything = true;
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
		return this.everything
				|| this.waiting.stream().anyMatch((release) -> marks.stream().anyMatch(release.marks()::contains));
	}

	/**
	 * Whether everything is to be marked as changed.
	 */
	synchronized boolean areTooMany() {
		return this.everything;
	}

	synchronized void everythingIsDone() {
		this.everything = false;
	}

	synchronized List<Release> waiting() {
		return List.copyOf(this.waiting);
	}

	/** Something that has changed. */
	static final class Release {

		private final Set<String> marks;

		private final Duration quarantine;

		private final byte[] news;

		private Release(Set<String> marks, Duration quarantine, byte[] news) {
			this.marks = marks;
			this.quarantine = quarantine;
			this.news = news;
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
