package io.autotask.performance.insight.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.autotask.performance.insight.finding.Finding;

/**
 * Keeps account of what a rule has looked at, so that it can say why it found nothing.
 */
final class Search {

	/** More are no help to anybody. */
	private static final int MOST_FINDINGS = 20;

	private final long needed;

	private final String unit;

	private final List<Finding> found = new ArrayList<>();

	private long most;

	private long looked;

	/**
	 * A search.
	 * @param needed how much it takes to tell
	 * @param unit of what, such as {@code calls of one entity}
	 */
	Search(long needed, String unit) {
		this.needed = needed;
		this.unit = unit;
	}

	/**
	 * Whether there is enough to tell.
	 */
	boolean isEnough(long has) {
		this.most = Math.max(this.most, has);
		if (has >= this.needed) {
			this.looked += has;
			return true;
		}
		return false;
	}

	void found(Finding finding) {
		this.found.add(finding);
	}

	Verdict verdict() {
		if (!this.found.isEmpty()) {
			return new Verdict.Found(this.found.stream()
				.sorted(Comparator.comparing(Finding::severity).reversed())
				.limit(MOST_FINDINGS)
				.toList());
		}
		return (this.most >= this.needed) ? new Verdict.Nothing("Looked at " + this.looked + " " + this.unit + ".")
				: new Verdict.TooLittle("It needs " + this.needed + " " + this.unit + ", and has " + this.most + ".");
	}

}
