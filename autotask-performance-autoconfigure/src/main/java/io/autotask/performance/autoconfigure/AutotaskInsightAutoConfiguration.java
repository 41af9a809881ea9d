package io.autotask.performance.autoconfigure;

import java.util.List;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.actuate.AutotaskInsightsEndpoint;
import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.insight.InsightThread;
import io.autotask.performance.insight.Insights;
import io.autotask.performance.insight.replay.CallRecorder;
import io.autotask.performance.insight.trial.BatchingLever;
import io.autotask.performance.insight.trial.CacheLever;
import io.autotask.performance.insight.trial.Levers;
import io.autotask.performance.monitor.PerformanceMonitor;
import io.autotask.performance.optimizer.RequestOptimizer;
import io.autotask.performance.path.AutotaskPerformanceFilter;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of insights: recording of calls, rules, and trying what they
 * propose.
 */
@AutoConfiguration(after = AutotaskPerformanceAutoConfiguration.class)
@ConditionalOnBean(AutotaskPerformance.class)
@ConditionalOnBooleanProperty(name = "autotask.performance.insights.enabled", matchIfMissing = true)
@EnableConfigurationProperties(InsightProperties.class)
public final class AutotaskInsightAutoConfiguration {

	@Bean
	CallRecorder autotaskCallRecorder(InsightProperties properties, TimeSource time) {
		return new CallRecorder(properties.recorded(), time);
	}

	@Bean
	@ConditionalOnMissingBean
	Insights autotaskInsights(InsightProperties properties, SettingsMapper settings, OptimizerMapper optimizerSettings,
			CallRecorder recorder, IntelligentCache cache, PerformanceMonitor monitor, RequestOptimizer optimizer,
			AutotaskPerformanceFilter filter, TimeSource time, OwnFailures failures, ApplicationEventPublisher events) {
		Insights insights = new Insights(properties.settings(),
				new Insights.Parts(recorder,
						new InsightSensors(cache, recorder, monitor, optimizer, time, settings.cache(),
								settings.dispatch(optimizerSettings.budget())),
						new Levers(List.of(new CacheLever(cache), new BatchingLever(optimizer))), filter.callSites(),
						time, failures));
		insights.addListener(events::publishEvent);
		return insights;
	}

	@Bean
	InsightLifecycle autotaskInsightLifecycle(Insights insights, OwnFailures failures,
			AutotaskPerformanceProperties properties) {
		return new InsightLifecycle(new InsightThread(insights, failures), properties.enabled());
	}

	/** What is changed, for the application's audit. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(AuditApplicationEvent.class)
	static class AuditConfiguration {

		@Bean
		InsightAudit autotaskInsightAudit(Insights insights, ApplicationEventPublisher events) {
			InsightAudit audit = new InsightAudit(events);
			insights.addListener(audit);
			return audit;
		}

	}

	/** Insights as a resource of the actuator. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
	static class EndpointConfiguration {

		private static final EndpointId ID = EndpointId.of(AutotaskInsightsEndpoint.ID);

		@Bean
		PathMapper autotaskInsightsPathMapper() {
			return (id) -> id.equals(ID) ? "autotask-insights" : null;
		}

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnAvailableEndpoint
		AutotaskInsightsEndpoint autotaskInsightsEndpoint(Insights insights) {
			return new AutotaskInsightsEndpoint(insights);
		}

	}

}
