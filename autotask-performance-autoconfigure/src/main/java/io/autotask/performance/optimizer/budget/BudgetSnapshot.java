package io.autotask.performance.optimizer.budget;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The tenants' requests of this hour.
 *
 * @param scopes the tenants, the one with the highest usage first; empty before the first
 * request
 */
public record BudgetSnapshot(List<Scope> scopes) {

	/** Where the figures are from. */
	enum Source {

		/** Autotask told its own count within the last hour. */
		AUTOTASK,

		/** Our own count alone: others may have spent more. */
		OWN_COUNT

	}

	/**
	 * One tenant, as far as tenants can be told apart.
	 *
	 * @param scope the origin of its API
	 * @param limit requests in any 60 minutes, or null for any number
	 * @param used what was spent in the last 60 minutes, by us and, as far as it is
	 * known, by others
	 * @param usedByOthers how much of it others spent when Autotask was last asked, or
	 * null when it was not within the last hour
	 * @param remaining what is left, or null without a limit
	 * @param usage what was spent, in percent, or null without a limit
	 * @param source {@code autotask} when Autotask's own count was read within the last
	 * hour, {@code own-count} else
	 * @param exhaustedEarliest how soon the hour may be used up if it goes on like this,
	 * or null when not within an hour
	 * @param exhaustedIn when that is likely, or null
	 * @param exhaustedLatest how late it may be, or null when perhaps not at all
	 * @param suspendedFor how long nothing is sent because Autotask answers nobody any
	 * more, or null when it does
	 */
	public record Scope(String scope, @Nullable Integer limit, int used, @Nullable Integer usedByOthers,
			@Nullable Integer remaining, @Nullable Double usage, String source, @Nullable Duration exhaustedEarliest,
			@Nullable Duration exhaustedIn, @Nullable Duration exhaustedLatest, @Nullable Duration suspendedFor) {

	}

}
