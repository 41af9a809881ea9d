package io.autotask.performance.client.relation;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Which references are used how often: what is measured of them, and what is foreseen by
 * it. One for all that a client reads. Bounded by the number of kinds of rows; what is
 * beyond it is neither measured nor foreseen. Thread-safe.
 */
public final class RelationUse {

	private static final int MAX_KINDS = 1_000;

	private final Map<Kind, Habit> habits = new ConcurrentHashMap<>();

	private final Map<String, Account> accounts = new ConcurrentHashMap<>();

	/**
	 * What references cost and saved.
	 * @return by the entity that is referred to, in alphabetical order
	 */
	public Map<String, RelationFigures> figures() {
		Map<String, RelationFigures> figures = new TreeMap<>();
		this.accounts.forEach((entity, account) -> figures.put(entity, account.figures()));
		return figures;
	}

	Habit habit(Kind kind) {
		Habit known = this.habits.get(kind);
		if (known != null) {
			return known;
		}
		return (this.habits.size() < MAX_KINDS) ? this.habits.computeIfAbsent(kind, (ignored) -> new Habit())
				: new Habit();
	}

	Account account(String entity) {
		Account known = this.accounts.get(entity);
		if (known != null) {
			return known;
		}
		return (this.accounts.size() < MAX_KINDS) ? this.accounts.computeIfAbsent(entity, (ignored) -> new Account())
				: new Account();
	}

	/**
	 * A kind of reference.
	 *
	 * @param type the type of the row that refers
	 * @param field by which field
	 */
	record Kind(Class<?> type, String field) {

	}

	/**
	 * How often references of one kind are used. Counts are halved now and then, so that
	 * what was long ago does not weigh for ever; between two threads a count may be lost,
	 * which a share does not feel.
	 */
	static final class Habit {

		private static final long ENOUGH = 100;

		private static final long MANY = 10_000;

		private final AtomicLong seen = new AtomicLong();

		private final AtomicLong used = new AtomicLong();

		void seen() {
			if (this.seen.incrementAndGet() >= MANY) {
				this.seen.set(MANY / 2);
				this.used.set(this.used.get() / 2);
			}
		}

		void used() {
			this.used.incrementAndGet();
		}

		/** Whether most of those to come will be used, too. */
		boolean isForeseen() {
			long rows = this.seen.get();
			return rows >= ENOUGH && 2 * this.used.get() >= rows;
		}

	}

	/** What references to one entity cost and saved. */
	static final class Account {

		final LongAdder used = new LongAdder();

		final LongAdder fromMemory = new LongAdder();

		final LongAdder queries = new LongAdder();

		final LongAdder loaded = new LongAdder();

		final LongAdder foreseen = new LongAdder();

		final LongAdder foreseenUsed = new LongAdder();

		RelationFigures figures() {
			return new RelationFigures(this.used.sum(), this.fromMemory.sum(), this.queries.sum(), this.loaded.sum(),
					this.foreseen.sum(), this.foreseenUsed.sum());
		}

	}

}
