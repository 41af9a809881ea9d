package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The slots of one endpoint as the API has them, as far as its rejections tell.
 * <p>
 * The API gives a slot back a little later than its answer, and others may use the same
 * integration code. So after a rejection the endpoint is left alone for a short pause,
 * longer each time, and one of two things is learnt: that slots {@link Linger linger},
 * or, if that does not explain it or did not help, that there are fewer than thought.
 * Both are forgotten again slowly: after a minute without a rejection one step back is
 * tried, and each time that was wrong the next try takes twice as long.
 * <p>
 * Not thread-safe: guarded by the monitor of the {@link SlotQueue}. Times are
 * nanoseconds.
 */
final class Slots {

	private static final long RECOVERY = Duration.ofMinutes(1).toNanos();

	private static final long LONGEST_RECOVERY = Duration.ofMinutes(16).toNanos();

	private static final int MOST_DOUBLINGS = 20;

	/** Weight of the newest request in the average service time. */
	private static final double NEWEST = 0.2;

	private final int maxLimit;

	private final PauseSettings pauses;

	private final DoubleSupplier random;

	private final Linger linger = new Linger();

	private int limit;

	private int inFlight;

	private boolean closed;

	private long opensAt;

	private int rejectionsInARow;

	private boolean warned;

	private long rejectedAt;

	private long recoverAt;

	private long recovery = RECOVERY;

	private double service;

	Slots(DispatchSettings settings, DoubleSupplier random) {
		this.maxLimit = settings.maxPerEndpoint();
		this.limit = settings.maxPerEndpoint();
		this.pauses = settings.pauses();
		this.random = random;
	}

	void take() {
		this.inFlight++;
	}

	/**
	 * When a slot is free as far as time goes.
	 * @return {@code now} or earlier when one is, {@link Endpoint#NEVER} when one has to
	 * be given back first
	 */
	long freeAt(long now) {
		recover(now);
		if (this.closed && this.opensAt - now > 0) {
			return this.opensAt;
		}
		if (this.inFlight >= this.limit) {
			return Endpoint.NEVER;
		}
		return this.linger.until(this.limit - this.inFlight, now);
	}

	/**
	 * Nothing was sent after all.
	 */
	void giveBack() {
		this.inFlight--;
	}

	/**
	 * A request is over, and was not rejected.
	 * @param startedAt when it was sent
	 * @param answered whether the API answered, so that its time is a service time
	 */
	void ended(long startedAt, boolean answered, long now) {
		this.inFlight--;
		if (answered) {
			long took = now - startedAt;
			this.service = (this.service == 0) ? took : this.service + NEWEST * (took - this.service);
			this.linger.accepted(this.limit - this.inFlight, startedAt);
			if (startedAt - this.rejectedAt >= 0) {
				this.rejectionsInARow = 0;
				this.closed = false;
			}
		}
		this.linger.ended(now);
	}

	/**
	 * The API turned away a request, which still has its slot here. Several that were
	 * sent before the first of them was rejected are one rejection.
	 * @param limitWhenGranted the limit when it was sent
	 * @param asked how long the API wants to be left alone, or 0
	 */
	void rejected(long startedAt, int limitWhenGranted, long asked, long now) {
		boolean another = this.rejectionsInARow == 0 || startedAt - this.rejectedAt >= 0;
		if (another) {
			learn(startedAt, limitWhenGranted);
			this.rejectionsInARow++;
			this.rejectedAt = now;
			this.recovery = this.warned ? Math.min(LONGEST_RECOVERY, 2 * this.recovery) : RECOVERY;
			this.warned = true;
		}
		this.recoverAt = now + this.recovery;
		long pause = Math.max(pause(), Math.min(asked, this.pauses.longestAsked().toNanos()));
		this.opensAt = this.closed ? Math.max(this.opensAt, now + pause) : now + pause;
		this.closed = true;
	}

	private void learn(long startedAt, int limitWhenGranted) {
		int others = this.inFlight - 1;
		boolean explained = this.linger.explains(this.limit - others, startedAt);
		if (others > 0 && (!explained || this.rejectionsInARow > 0)) {
			this.limit = Math.max(1, Math.min(this.limit, limitWhenGranted - 1));
		}
	}

	private long pause() {
		double doubled = this.pauses.first().toNanos()
				* Math.pow(2, Math.min(this.rejectionsInARow - 1, MOST_DOUBLINGS));
		// A little apart, so that several processes do not come back together.
		return (long) (Math.min(doubled, this.pauses.longest().toNanos()) * (0.9 + 0.2 * this.random.getAsDouble()));
	}

	private void recover(long now) {
		if (!hasLearnt() || now - this.recoverAt < 0) {
			return;
		}
		this.recoverAt = now + this.recovery;
		if (this.limit < this.maxLimit) {
			this.limit++;
		}
		else {
			this.linger.shorten();
		}
		if (!hasLearnt()) {
			this.warned = false;
		}
	}

	private boolean hasLearnt() {
		return this.limit < this.maxLimit || this.linger.duration() > 0;
	}

	/**
	 * How far apart slots come free when all are used evenly.
	 * @return nanoseconds, 0 when it is not known
	 */
	long gap() {
		return (this.service > 0) ? (long) ((this.service + this.linger.duration()) / this.limit) : 0;
	}

	/**
	 * How long an answer takes on average.
	 * @return nanoseconds, 0 when it is not known
	 */
	long service() {
		return (long) this.service;
	}

	/**
	 * Until when the endpoint is left alone after a rejection.
	 * @return {@code now} or earlier when it is not
	 */
	long opensAt(long now) {
		return this.closed ? this.opensAt : now;
	}

	int limit() {
		return this.limit;
	}

	int inFlight() {
		return this.inFlight;
	}

	boolean isIdle() {
		return this.inFlight == 0 && !hasLearnt() && !this.closed;
	}

}
