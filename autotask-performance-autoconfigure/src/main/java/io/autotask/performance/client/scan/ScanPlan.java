package io.autotask.performance.client.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which pages a reading asks for next. The ids are cut into spans that nobody shares, and
 * each span is read from below by the id of its last row; so a row that is there all the
 * time is delivered exactly once, whatever others write meanwhile.
 * <p>
 * A reader without work takes the upper half of what is most: of the span with the most
 * rows left, as far as its density and the number of all rows tell (work stealing, R. D.
 * Blumofe and C. E. Leiserson, 1999, over estimates). Where the half that was taken holds
 * nothing, the next cut is made nearer; when too many of them do, no more cuts are made.
 * <p>
 * No knowledge of threads, requests or time. Not thread-safe.
 */
final class ScanPlan {

	/** Larger pages than that, in bytes, are asked for with fewer rows. */
	private static final double FITTING = 4 * 1024 * 1024;

	/** How fast the size of the largest rows is forgotten. */
	private static final double MEMORY = 0.8;

	private static final int ALLOWED_IN_VAIN = 8;

	private final int parallelism;

	private final int undeliveredPerSpan;

	private final int largestPage;

	private final List<Span> spans = new ArrayList<>();

	private int page;

	private double bytesOfRow;

	private @Nullable Long total;

	private long found;

	private int inVain;

	/**
	 * A plan.
	 * @param parallelism how many spans there may be at once
	 * @param undeliveredPerSpan how many pages of one span may wait to be delivered
	 * @param page the most rows on a page
	 * @param from where to begin
	 */
	ScanPlan(int parallelism, int undeliveredPerSpan, int page, ScanCheckpoint from) {
		this.parallelism = parallelism;
		this.undeliveredPerSpan = undeliveredPerSpan;
		this.largestPage = page;
		this.page = page;
		this.total = from.total();
		this.found = from.delivered();
		from.open().forEach((range) -> this.spans.add(new Span(range, 0)));
	}

	/**
	 * How many rows there are. Without it nothing is cut.
	 */
	void total(long rows) {
		this.total = rows;
	}

	@Nullable Long total() {
		return this.total;
	}

	/**
	 * The next page to ask for, or null when there is none now.
	 */
	@Nullable Fetch next() {
		Map<Span, Double> left = left();
		Span next = this.spans.stream()
			.filter((span) -> !span.isAsked() && !span.isExhausted() && span.undelivered() < this.undeliveredPerSpan)
			.max(Comparator.comparingDouble((span) -> left.getOrDefault(span, 0.0)))
			.orElse(null);
		if (next == null && unfinished() < this.parallelism && this.inVain <= allowedInVain()) {
			next = cut(left);
		}
		if (next == null) {
			return null;
		}
		next.ask();
		return new Fetch(next, next.next(), this.page);
	}

	/**
	 * A page came.
	 * @return how many of its rows are to be delivered
	 */
	int came(Fetch fetch, PageFacts page) {
		int kept = fetch.span().came(page);
		this.found += kept;
		if (page.rows() > 0) {
			this.bytesOfRow = Math.max((double) page.bytes() / page.rows(), MEMORY * this.bytesOfRow);
			this.page = (int) Math.max(1, Math.min(this.largestPage, FITTING / Math.max(1, this.bytesOfRow)));
		}
		if (kept == 0) {
			cameInVain(fetch, page);
		}
		forgetWhatIsOver();
		return kept;
	}

	/**
	 * A page was too large to be held.
	 * @return whether it may be asked for with fewer rows; if not, one row is too large
	 */
	boolean tooLarge(Fetch fetch) {
		fetch.span().askedInVain();
		this.page = Math.max(1, Math.min(this.page, fetch.maxRecords() / 2));
		return fetch.maxRecords() > 1;
	}

	/**
	 * All rows of a page up to this one were delivered.
	 */
	void delivered(Span span, long lastId) {
		span.deliver(lastId);
		forgetWhatIsOver();
	}

	/**
	 * Whether every row was delivered.
	 */
	boolean isOver() {
		return this.spans.isEmpty();
	}

	/**
	 * What is left, but for one span.
	 */
	List<IdRange> leftBeside(@Nullable Span one) {
		return this.spans.stream().filter((span) -> span != one).map(Span::left).toList();
	}

	private void cameInVain(Fetch fetch, PageFacts page) {
		this.inVain++;
		if (page.rows() == 0) {
			this.spans.stream().filter((span) -> span.before() - 1 == fetch.range().after()).forEach(Span::doubt);
		}
	}

	private long allowedInVain() {
		long pages = (this.total != null) ? this.total / this.largestPage : 0;
		return ALLOWED_IN_VAIN + pages / 50;
	}

	private void forgetWhatIsOver() {
		this.spans.removeIf(Span::isOver);
	}

	private long unfinished() {
		return this.spans.stream().filter((span) -> !span.isExhausted()).count();
	}

	/** How many rows each span has left, as far as that can be told. */
	private Map<Span, Double> left() {
		Map<Span, Double> left = new HashMap<>();
		if (this.total == null || this.parallelism == 1) {
			return left;
		}
		double all = Math.max(0, this.total - this.found);
		double bounded = 0;
		for (Span span : this.spans) {
			if (span.isBounded() && !span.isExhausted()) {
				left.put(span, span.rowsLeft());
				bounded += span.rowsLeft();
			}
		}
		double scale = (bounded > all) ? all / bounded : 1;
		left.replaceAll((span, rows) -> rows * scale);
		double open = Math.max(0, all - bounded);
		this.spans.stream()
			.filter((span) -> !span.isBounded() && !span.isExhausted())
			.forEach((span) -> left.put(span, open));
		return left;
	}

	private @Nullable Span cut(Map<Span, Double> left) {
		// Of a span whose first page is still to come nobody knows where its rows are.
		Map.Entry<Span, Double> most = left.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().density() != null)
			.max(Map.Entry.comparingByValue())
			.orElse(null);
		Double measured = (most != null) ? most.getKey().density() : null;
		if (most == null || measured == null) {
			return null;
		}
		Span span = most.getKey();
		// One page is on its way already.
		double rows = most.getValue() - (span.isAsked() ? this.page : 0);
		if (rows < this.page) {
			return null;
		}
		double pivot = pivot(span, rows, most.getValue() / span.width(), measured);
		if (pivot <= span.position() + 1 || pivot >= span.before() - 1) {
			return null;
		}
		Span upper = span.split((long) pivot, rows / 2);
		this.spans.add(upper);
		return upper;
	}

	/**
	 * Where the upper half of the rows begins: as if they were spread evenly over the
	 * range, or, once that was wrong, as close together as those that came last.
	 */
	private double pivot(Span span, double rows, double even, double measured) {
		double onItsWay = span.isAsked() ? this.page : 0;
		double stays = onItsWay + rows / (2 * Math.pow(4, Math.max(0, span.doubts() - 1)));
		double density = span.isBounded() ? even : measured;
		if (span.doubts() > 0) {
			density = Math.max(density, measured);
		}
		return span.position() + Math.floor(stays / density) + 1;
	}

	/**
	 * One page to ask for.
	 *
	 * @param span the span it belongs to
	 * @param range the ids
	 * @param maxRecords how many rows at most
	 */
	record Fetch(Span span, IdRange range, int maxRecords) {

	}

}
