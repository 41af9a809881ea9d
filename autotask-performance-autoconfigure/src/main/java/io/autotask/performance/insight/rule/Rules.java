package io.autotask.performance.insight.rule;

import java.util.List;

/**
 * All that is looked for.
 */
public final class Rules {

	private Rules() {
	}

	/**
	 * The catalogue.
	 * @return the rules in the order of the documentation
	 */
	public static List<Rule> all() {
		return List.of(new CacheHitRatioLow(), new CacheTtlTooShort(), new CacheTtlTooLong(), new NPlusOneGets(),
				new BudgetForecast(), new PollingIdenticalQuery(), new ThreadLimitQueueing(), new OversizedPage(),
				new RetryStorm(), new SlowEndpoint(), new ThrottleLatency(), new CacheMemoryGrowth(),
				new PoolStarvation(), new UnboundedPaging(), new UncachedReferenceData(), new WriteWithoutInvalidate(),
				new ClientBypass(), new FeatureOff());
	}

}
