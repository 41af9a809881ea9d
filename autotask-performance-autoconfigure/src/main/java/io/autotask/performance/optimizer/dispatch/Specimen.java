package io.autotask.performance.optimizer.dispatch;

import java.util.concurrent.CompletableFuture;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AnswerContent;
import io.autotask.performance.call.Rows;
import org.jspecify.annotations.Nullable;

/**
 * A row that is read by its id, to be compared with the same row of a query. Thread-safe.
 */
final class Specimen {

	private static final int OK = 200;

	private final long id;

	private final long sentAt;

	private final long writes;

	private final CompletableFuture<byte @Nullable []> row = new CompletableFuture<>();

	/**
	 * A row that is about to be read.
	 * @param writes the mark of the writes so far
	 */
	Specimen(long id, long sentAt, long writes) {
		this.id = id;
		this.sentAt = sentAt;
		this.writes = writes;
	}

	long id() {
		return this.id;
	}

	long sentAt() {
		return this.sentAt;
	}

	long writes() {
		return this.writes;
	}

	/**
	 * The row's bytes when they are there; null when the read brought no row.
	 */
	CompletableFuture<byte @Nullable []> row() {
		return this.row;
	}

	/**
	 * Whether it can still be of use.
	 */
	boolean isPromising() {
		return !this.row.isDone() || this.row.getNow(null) != null;
	}

	void answered(@Nullable Answer answer) {
		this.row.complete(
				(answer instanceof Answer.Whole whole && answer.status() == OK) ? row(whole.response().bytes()) : null);
	}

	private byte @Nullable [] row(byte[] body) {
		AnswerContent content = AnswerContent.read(body);
		Rows rows = (content != null) ? content.rows() : null;
		return (rows != null && rows.size() == 1 && rows.indexOf(this.id) == 0) ? rows.row(0, body) : null;
	}

	void failed() {
		this.row.complete(null);
	}

}
