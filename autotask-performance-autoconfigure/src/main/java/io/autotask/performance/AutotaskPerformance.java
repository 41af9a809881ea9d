package io.autotask.performance;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.autotask.performance.benchmark.BenchmarkConfig;
import io.autotask.performance.benchmark.BenchmarkResult;
import io.autotask.performance.benchmark.BenchmarkSuite;
import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.insight.InsightReport;
import io.autotask.performance.insight.Insights;
import io.autotask.performance.monitor.PerformanceMonitor;
import io.autotask.performance.monitor.Resolution;
import io.autotask.performance.optimizer.RequestOptimizer;
import io.autotask.performance.path.AutotaskPerformanceFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The one bean to hold on to: looks at what was done for the calls to Autotask, and
 * switches it off and on. Thread-safe.
 */
public final class AutotaskPerformance {

	private final AutotaskPerformanceFilter filter;

	private final IntelligentCache cache;

	private final PerformanceMonitor monitor;

	private final RequestOptimizer optimizer;

	private final OwnFailures failures;

	private final TimeSource time;

	private final Mode mode;

	private final Tools tools;

	/**
	 * The façade.
	 * @param filter the request path
	 * @param cache the cache
	 * @param monitor the monitor
	 * @param optimizer what leaves, and when
	 * @param failures counts what breaks of our own
	 * @param time the clock
	 * @param mode what was switched on at the start
	 */
	public AutotaskPerformance(AutotaskPerformanceFilter filter, IntelligentCache cache, PerformanceMonitor monitor,
			RequestOptimizer optimizer, OwnFailures failures, TimeSource time, Mode mode) {
		this(filter, cache, monitor, optimizer, failures, time, mode, Tools.none());
	}

	/**
	 * The façade, with the tools that work on what it holds.
	 * @param filter the request path
	 * @param cache the cache
	 * @param monitor the monitor
	 * @param optimizer what leaves, and when
	 * @param failures counts what breaks of our own
	 * @param time the clock
	 * @param mode what was switched on at the start
	 * @param tools benchmarks and insights
	 */
	public AutotaskPerformance(AutotaskPerformanceFilter filter, IntelligentCache cache, PerformanceMonitor monitor,
			RequestOptimizer optimizer, OwnFailures failures, TimeSource time, Mode mode, Tools tools) {
		this.tools = tools;
		this.filter = filter;
		this.cache = cache;
		this.monitor = monitor;
		this.optimizer = optimizer;
		this.failures = failures;
		this.time = time;
		this.mode = mode;
		if (!mode.installed()) {
			filter.switchOff();
		}
	}

	/**
	 * Serves calls again after {@link #disable()}, with nothing kept from before. Does
	 * nothing when calls are served already.
	 * @throws IllegalStateException when {@code autotask.performance.enabled=false} was
	 * set at the start: then no client has the filter
	 */
	public synchronized void enable() {
		if (!this.mode.installed()) {
			throw new IllegalStateException("'autotask.performance.enabled' is 'false', so no WebClient has the filter "
					+ "and none can be given it now. Set it to 'true' and start again.");
		}
		this.filter.switchOn();
		if (this.mode.monitored()) {
			this.monitor.start();
		}
	}

	/**
	 * Lets every call pass from now on as if the starter were not there, and forgets what
	 * was kept. Calls that wait or are on the wire end as they began. The monitor takes
	 * no more samples.
	 */
	public synchronized void disable() {
		this.filter.switchOff();
		this.monitor.stop();
	}

	/**
	 * Whether calls are served.
	 * @return false after {@link #disable()}
	 */
	public boolean isEnabled() {
		return this.filter.isOn();
	}

	/**
	 * What was done, in figures.
	 * @return an immutable picture of this moment
	 */
	public PerformanceDashboard dashboard() {
		return dashboard(Resolution.FINE, Instant.MIN);
	}

	/**
	 * What was done, in figures, for somebody who looks again and again.
	 * @param resolution how fine the timeline is
	 * @param since samples that ended until then are left out of the timeline
	 * @return an immutable picture of this moment
	 */
	public PerformanceDashboard dashboard(Resolution resolution, Instant since) {
		return Dashboards.of(this.time.instant(), isEnabled(),
				this.mode.monitored() ? this.monitor.snapshot(resolution, since) : null, this.cache.snapshot(),
				OptimizerFigures.of(this.time.instant(), this.optimizer), this.failures.count(), lastInsights());
	}

	/**
	 * Serves the calls of a client that was made by hand, and not from a builder bean.
	 * @param client the client, which is not changed by this
	 * @return a client that does the same with the filter behind all its other filters;
	 * the same client when the starter is switched off at the start
	 */
	public WebClient instrument(WebClient client) {
		return this.mode.installed() ? this.filter.innermostOf(client.mutate()).build() : client;
	}

	/**
	 * Fits the cache to how entities are used. The more frequent, the shorter answers
	 * stay fresh, the more often and the earlier they are read ahead; each entity gets
	 * its invalidation rule. Starts from what is configured, so doing it twice is doing
	 * it once.
	 * @param usagePatterns how entities are used
	 * @return what was changed
	 * @throws IllegalArgumentException when an entity or operation is not known
	 */
	public List<CacheChange> optimizeCache(Collection<UsagePattern> usagePatterns) {
		CacheTuning tuning = new CacheTuning(this.cache);
		return usagePatterns.stream().flatMap((usage) -> tuning.apply(usage).stream()).toList();
	}

	/**
	 * The cache.
	 * @return the cache of the request path
	 */
	public IntelligentCache cache() {
		return this.cache;
	}

	/**
	 * The monitor.
	 * @return what measures all calls
	 */
	public PerformanceMonitor monitor() {
		return this.monitor;
	}

	/**
	 * Benchmarks.
	 * @return the suite
	 * @throws IllegalStateException when they are switched off
	 */
	public BenchmarkSuite benchmarks() {
		BenchmarkSuite suite = this.tools.benchmarks().get();
		if (suite == null) {
			throw new IllegalStateException("There are no benchmarks: 'autotask.performance.benchmark.enabled' is "
					+ "'false', or the auto-configuration of benchmarks is left out");
		}
		return suite;
	}

	/**
	 * Runs a benchmark of some entities: 1,000 steps of five users.
	 * @param entities names of entities in any case
	 * @return begins when subscribed to, and emits the result; an error when it is
	 * refused, when another one runs, or when it fails
	 */
	public Mono<BenchmarkResult> benchmarkEntities(Collection<String> entities) {
		return benchmarkEntities(entities, (options) -> {
		});
	}

	/**
	 * Runs a benchmark of some entities: 1,000 steps of five users, unless something else
	 * is said.
	 * @param entities names of entities in any case
	 * @param options changes what is done
	 * @return begins when subscribed to, and emits the result; an error when it is
	 * refused, when another one runs, or when it fails
	 */
	public Mono<BenchmarkResult> benchmarkEntities(Collection<String> entities,
			Consumer<BenchmarkConfig.Builder> options) {
		return Mono.defer(() -> benchmarks().benchmarkEntities(entities, options));
	}

	/**
	 * The optimizer.
	 * @return what decides what leaves, and when
	 */
	public RequestOptimizer optimizer() {
		return this.optimizer;
	}

	/**
	 * What was found out by itself when it was looked last: findings, and the views
	 * {@code bottlenecks}, {@code opportunities} and {@code trends} of them.
	 * @return an immutable report; the first one is worked out by this call
	 * @throws IllegalStateException when insights are switched off
	 */
	public InsightReport insights() {
		Insights insights = this.tools.insights().get();
		if (insights == null) {
			throw new IllegalStateException(
					"There are no insights: 'autotask.performance.insights.enabled' is 'false', "
							+ "or the auto-configuration of insights is left out");
		}
		return insights.report();
	}

	private @Nullable InsightReport lastInsights() {
		Insights insights = this.tools.insights().get();
		return (insights != null) ? insights.lastReport() : null;
	}

	/**
	 * What works on what the façade holds.
	 *
	 * @param benchmarks the benchmarks, which need the façade themselves; null when they
	 * are switched off
	 * @param insights the insights; null when they are switched off
	 */
	public record Tools(Supplier<@Nullable BenchmarkSuite> benchmarks, Supplier<@Nullable Insights> insights) {

		/**
		 * Neither.
		 * @return tools that are switched off
		 */
		public static Tools none() {
			return new Tools(() -> null, () -> null);
		}

	}

	/**
	 * What was switched on at the start.
	 *
	 * @param installed whether clients have the filter
	 * @param monitored whether the monitor listens
	 */
	public record Mode(boolean installed, boolean monitored) {

	}

}
