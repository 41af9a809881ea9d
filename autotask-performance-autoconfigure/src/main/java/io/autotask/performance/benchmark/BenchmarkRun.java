package io.autotask.performance.benchmark;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One run, from its beginning to as long as it is remembered. Thread-safe.
 */
public final class BenchmarkRun {

	private final String id;

	private final BenchmarkPlan plan;

	private final Instant begunAt;

	private final Execution execution;

	private final Sinks.One<BenchmarkResult> outcome = Sinks.one();

	private final AtomicReference<Status> status = new AtomicReference<>(Status.RUNNING);

	private volatile @Nullable BenchmarkResult result;

	private volatile @Nullable String failure;

	BenchmarkRun(String id, BenchmarkPlan plan, Instant begunAt, Execution execution) {
		this.id = id;
		this.plan = plan;
		this.begunAt = begunAt;
		this.execution = execution;
	}

	/**
	 * Its id; later ones come later in the alphabet.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * What it was to do.
	 * @return the plan
	 */
	public BenchmarkPlan plan() {
		return this.plan;
	}

	/**
	 * When it began.
	 * @return the time
	 */
	public Instant begunAt() {
		return this.begunAt;
	}

	/**
	 * How it is.
	 * @return the status
	 */
	public Status status() {
		return Objects.requireNonNull(this.status.get());
	}

	/**
	 * How far it is.
	 * @return the progress
	 */
	public BenchmarkProgress progress() {
		return this.execution.progress();
	}

	/**
	 * What it brought.
	 * @return the result, or null while it runs and when it failed
	 */
	public @Nullable BenchmarkResult result() {
		return this.result;
	}

	/**
	 * Why it failed.
	 * @return the reason, or null when it did not
	 */
	public @Nullable String failure() {
		return this.failure;
	}

	/**
	 * What it brings, when it ends.
	 * @return the result; an error when the run fails. Cancelling it does not cancel the
	 * run
	 */
	public Mono<BenchmarkResult> outcome() {
		return this.outcome.asMono();
	}

	/**
	 * Ends it early. Calls that are on their way come to their end; the result is of what
	 * was measured until then.
	 * @return false when it is over already
	 */
	public boolean cancel() {
		boolean running = this.status.compareAndSet(Status.RUNNING, Status.CANCELLING);
		if (running) {
			this.execution.stop("it was cancelled");
		}
		return running;
	}

	/**
	 * It is over. Listeners know before those who wait for it, who may look at what
	 * listeners did.
	 */
	void ended(BenchmarkResult ended, Runnable listeners) {
		this.result = ended;
		this.status.set((this.status.get() == Status.CANCELLING) ? Status.CANCELLED : Status.COMPLETED);
		if (status() == Status.COMPLETED) {
			listeners.run();
		}
		this.outcome.tryEmitValue(ended);
	}

	void failed(Throwable reason) {
		this.failure = String.valueOf(reason.getMessage());
		this.status.set((this.status.get() == Status.CANCELLING) ? Status.CANCELLED : Status.FAILED);
		this.outcome.tryEmitError(reason);
	}

	/** How a run is. */
	public enum Status {

		/** It goes on. */
		RUNNING,

		/** It waits for the last answers. */
		CANCELLING,

		/** It came to its end. */
		COMPLETED,

		/** It was ended early. */
		CANCELLED,

		/** It could not be done. */
		FAILED;

		/**
		 * The status for people.
		 * @return for example {@code running}
		 */
		@JsonValue
		public String word() {
			return name().toLowerCase(Locale.ROOT);
		}

		/**
		 * Whether nothing more will happen.
		 * @return true for the last three
		 */
		public boolean isOver() {
			return this == COMPLETED || this == CANCELLED || this == FAILED;
		}

	}

}
