package io.autotask.performance.stub;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.cache.CacheSettings;
import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.cache.RecallStage;
import io.autotask.performance.cache.SharedMemory;
import io.autotask.performance.cache.Sharing;
import io.autotask.performance.cache.WriteStage;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.CallListeners;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.RowLikeness;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.monitor.PerformanceMonitor;
import io.autotask.performance.optimizer.RequestOptimizer;
import io.autotask.performance.optimizer.dispatch.DispatchSettings;
import io.autotask.performance.optimizer.dispatch.DispatchStage;
import io.autotask.performance.optimizer.pattern.RequestPatterns;
import io.autotask.performance.optimizer.resilience.AttemptStage;
import io.autotask.performance.optimizer.resilience.CircuitSettings;
import io.autotask.performance.optimizer.resilience.Circuits;
import io.autotask.performance.optimizer.resilience.RetrySettings;
import io.autotask.performance.optimizer.resilience.RetryStage;
import io.autotask.performance.optimizer.resilience.SettleStage;
import io.autotask.performance.optimizer.rule.OptimizationRules;
import io.autotask.performance.path.AutotaskOrigins;
import io.autotask.performance.path.AutotaskPerformanceFilter;
import io.autotask.performance.path.CompressionSettings;
import io.autotask.performance.path.DigestKey;
import io.autotask.performance.path.PathSettings;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The whole request path, put together as the auto-configuration does it, with the few
 * settings that a test wants to change.
 */
public final class Path {

	public final IntelligentCache cache;

	public final PerformanceMonitor monitor;

	public final DispatchStage dispatch;

	public final OptimizationRules rules;

	public final RequestOptimizer optimizer;

	public final OwnFailures failures = new OwnFailures();

	public final AutotaskPerformanceFilter filter;

	public final AutotaskPerformance performance;

	private final URI baseUrl;

	private Path(Builder builder) {
		this.baseUrl = builder.baseUrl;
		RowLikeness likeness = new RowLikeness();
		this.cache = new IntelligentCache(builder.cache, builder.cacheTime, this.failures, likeness, builder.sharing);
		this.monitor = new PerformanceMonitor(builder.time);
		this.dispatch = new DispatchStage(builder.dispatch, likeness, builder.time);
		this.rules = new OptimizationRules(this.failures);
		this.optimizer = new RequestOptimizer(this.dispatch, this.rules, new RequestPatterns(builder.time),
				this::client);
		List<CallListener> listeners = (builder.listener != null)
				? List.of(this.monitor, this.optimizer, builder.listener) : List.of(this.monitor, this.optimizer);
		Circuits circuits = new Circuits(builder.circuit, builder.time);
		this.filter = new AutotaskPerformanceFilter(AutotaskOrigins.of(List.of(this.baseUrl), Set.of()), builder.path,
				new AutotaskPerformanceFilter.Parts(this.monitor.stage(), this.rules,
						new RecallStage(this.cache, this.failures), new SettleStage(builder.retry),
						new RetryStage(builder.retry, circuits, builder.time, () -> 0.5), this.dispatch,
						new AttemptStage(builder.attemptTimeout, circuits, builder.time), new WriteStage(this.cache)),
				new CallListeners(listeners, this.failures), this.failures, builder.time);
		this.performance = new AutotaskPerformance(this.filter, this.cache, this.monitor, this.optimizer, this.failures,
				builder.time, new AutotaskPerformance.Mode(true, true));
	}

	public static Builder to(StubAutotask stub) {
		return new Builder(stub.baseUrl());
	}

	/** To another server than the stub. */
	public static Builder to(URI baseUrl) {
		return new Builder(baseUrl);
	}

	public static Path of(StubAutotask stub) {
		return to(stub).build();
	}

	/** A builder as an application gets it, with the three credentials. */
	public WebClient.Builder builder() {
		return builder(WebClient.builder());
	}

	/** The same, of a builder that has its own way to the server. */
	public WebClient.Builder builder(WebClient.Builder builder) {
		return this.filter.innermostOf(builder)
			.baseUrl(this.baseUrl + "/V1.0")
			.defaultHeader("UserName", "user@example.test")
			.defaultHeader("Secret", "secret")
			.defaultHeader("ApiIntegrationCode", "CODE");
	}

	public WebClient client() {
		return builder().build();
	}

	public static final class Builder {

		private final URI baseUrl;

		private CacheSettings cache = CacheSettings.defaults();

		private DispatchSettings dispatch = DispatchSettings.defaults();

		private RetrySettings retry = new RetrySettings(true, 3, Duration.ofMillis(2), Duration.ofMillis(20),
				Duration.ofSeconds(1), 10);

		private Duration attemptTimeout = Duration.ofSeconds(60);

		private CircuitSettings circuit = CircuitSettings.defaults();

		private PathSettings path = PathSettings.defaults();

		private TimeSource time = TimeSource.system();

		private TimeSource cacheTime = TimeSource.system();

		private Sharing sharing = Sharing.none();

		private CallListener listener;

		private Builder(URI baseUrl) {
			this.baseUrl = baseUrl;
		}

		public Builder cache(UnaryOperator<CacheSettings> change) {
			this.cache = change.apply(this.cache);
			return this;
		}

		public Builder dispatch(DispatchSettings dispatch) {
			this.dispatch = dispatch;
			return this;
		}

		public Builder retry(RetrySettings retry) {
			this.retry = retry;
			return this;
		}

		/** Nothing is sent again, so that a test counts what it makes. */
		public Builder withoutRetry() {
			RetrySettings usual = RetrySettings.defaults();
			return retry(new RetrySettings(false, usual.maxAttempts(), usual.backoff(), usual.maxBackoff(),
					usual.maxRetryAfter(), usual.budget()));
		}

		public Builder attemptTimeout(Duration timeout) {
			this.attemptTimeout = timeout;
			return this;
		}

		public Builder circuit(CircuitSettings circuit) {
			this.circuit = circuit;
			return this;
		}

		public Builder compression(CompressionSettings compression) {
			this.path = new PathSettings(this.path.maxBufferedBody(), compression, this.path.digestKey());
			return this;
		}

		public Builder maxBufferedBody(int bytes) {
			this.path = new PathSettings(bytes, this.path.compression(), this.path.digestKey());
			return this;
		}

		public Builder time(TimeSource time) {
			this.time = time;
			return cacheTime(time);
		}

		/** Another clock for the cache alone, such as one that is broken. */
		public Builder cacheTime(TimeSource time) {
			this.cacheTime = time;
			return this;
		}

		public Builder listener(CallListener listener) {
			this.listener = listener;
			return this;
		}

		/** What it has in common with other paths. */
		public Builder sharing(SharedMemory memory) {
			this.sharing = new Sharing(memory, "known to the instances alone");
			this.path = new PathSettings(this.path.maxBufferedBody(), this.path.compression(),
					DigestKey.shared(this.sharing.secret()));
			return this;
		}

		public Path build() {
			return new Path(this);
		}

	}

}
