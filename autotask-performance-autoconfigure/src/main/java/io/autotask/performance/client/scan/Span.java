package io.autotask.performance.client.scan;

import org.jspecify.annotations.Nullable;

/**
 * A range of ids that one reader goes through from below. Belongs to a {@link ScanPlan}.
 */
final class Span {

	/** The part of an old density that stays when a new page tells another one. */
	private static final double MEMORY = 0.2;

	private long position;

	private long before;

	private long delivered;

	private int undelivered;

	private boolean asked;

	private boolean exhausted;

	private @Nullable Double density;

	private final double guess;

	private int doubts;

	/**
	 * A span of which nothing was read yet.
	 * @param guess how many rows it may hold
	 */
	Span(IdRange range, double guess) {
		this.position = range.after();
		this.delivered = range.after();
		this.before = range.before();
		this.guess = guess;
	}

	/** What is asked for next. */
	IdRange next() {
		return new IdRange(this.position, this.before);
	}

	/** What is left when everything that was delivered so far is kept. */
	IdRange left() {
		return new IdRange(this.delivered, this.before);
	}

	void ask() {
		this.asked = true;
	}

	void askedInVain() {
		this.asked = false;
	}

	/**
	 * A page came.
	 * @return how many of its rows belong to this span, and not to another one by now
	 */
	int came(PageFacts page) {
		this.asked = false;
		int kept = page.below(this.before);
		Long last = page.lastId();
		this.exhausted = last == null || !page.more() || kept < page.rows() || last >= this.before - 1;
		if (last != null && page.ids() != null) {
			learn(page.rows(), last - ((this.position != Long.MIN_VALUE) ? this.position : page.ids()[0] - 1));
		}
		if (kept > 0) {
			this.position = page.id(kept);
			this.undelivered++;
		}
		return kept;
	}

	private void learn(int rows, double ids) {
		double measured = rows / Math.max(1, ids);
		Double known = this.density;
		this.density = (known != null) ? MEMORY * known + (1 - MEMORY) * measured : measured;
		this.doubts = Math.max(0, this.doubts - 1);
	}

	void deliver(long lastId) {
		this.delivered = lastId;
		this.undelivered--;
	}

	/**
	 * Another span takes the ids from this one on.
	 * @param rows how many rows it may hold
	 */
	Span split(long pivot, double rows) {
		Span upper = new Span(new IdRange(pivot - 1, this.before), rows);
		this.before = pivot;
		return upper;
	}

	/**
	 * What was split off held nothing: most likely the rest of the range does not either.
	 */
	void doubt() {
		this.doubts++;
	}

	/** How often in a row that happened, give or take a page that came meanwhile. */
	int doubts() {
		return this.doubts;
	}

	boolean isBounded() {
		return this.before != Long.MAX_VALUE;
	}

	/** How many ids it spans, of those that were not read. */
	double width() {
		return (double) this.before - this.position - 1;
	}

	/**
	 * How many rows are left, if those to come lie as close together as the last ones.
	 */
	double rowsLeft() {
		return (this.density != null) ? Math.max(0, width()) * this.density : this.guess;
	}

	long position() {
		return this.position;
	}

	long before() {
		return this.before;
	}

	@Nullable Double density() {
		return this.density;
	}

	boolean isAsked() {
		return this.asked;
	}

	int undelivered() {
		return this.undelivered;
	}

	boolean isExhausted() {
		return this.exhausted;
	}

	boolean isOver() {
		return this.exhausted && this.undelivered == 0;
	}

}
