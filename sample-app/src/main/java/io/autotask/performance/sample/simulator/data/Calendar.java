package io.autotask.performance.sample.simulator.data;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When the generated rows happened. The last of them is of the day before the base day,
 * so nothing lies in the future, whatever the hour. Immutable.
 */
final class Calendar {

	private static final int SHORTEST_DAY = 8;

	private static final int LONGEST_HISTORY = 730;

	private static final Duration WORKING_DAY = Duration.ofHours(11);

	private final LocalDate baseDay;

	private final long tickets;

	private final int ticketsPerDay;

	Calendar(LocalDate baseDay, long tickets) {
		this.baseDay = baseDay;
		this.tickets = tickets;
		this.ticketsPerDay = (int) Math.max(SHORTEST_DAY, (tickets + LONGEST_HISTORY - 1) / LONGEST_HISTORY);
	}

	/** The day of a ticket. */
	LocalDate dayOf(long ticketId) {
		long days = (this.tickets + this.ticketsPerDay - 1) / this.ticketsPerDay;
		return this.baseDay.minusDays(days - (ticketId - 1) / this.ticketsPerDay);
	}

	/** Which of its day's tickets it is, from 1. */
	long numberOfDay(long ticketId) {
		return (ticketId - 1) % this.ticketsPerDay + 1;
	}

	/** When a ticket came in: ascending by id, from seven in the morning. */
	Instant createdAt(long ticketId, Dice dice) {
		long slot = WORKING_DAY.toMillis() / this.ticketsPerDay;
		long offset = (numberOfDay(ticketId) - 1) * slot + (long) (dice.share(ticketId, 0) * slot);
		return dayOf(ticketId).atTime(7, 0).toInstant(ZoneOffset.UTC).plusMillis(offset);
	}

	/** A moment so many days before the base day. */
	Instant daysAgo(long days) {
		return this.baseDay.minusDays(days).atStartOfDay().toInstant(ZoneOffset.UTC);
	}

	/**
	 * A moment of the working hours of such a day, as far into them as the share says.
	 */
	Instant duringDaysAgo(long days, double share) {
		return daysAgo(days).plus(Duration.ofHours(7)).plusMillis((long) (share * WORKING_DAY.toMillis()));
	}

	/** The moment, or a little before the base day begins if it is later than that. */
	Instant past(Instant moment) {
		Instant latest = daysAgo(0).minusSeconds(60);
		return moment.isAfter(latest) ? latest.minusMillis(Math.floorMod(moment.toEpochMilli(), 3_600_000L)) : moment;
	}

}
