package io.autotask.performance.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.autotask.performance.call.AnswerContent;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.RowComparison;
import io.autotask.performance.call.RowLikeness;
import io.autotask.performance.call.RowLikeness.Verdict;
import io.autotask.performance.call.Rows;
import io.autotask.performance.query.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The rows inside the answers in memory. A read by id is answered from the row of a full
 * query where both are known to be the same; each answer that passes teaches that, and
 * shows which copies of its rows are old.
 */
final class RowMemory {

	/** Rows of one answer from which is learnt. */
	private static final int MAX_COMPARED = 5;

	/**
	 * Two reads so close together see the same row, unless it is not the same in both.
	 */
	private static final long CLOSE = Duration.ofSeconds(5).toNanos();

	private final AnswerStore store;

	private final VersionTable versions;

	private final RowLikeness likeness;

	RowMemory(AnswerStore store, VersionTable versions, RowLikeness likeness) {
		this.store = store;
		this.versions = versions;
		this.likeness = likeness;
	}

	/**
	 * The answer to a read by id, made of the row of a query, and kept from now on.
	 */
	@Nullable StoredAnswer find(ApiCall call, CallKey key) {
		if (call.id() == null || !isPlainGet(key)
				|| this.likeness.verdict(call.origin(), key.identity(), call.entity()) != Verdict.ALIKE) {
			return null;
		}
		Versions before = this.versions.capture(Reach.ofRead(call));
		StoredAnswer source = newest(call, call.id(), (holder) -> isFullQuery(holder, key));
		return (source != null) ? make(call, key, source, before, this.store::add) : null;
	}

	/**
	 * The answer to a read by id whose caller reads some fields only, made of the row of
	 * a query that has them. It is this caller's and not kept: another one may read more.
	 */
	@Nullable StoredAnswer findFields(ApiCall call, CallKey key) {
		if (call.id() == null || !isPlainGet(key)) {
			return null;
		}
		Versions before = this.versions.capture(Reach.ofRead(call));
		StoredAnswer source = newest(call, call.id(),
				(holder) -> isQuery(holder, key) && holder.footprint().holds(call.options().steering().fields())
						&& this.likeness.verdict(call.origin(), key.identity(), call.entity(),
								fields(holder.footprint())) == Verdict.ALIKE);
		return (source != null) ? make(call, key, source, before, (made) -> {
			// Neither kept nor found again.
		}) : null;
	}

	private @Nullable StoredAnswer newest(ApiCall call, long id, Predicate<StoredAnswer> lends) {
		StoredAnswer newest = null;
		for (StoredAnswer holder : holders(call, id)) {
			if (holder.lendsRows() && lends.test(holder)
					&& (newest == null || holder.times().asOf() - newest.times().asOf() > 0)) {
				newest = holder;
			}
		}
		return newest;
	}

	/**
	 * An answer was kept.
	 */
	void kept(ApiCall call, StoredAnswer answer) {
		Rows rows = answer.footprint().rows();
		if (rows == null || !rows.identified()) {
			return;
		}
		int compared = 0;
		Passing passing = new Passing(call, answer.footprint(), answer.response().bytes(), answer.times().asOf());
		Bodies bodies = new Bodies();
		for (int index = 0; index < rows.size(); index++) {
			for (StoredAnswer other : holders(call, rows.id(index))) {
				if (other == answer) {
					continue;
				}
				byte[] copy = row(other.footprint(), bodies.of(other), rows.id(index));
				byte[] row = row(passing.footprint(), passing.body(), rows.id(index));
				if (copy == null || row == null) {
					continue;
				}
				if (compared < MAX_COMPARED && learn(call, answer, row, other, copy)) {
					compared++;
				}
				dropIfOlder(other, copy, row, passing);
			}
		}
	}

	/**
	 * An answer passes by that is not kept.
	 * @param asOf when its request departed
	 */
	void passed(ApiCall call, long asOf, BufferedResponse response) {
		if (!this.store.hasAny(Tag.allRows(call.origin(), call.entity()))) {
			return;
		}
		AnswerContent content = AnswerContent.read(response.bytes());
		if (content == null || content.errors() || content.rows() == null || !content.rows().identified()) {
			return;
		}
		Passing passing = new Passing(call, Footprint.of(call, content), response.bytes(), asOf);
		Bodies bodies = new Bodies();
		for (int index = 0; index < content.rows().size(); index++) {
			long id = content.rows().id(index);
			for (StoredAnswer other : holders(call, id)) {
				byte[] copy = row(other.footprint(), bodies.of(other), id);
				if (copy != null) {
					dropIfOlder(other, copy, content.rows().row(index, passing.body()), passing);
				}
			}
		}
	}

	private void dropIfOlder(StoredAnswer holder, byte[] copy, byte[] row, Passing passing) {
		if (holder.times().asOf() - passing.asOf() >= 0) {
			return;
		}
		boolean changed = isComparable(holder, passing) ? RowComparison.of(copy, row) != RowComparison.SAME
				: RowComparison.isChanged(copy, row);
		if (changed) {
			this.versions.atomically(() -> this.store.invalidate(holder));
		}
	}

	/** Whether both would be the same to the last value if the row had not changed. */
	private boolean isComparable(StoredAnswer copy, Passing passing) {
		ApiCall call = passing.call();
		String identity = call.identity();
		if (identity == null || !identity.equals(copy.key().identity())) {
			return false;
		}
		if (call.operation() == copy.key().operation()) {
			return fields(passing.footprint()).equals(fields(copy.footprint()));
		}
		boolean getAndQuery = (call.operation() == Operation.GET && copy.footprint().isFull())
				|| (passing.footprint().isFull() && isPlainGet(copy.key()));
		return getAndQuery && this.likeness.verdict(call.origin(), identity, call.entity()) == Verdict.ALIKE;
	}

	private static List<String> fields(Footprint footprint) {
		Query query = footprint.query();
		return (query != null) ? query.includeFields() : List.of();
	}

	/**
	 * Compares a row that one of two answers read by its id, and the other by a query.
	 */
	private boolean learn(ApiCall call, StoredAnswer one, byte[] rowOfOne, StoredAnswer other, byte[] rowOfOther) {
		StoredAnswer single = isPlainGet(one.key()) ? one : other;
		StoredAnswer query = (single == one) ? other : one;
		if (!isPlainGet(single.key()) || !isQuery(query, single.key())) {
			return false;
		}
		List<String> fields = fields(query.footprint());
		byte[] rowOfGet = (single == one) ? rowOfOne : rowOfOther;
		byte[] rowOfQuery = (single == one) ? rowOfOther : rowOfOne;
		boolean close = Math.abs(single.times().asOf() - query.times().asOf()) < CLOSE;
		if (!close && RowComparison.of(rowOfGet, rowOfQuery, fields) != RowComparison.SAME) {
			return false;
		}
		String identity = single.key().identity();
		if (this.likeness.compare(call.origin(), identity, call.entity(), fields, rowOfGet,
				rowOfQuery) == Verdict.UNLIKE && fields.isEmpty()) {
			List<Tag> made = List.of(Tag.ofQueries(call.origin(), identity, call.entity()));
			this.versions.raise(made, () -> this.store.drop(made));
		}
		return true;
	}

	private @Nullable StoredAnswer make(ApiCall call, CallKey key, StoredAnswer source, Versions before,
			Consumer<StoredAnswer> keep) {
		Rows rows = Objects.requireNonNull(source.footprint().rows());
		byte[] item = rows.item(rows.indexOf(Objects.requireNonNull(call.id())), source.response().bytes());
		AnswerContent content = Objects.requireNonNull(AnswerContent.read(item));
		HttpHeaders headers = HttpHeaders.copyOf(source.response().headers());
		headers.remove(HttpHeaders.CONTENT_LENGTH);
		List<Tag> tags = new ArrayList<>(Reach.ofRead(call));
		tags.add(Tag.ofQueries(call.origin(), key.identity(), call.entity()));
		StoredAnswer made = new StoredAnswer(key, new BufferedResponse(source.response().status(), headers, item), tags,
				Footprint.of(call, content), source.times(), this.store::reweigh);
		boolean[] added = new boolean[1];
		// The list may have gone from the index since it was found, so it says nothing of
		// what was written in between.
		this.versions.ifCurrent(before, () -> {
			added[0] = !source.isDropped() && source.lendsRows();
			if (added[0]) {
				keep.accept(made);
			}
		});
		return added[0] ? made : null;
	}

	private Collection<StoredAnswer> holders(ApiCall call, long id) {
		return this.store.tagged(Tag.row(call.origin(), call.entity(), id));
	}

	private static byte @Nullable [] row(Footprint footprint, byte[] body, long id) {
		Rows rows = footprint.rows();
		int index = (rows != null) ? rows.indexOf(id) : -1;
		return (rows != null && index >= 0) ? rows.row(index, body) : null;
	}

	/** A read by id with nothing else in its path. */
	private static boolean isPlainGet(CallKey key) {
		return key.operation() == Operation.GET && key.subject().chars().allMatch(Character::isDigit);
	}

	private static boolean isFullQuery(StoredAnswer answer, CallKey asked) {
		return answer.footprint().isFull() && isQuery(answer, asked);
	}

	private static boolean isQuery(StoredAnswer answer, CallKey asked) {
		return answer.key().operation() == Operation.QUERY && answer.footprint().showsItsRows()
				&& answer.key().identity().equals(asked.identity()) && answer.key().scope().equals(asked.scope());
	}

	/**
	 * The bodies that one answer is compared with: each is uncompressed once.
	 */
	private static final class Bodies {

		private final Map<StoredAnswer, byte[]> bytes = new IdentityHashMap<>();

		byte[] of(StoredAnswer answer) {
			return this.bytes.computeIfAbsent(answer, (key) -> key.response().bytes());
		}

	}

	/**
	 * An answer that shows rows as they are now.
	 */
	private record Passing(ApiCall call, Footprint footprint, byte[] body, long asOf) {

	}

}
