package io.autotask.performance.autoconfigure;

import java.util.concurrent.ThreadLocalRandom;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.benchmark.BenchmarkSuite;
import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.cache.RecallStage;
import io.autotask.performance.cache.SharedMemory;
import io.autotask.performance.cache.WriteStage;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.CallListeners;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.RowLikeness;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.insight.Insights;
import io.autotask.performance.monitor.PerformanceMonitor;
import io.autotask.performance.optimizer.RequestOptimizer;
import io.autotask.performance.optimizer.dispatch.DispatchStage;
import io.autotask.performance.optimizer.pattern.RequestPatterns;
import io.autotask.performance.optimizer.resilience.AttemptStage;
import io.autotask.performance.optimizer.resilience.Circuits;
import io.autotask.performance.optimizer.resilience.RetryStage;
import io.autotask.performance.optimizer.resilience.SettleStage;
import io.autotask.performance.optimizer.rule.OptimizationRule;
import io.autotask.performance.optimizer.rule.OptimizationRules;
import io.autotask.performance.path.AutotaskPerformanceFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Auto-configuration of the request path, and of the façade that shows what it does. With
 * {@code autotask.performance.enabled=false} the beans are still there, so that whoever
 * injects them starts, but no client has the filter.
 */
@AutoConfiguration(after = WebClientAutoConfiguration.class)
@ConditionalOnClass(WebClient.class)
@EnableConfigurationProperties({ AutotaskPerformanceProperties.class, AutotaskRedisProperties.class,
		MonitorProperties.class, OptimizerProperties.class })
public final class AutotaskPerformanceAutoConfiguration {

	@Bean
	SettingsMapper autotaskSettings(AutotaskPerformanceProperties properties, AutotaskRedisProperties redis) {
		return new SettingsMapper(properties, redis);
	}

	@Bean
	OptimizerMapper autotaskOptimizerSettings(OptimizerProperties properties) {
		return new OptimizerMapper(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	TimeSource autotaskTime() {
		return TimeSource.system();
	}

	@Bean
	OwnFailures autotaskOwnFailures() {
		return new OwnFailures();
	}

	@Bean
	RowLikeness autotaskRowLikeness() {
		return new RowLikeness();
	}

	@Bean
	@ConditionalOnMissingBean
	IntelligentCache autotaskCache(SettingsMapper settings, TimeSource time, OwnFailures failures, RowLikeness likeness,
			ObjectProvider<SharedMemory> shared) {
		IntelligentCache cache = new IntelligentCache(settings.cache(), time, failures, likeness,
				settings.sharing(shared.getIfAvailable()));
		settings.invalidationRules().forEach(cache::addInvalidationRule);
		return cache;
	}

	@Bean(destroyMethod = "stop")
	@ConditionalOnMissingBean
	PerformanceMonitor autotaskMonitor(MonitorProperties properties, OwnFailures failures, TimeSource time) {
		return new PerformanceMonitor(new MonitorMapper(properties).settings(), time, failures);
	}

	@Bean
	DispatchStage autotaskDispatch(SettingsMapper settings, OptimizerMapper optimizer, RowLikeness likeness,
			TimeSource time) {
		return new DispatchStage(settings.dispatch(optimizer.budget()), likeness, time);
	}

	@Bean
	Circuits autotaskCircuits(SettingsMapper settings, TimeSource time) {
		return new Circuits(settings.circuit(), time);
	}

	@Bean
	OptimizationRules autotaskOptimizationRules(OptimizerMapper optimizer, ObjectProvider<OptimizationRule> rules,
			OwnFailures failures) {
		OptimizationRules all = new OptimizationRules(failures);
		rules.orderedStream().forEach(all::add);
		optimizer.rules().forEach(all::add);
		return all;
	}

	@Bean
	@ConditionalOnMissingBean
	RequestOptimizer autotaskRequestOptimizer(DispatchStage dispatch, OptimizationRules rules,
			ObjectProvider<WebClient.Builder> builder, TimeSource time) {
		return new RequestOptimizer(dispatch, rules, new RequestPatterns(time),
				SingletonSupplier.of(() -> builder.getObject().build()));
	}

	@Bean
	AutotaskPerformanceFilter autotaskPerformanceFilter(SettingsMapper settings, OptimizerMapper optimizerSettings,
			AutotaskPerformanceProperties properties, IntelligentCache cache, PerformanceMonitor monitor,
			DispatchStage dispatch, Circuits circuits, OptimizationRules rules, OwnFailures failures, TimeSource time,
			ObjectProvider<CallListener> listeners) {
		CallListener listener = new CallListeners(listeners.orderedStream()
			.filter((other) -> properties.monitor().enabled() || other != monitor)
			.toList(), failures);
		RetryStage retry = new RetryStage(settings.retry(), circuits, time,
				() -> ThreadLocalRandom.current().nextDouble());
		AttemptStage attempt = new AttemptStage(settings.attemptTimeout(), circuits, time);
		return new AutotaskPerformanceFilter(settings.origins(), settings.path(optimizerSettings.compression()),
				new AutotaskPerformanceFilter.Parts(monitor.stage(), rules, new RecallStage(cache, failures),
						new SettleStage(settings.retry()), retry, dispatch, attempt, new WriteStage(cache)),
				listener, failures, time);
	}

	@Bean
	@ConditionalOnMissingBean
	AutotaskPerformance autotaskPerformance(AutotaskPerformanceProperties properties, AutotaskPerformanceFilter filter,
			IntelligentCache cache, PerformanceMonitor monitor, RequestOptimizer optimizer, OwnFailures failures,
			TimeSource time, ObjectProvider<BenchmarkSuite> benchmarks, ObjectProvider<Insights> insights) {
		return new AutotaskPerformance(filter, cache, monitor, optimizer, failures, time,
				new AutotaskPerformance.Mode(properties.enabled(), properties.monitor().enabled()),
				new AutotaskPerformance.Tools(benchmarks::getIfAvailable, insights::getIfAvailable));
	}

	@Bean
	PropertyReport autotaskPropertyReport(ConfigurableEnvironment environment) {
		return new PropertyReport(environment);
	}

	@Bean
	StartReport autotaskStartReport(AutotaskPerformanceProperties properties, Environment environment,
			ObjectProvider<DashboardPath> path) {
		return new StartReport(properties, environment, path::getIfAvailable);
	}

	/** Puts the filter into every client. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "autotask.performance.enabled", matchIfMissing = true)
	static class InstallationConfiguration {

		@Bean
		static InnermostFilterPostProcessor autotaskInnermostFilterPostProcessor(
				ObjectProvider<AutotaskPerformanceFilter> filter) {
			return new InnermostFilterPostProcessor(filter);
		}

		@Bean
		GroupBuilderInitializer autotaskGroupBuilderInitializer(AutotaskPerformanceFilter filter) {
			return new GroupBuilderInitializer(filter);
		}

		@Bean
		GroupFilterFinisher autotaskGroupFilterFinisher(AutotaskPerformanceFilter filter) {
			return new GroupFilterFinisher(filter);
		}

	}

}
