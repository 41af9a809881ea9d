package io.autotask.performance.optimizer.dispatch;

import java.util.concurrent.CompletableFuture;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AnswerContent;
import org.jspecify.annotations.Nullable;

/**
 * Whether a row that a query does not have is one of which a read by id says that there
 * is none. One such row is read by its id to find out; the others wait for that.
 * Thread-safe.
 */
final class Absence {

	private static final int OK = 200;

	private static final int NOT_FOUND = 404;

	private @Nullable CompletableFuture<Boolean> same;

	/**
	 * Asks for the one who finds out.
	 * @return true for the first one who asks, who then has to {@link #tell}
	 */
	synchronized boolean findOut() {
		if (this.same != null) {
			return false;
		}
		this.same = new CompletableFuture<>();
		return true;
	}

	/**
	 * The answer, when it is there.
	 * @return whether a missing row is a row of which there is none
	 */
	synchronized CompletableFuture<Boolean> isSame() {
		if (this.same == null) {
			return CompletableFuture.completedFuture(false);
		}
		return this.same;
	}

	/**
	 * What a read by id said of a row that a query did not have.
	 * @param answer the answer, or null when there was none: then the next one finds out
	 */
	void tell(@Nullable Answer answer) {
		CompletableFuture<Boolean> asked;
		boolean known = answer != null && (answer.status() == OK || answer.status() == NOT_FOUND);
		synchronized (this) {
			asked = this.same;
			if (!known) {
				this.same = null;
			}
		}
		if (asked != null) {
			asked.complete(known && saysThereIsNone(answer));
		}
	}

	private static boolean saysThereIsNone(@Nullable Answer answer) {
		if (!(answer instanceof Answer.Whole whole) || answer.status() != OK) {
			return false;
		}
		AnswerContent content = AnswerContent.read(whole.response().bytes());
		return content != null && content.absent() && !content.errors();
	}

}
