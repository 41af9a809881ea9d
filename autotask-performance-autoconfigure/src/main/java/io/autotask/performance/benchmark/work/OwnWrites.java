package io.autotask.performance.benchmark.work;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import io.autotask.performance.call.RowRef;
import org.jspecify.annotations.Nullable;

/**
 * What a run wrote itself: which number it put last into which row, as far as Autotask
 * acknowledged it, and which rows it created. A read that begins after that and shows an
 * older number is a stale one. Each row has one write at a time, so that nobody has to
 * ask which was last; a row whose write ended unknown is neither written nor checked any
 * more. Bounded by the rows that the run works with, and by {@value #MOST_CREATED}
 * created ones for each entity. Thread-safe.
 */
final class OwnWrites {

	static final int MOST_CREATED = 1_000;

	private static final long UNKNOWN = -1;

	private final String mark;

	private final AtomicLong numbers = new AtomicLong();

	private final Map<RowRef, Long> acknowledged = new ConcurrentHashMap<>();

	private final Map<RowRef, Boolean> open = new ConcurrentHashMap<>();

	private final Map<String, ConcurrentLinkedQueue<Created>> created = new ConcurrentHashMap<>();

	private final LongAdder stale = new LongAdder();

	private final LongAdder checked = new LongAdder();

	OwnWrites(String run) {
		// Short, because some fields are.
		this.mark = "bm-%08x-".formatted(run.hashCode());
	}

	/**
	 * Begins a write of a row.
	 * @return the number to write, or 0 when the row cannot be written now
	 */
	long begin(RowRef row) {
		boolean free = this.acknowledged.getOrDefault(row, 0L) != UNKNOWN
				&& this.open.putIfAbsent(row, Boolean.TRUE) == null;
		return free ? this.numbers.incrementAndGet() : 0;
	}

	/** Ends it. */
	void end(RowRef row, long number, boolean acknowledged) {
		this.acknowledged.put(row, acknowledged ? number : UNKNOWN);
		this.open.remove(row);
	}

	/** The text that holds a number. */
	String text(long number) {
		return this.mark + number;
	}

	boolean isEmpty() {
		return this.acknowledged.isEmpty();
	}

	/**
	 * The number that a read of the row has to show at least, if it begins now.
	 */
	long expected(RowRef row) {
		return this.acknowledged.getOrDefault(row, 0L);
	}

	/**
	 * Whether a row as it was read is from before a write.
	 * @param row which
	 * @param expected what it had to show at least when the read began
	 * @param body holds the row
	 */
	boolean isStale(RowRef row, long expected, byte[] body) {
		if (expected <= 0 || this.acknowledged.getOrDefault(row, 0L) == UNKNOWN) {
			return false;
		}
		this.checked.increment();
		boolean old = number(new String(body, StandardCharsets.UTF_8)) < expected;
		if (old) {
			this.stale.increment();
		}
		return old;
	}

	private long number(String body) {
		int at = body.indexOf(this.mark);
		long number = 0;
		for (int i = at + this.mark.length(); at >= 0 && i < body.length() && Character.isDigit(body.charAt(i)); i++) {
			number = 10 * number + body.charAt(i) - '0';
		}
		return number;
	}

	/** Stale reads so far. */
	long stale() {
		return this.stale.sum();
	}

	/** Reads that could have been stale so far. */
	long checked() {
		return this.checked.sum();
	}

	void created(String entity, Created row) {
		ConcurrentLinkedQueue<Created> rows = this.created.computeIfAbsent(entity,
				(key) -> new ConcurrentLinkedQueue<>());
		rows.add(row);
		while (rows.size() > MOST_CREATED) {
			rows.poll();
		}
	}

	/** One of the rows that this run created, which is its caller's from now on. */
	@Nullable Created take(String entity) {
		ConcurrentLinkedQueue<Created> rows = this.created.get(entity);
		return (rows != null) ? rows.poll() : null;
	}

	/** How many rows were created and are still there, as far as is known. */
	List<String> left() {
		List<String> left = new ArrayList<>();
		this.created.forEach((entity, rows) -> {
			if (!rows.isEmpty()) {
				left.add(rows.size() + " " + entity);
			}
		});
		return left;
	}

	/**
	 * A row that this run created.
	 *
	 * @param id its id
	 * @param parent the row below which it is, or null
	 */
	record Created(long id, @Nullable Long parent) {

	}

}
