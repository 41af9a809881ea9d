package io.autotask.performance.sample.simulator;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What goes wrong. Shares are of all requests, from 0 (none) to 1 (each); which ones are
 * hit follows from the seed and the order of arrival.
 *
 * @param unavailable Share of requests that a proxy in front answers with 502 or 503 and
 * a page of HTML, in turn. They neither take a slot nor count.
 * @param errors Share of requests answered with 500 and errors.
 * @param unauthorised Whether every request of the tenant gets a 401.
 * @param slow Share of requests that take longer.
 * @param slowDelay How much longer a slow request takes.
 * @param hang Share of requests that are never answered. They keep their slot until the
 * client goes away.
 * @param resetConnections Share of answers that are cut off in the middle of the body.
 * @param revertedWrites Share of updates that are acknowledged and then set back by a
 * workflow rule.
 * @param sparseQueries Whether rows of a query lack the long texts that a read by id has,
 * as those of some entities do.
 * @param retryAfter Value of Retry-After on rejections. None when empty.
 * @param rejectionsAs500 Whether rejections by a limit have a status of 500, not 429.
 * @param zoneMigration Whether the tenant has moved: its zone is at 127.0.0.1, which zone
 * information tells, and requests to another host get a 401.
 */
public record FaultSettings(@DefaultValue("0") double unavailable, @DefaultValue("0") double errors,
		@DefaultValue("false") boolean unauthorised, @DefaultValue("0") double slow,
		@DefaultValue("5s") Duration slowDelay, @DefaultValue("0") double hang,
		@DefaultValue("0") double resetConnections, @DefaultValue("0") double revertedWrites,
		@DefaultValue("false") boolean sparseQueries, @Nullable Duration retryAfter,
		@DefaultValue("false") boolean rejectionsAs500, @DefaultValue("false") boolean zoneMigration) {

	public FaultSettings {
		share("unavailable", unavailable);
		share("errors", errors);
		share("slow", slow);
		share("hang", hang);
		share("reset-connections", resetConnections);
		share("reverted-writes", revertedWrites);
		if (slowDelay.isNegative()) {
			throw new InvalidSimulatorSettingException("faults.slow-delay", slowDelay, "a duration of 0 or more");
		}
		if (retryAfter != null && retryAfter.isNegative()) {
			throw new InvalidSimulatorSettingException("faults.retry-after", retryAfter, "a duration of 0 or more");
		}
	}

	/** Nothing goes wrong. */
	public static FaultSettings none() {
		return new FaultSettings(0, 0, false, 0, Duration.ofSeconds(5), 0, 0, 0, false, null, false, false);
	}

	private static void share(String property, double share) {
		if (!(share >= 0 && share <= 1)) {
			throw new InvalidSimulatorSettingException("faults." + property, share, "a share from 0 to 1");
		}
	}

}
