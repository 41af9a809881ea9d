package io.autotask.performance.optimizer.budget;

import java.time.Duration;

/**
 * Autotask answers nobody any more, because the tenant's hour is used up. Everybody
 * waits, and then one request is sent to find out whether it is over.
 * <p>
 * Not thread-safe. Times are nanoseconds.
 */
final class Suspension {

	/** So often is found out whether it is over; each time costs a request. */
	private static final long PAUSE = Duration.ofMinutes(1).toNanos();

	private static final long LONGEST_PAUSE = Duration.ofMinutes(10).toNanos();

	private boolean on;

	private long begunAt;

	private long until;

	private boolean findingOut;

	/**
	 * A request was turned away.
	 * @param asked how long Autotask wants to be left alone, or 0
	 */
	void begin(long asked, long now) {
		long pause = Math.max(PAUSE, Math.min(asked, LONGEST_PAUSE));
		if (!this.on) {
			this.begunAt = now;
		}
		this.until = (this.on && !this.findingOut) ? Math.max(this.until, now + pause) : now + pause;
		this.on = true;
		this.findingOut = false;
	}

	/**
	 * A request was answered in another way.
	 * @param sentAt when it was sent: one that was sent before says nothing
	 * @return whether it is over by that
	 */
	boolean end(long sentAt) {
		if (!this.on || sentAt - this.begunAt < 0) {
			return false;
		}
		this.on = false;
		this.findingOut = false;
		return true;
	}

	boolean isOn() {
		return this.on;
	}

	/**
	 * Until when nothing is to be sent.
	 * @return {@code now} or earlier when something may be
	 */
	long until(long now) {
		return this.on ? this.until : now;
	}

	/**
	 * A request is sent. The one that finds out whether it is over has as long for it as
	 * a pause takes.
	 */
	void sending(long now) {
		if (this.on) {
			this.findingOut = true;
			this.until = now + PAUSE;
		}
	}

	/**
	 * The request that was to find out was not sent after all.
	 */
	void notSent(long now) {
		if (this.findingOut) {
			this.findingOut = false;
			this.until = now;
		}
	}

}
