package io.autotask.performance.optimizer.budget;

import java.time.Duration;
import java.util.Locale;

import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * The requests of an hour of one tenant: what we spent, what others spent as far as
 * Autotask tells, and who may spend the rest. Thread-safe; calls nothing back, so it may
 * be asked under locks. Times are nanoseconds.
 */
public final class TenantBudget {

	/** Below it, Autotask's count matters less and is read more rarely. */
	private static final int MATTERS = 50;

	private static final int RARELY = 5;

	/** After so many requests it is read for the first time, however soon that is. */
	private static final int FIRST_AFTER_PERCENT = 1;

	/** What is not there now may be there in an hour. */
	private static final long MISSING = Duration.ofHours(1).toNanos();

	/** When others use up all that is left, nobody knows when that changes. */
	private static final long UNKNOWN = Duration.ofMinutes(1).toNanos();

	private static final int PERCENT = 100;

	private final BudgetSettings settings;

	private final TimeSource time;

	private final HourWindow window;

	private final Others others = new Others();

	private final Suspension suspension = new Suspension();

	private int limit;

	private boolean reading;

	private boolean everRead;

	private long nextReadingAt;

	private boolean spending;

	TenantBudget(BudgetSettings settings, TimeSource time) {
		this.settings = settings;
		this.time = time;
		this.window = new HourWindow(time.nanos());
		this.limit = settings.requestsPerHour();
	}

	/**
	 * When somebody of a rank may send a request, as far as is known now.
	 * @param rank who
	 * @param now the time
	 * @return {@code now} or earlier when at once
	 */
	public synchronized long availableAt(Rank rank, long now) {
		long suspended = this.suspension.until(now);
		if (suspended - now > 0 || isUnlimited()) {
			return suspended;
		}
		long allowed = allowed(rank) - this.others.estimate(now);
		return (allowed > 0) ? this.window.fewerThan((int) Math.min(allowed, Integer.MAX_VALUE), now) : now + UNKNOWN;
	}

	/**
	 * Whether anybody may send a request.
	 * @param now the time
	 * @return true when {@link #availableAt} is at once for all
	 */
	public synchronized boolean isPlentiful(long now) {
		return availableAt(Rank.BACKGROUND, now) - now <= 0;
	}

	/**
	 * A request is about to be sent.
	 * @param now the time
	 * @return a receipt for {@link #giveBack}
	 */
	public synchronized long take(long now) {
		if (!this.spending) {
			this.spending = true;
			this.nextReadingAt = now + this.settings.syncInterval().toNanos();
		}
		this.suspension.sending(now);
		return this.window.add(now);
	}

	/**
	 * A request is sent of which nothing else is known here: neither whether it may be,
	 * nor what becomes of it.
	 * @param now the time
	 */
	public synchronized void passing(long now) {
		this.window.add(now);
	}

	/**
	 * The request was not sent after all.
	 * @param receipt what {@link #take} gave for it
	 */
	public synchronized void giveBack(long receipt) {
		this.window.giveBack(receipt);
		this.suspension.notSent(this.time.nanos());
	}

	/**
	 * Autotask turned a request away because the tenant's hour is used up.
	 * @param asked how long it wants to be left alone, or zero
	 */
	public synchronized void exhausted(Duration asked) {
		this.suspension.begin(asked.toNanos(), this.time.nanos());
	}

	/**
	 * Autotask answered a request in any other way.
	 * @param sentAt when the request was sent
	 * @return whether it had turned requests away before, so that those who wait for that
	 * may go on
	 */
	public synchronized boolean answered(long sentAt) {
		return this.suspension.end(sentAt);
	}

	/**
	 * Whether Autotask's own count is to be read now. Who asks and is told so has to end
	 * it with {@link #read} or {@link #unread}. While traffic flows, it is read once per
	 * interval when half of the hour is used up or more, and every fifth interval else.
	 * @return whether the caller has to read it
	 */
	public synchronized boolean isToBeRead() {
		long now = this.time.nanos();
		if (this.settings.syncInterval().isZero() || isUnlimited() || this.reading || !this.spending
				|| this.suspension.isOn()) {
			return false;
		}
		boolean many = !this.everRead
				&& this.window.used(now) >= Math.max(1, this.limit * FIRST_AFTER_PERCENT / PERCENT);
		this.reading = many || now - this.nextReadingAt >= 0;
		return this.reading;
	}

	/**
	 * What we spent up to now, as a number that a reading may be compared with: requests
	 * that may be over an hour old for Autotask are not in it.
	 * @return requests
	 */
	public synchronized int ownLately() {
		return this.window.recent(HourWindow.BUCKETS - 2, this.time.nanos());
	}

	/**
	 * Autotask's count was read.
	 * @param reading what it says
	 * @param ownBefore {@link #ownLately()} when it was asked
	 */
	public synchronized void read(ThresholdReading reading, int ownBefore) {
		long now = this.time.nanos();
		this.reading = false;
		this.everRead = true;
		if (reading.limit() != null) {
			this.limit = Math.min(this.settings.requestsPerHour(), reading.limit());
		}
		this.others.read(Math.max(0, reading.count() - ownBefore), now);
		boolean matters = PERCENT * (long) used(now) >= (long) MATTERS * this.limit;
		this.nextReadingAt = now + this.settings.syncInterval().toNanos() * (matters ? 1 : RARELY);
	}

	/**
	 * Autotask's count could not be read.
	 * @param missing whether there is none for us, so that it is not worth while to ask
	 * again soon
	 */
	public synchronized void unread(boolean missing) {
		this.reading = false;
		this.everRead = true;
		this.nextReadingAt = this.time.nanos() + (missing ? MISSING : this.settings.syncInterval().toNanos() * RARELY);
	}

	/**
	 * The one who was to read Autotask's count is through with it, whether he told or
	 * not.
	 */
	public synchronized void unreadIfReading() {
		if (this.reading) {
			unread(false);
		}
	}

	/**
	 * The budget at this moment.
	 * @param scope whose it is
	 * @return a picture
	 */
	synchronized BudgetSnapshot.Scope snapshot(String scope) {
		long now = this.time.nanos();
		int used = used(now);
		Forecast forecast = isUnlimited() ? Forecast.NEVER
				: Forecast.of(this.window, this.others.estimate(now), this.others.perHour(now), this.limit, now);
		long suspended = this.suspension.until(now) - now;
		return new BudgetSnapshot.Scope(scope, isUnlimited() ? null : this.limit, used, this.others.known(now),
				isUnlimited() ? null : Math.max(0, this.limit - used),
				isUnlimited() ? null : (double) PERCENT * used / this.limit, source(now), forecast.earliest(),
				forecast.likely(), forecast.latest(),
				this.suspension.isOn() ? Duration.ofNanos(Math.max(0, suspended)) : null);
	}

	/**
	 * How many requests somebody of a rank may send now, if nobody else sends any.
	 */
	synchronized @Nullable Integer left(Rank rank) {
		long now = this.time.nanos();
		return isUnlimited() ? null : (int) Math.max(0, allowed(rank) - used(now));
	}

	/**
	 * How many requests somebody of a rank may send in an hour, if nobody else sends any.
	 */
	synchronized @Nullable Integer perHour(Rank rank) {
		return isUnlimited() ? null : (int) Math.max(0, allowed(rank) - this.others.estimate(this.time.nanos()));
	}

	/** Rounded up, so that a small hour has something for everybody. */
	private long allowed(Rank rank) {
		return ((long) this.limit * this.settings.ceiling(rank) + PERCENT - 1) / PERCENT;
	}

	private int used(long now) {
		return (int) Math.min(Integer.MAX_VALUE, (long) this.window.used(now) + this.others.estimate(now));
	}

	private String source(long now) {
		return ((this.others.known(now) != null) ? BudgetSnapshot.Source.AUTOTASK : BudgetSnapshot.Source.OWN_COUNT)
			.name()
			.toLowerCase(Locale.ROOT)
			.replace('_', '-');
	}

	private boolean isUnlimited() {
		return this.settings.requestsPerHour() == BudgetSettings.UNLIMITED;
	}

}
