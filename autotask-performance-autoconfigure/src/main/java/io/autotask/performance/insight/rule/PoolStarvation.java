package io.autotask.performance.insight.rule;

import java.util.List;

import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.observe.PoolFigures;

/**
 * I13: requests that have a slot wait for a connection.
 */
final class PoolStarvation implements Rule {

	private static final int NEEDED = 50;

	private static final double LONG = 50;

	@Override
	public String id() {
		return "connection-pool-starvation";
	}

	@Override
	public String criterion() {
		return "50 or more requests on connections that can be seen, which waited for one for 50 ms or more on average, "
				+ "or some of which wait for one right now";
	}

	@Override
	public Verdict check(Observed observed) {
		PoolFigures pools = observed.pools();
		if (pools == null) {
			return new Verdict.NotApplicable("The connections cannot be seen.");
		}
		Search search = new Search(NEEDED, "requests on connections that can be seen");
		Double acquire = pools.acquireTime();
		if (search.isEnough(pools.uses()) && (pools.pending() > 0 || (acquire != null && acquire >= LONG))) {
			return new Verdict.Found(List.of(new Draft(this, "connections",
					"Allow more connections: requests wait for one")
				.bottleneck("connections", "Requests wait " + Words.millis(acquire) + " for a connection on average")
				.why(pools.pending() + " requests wait for a connection now, " + pools.active() + " are in use and "
						+ pools.idle() + " are free. On average " + pools.uses() + " requests waited "
						+ Words.millis(acquire) + ", a new connection's handshake included.")
				.item("waiting", String.valueOf(pools.pending()))
				.item("in use", String.valueOf(pools.active()))
				.item("acquired after", Words.millis(acquire))
				.fix("Give the connector as many connections as there may be requests in flight, "
						+ "'optimization.concurrency.max-total', and keep idle ones for longer than the pause between "
						+ "two requests.")
				.code("ConnectionProvider.builder(\"autotask\").maxConnections(20)"
						+ ".maxIdleTime(Duration.ofSeconds(30)).build()")
				.over(observed, pools.uses())));
		}
		return search.verdict();
	}

}
