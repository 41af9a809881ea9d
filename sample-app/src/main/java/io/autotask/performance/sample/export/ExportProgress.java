package io.autotask.performance.sample.export;

import io.autotask.performance.client.scan.Progress;
import io.autotask.performance.client.scan.ReadStoppedException;
import org.jspecify.annotations.Nullable;

/**
 * How far an export is.
 *
 * @param state whether it goes on
 * @param rows the tickets that were written
 * @param total how many there were when it began, or null when that is not known yet
 * @param requests the requests that it took
 * @param remaining the requests that are left of the hour, or null when that is not known
 * @param problem why it stopped, or null
 * @param continuationToken where it can go on, or null
 */
public record ExportProgress(State state, long rows, @Nullable Long total, long requests, @Nullable Long remaining,
		@Nullable String problem, @Nullable String continuationToken) {

	static final ExportProgress WAITING = new ExportProgress(State.WAITING, 0, null, 0, null, null, null);

	static ExportProgress of(Progress progress) {
		return new ExportProgress(State.RUNNING, progress.rows(), progress.total(), progress.requests(),
				progress.remainingBudget(), null, null);
	}

	ExportProgress ended(State how) {
		return new ExportProgress(how, this.rows, this.total, this.requests, this.remaining, null, null);
	}

	ExportProgress failed(Throwable failure) {
		String token = (failure instanceof ReadStoppedException stopped) ? stopped.continuationToken() : null;
		return new ExportProgress(State.FAILED, this.rows, this.total, this.requests, this.remaining,
				failure.getMessage(), token);
	}

	/**
	 * Whether nothing more will come.
	 * @return true at the end, however it ended
	 */
	public boolean isOver() {
		return this.state != State.WAITING && this.state != State.RUNNING;
	}

	/** Whether an export goes on. */
	public enum State {

		/** Nobody has asked for the file yet. */
		WAITING,

		/** It is being written. */
		RUNNING,

		/** Every ticket was written. */
		DONE,

		/** It stopped. */
		FAILED,

		/** Whoever took the file does not want the rest. */
		CANCELLED

	}

}
