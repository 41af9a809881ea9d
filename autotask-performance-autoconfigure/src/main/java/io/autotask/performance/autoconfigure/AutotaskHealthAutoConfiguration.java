package io.autotask.performance.autoconfigure;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.actuate.AutotaskHealthIndicator;
import io.autotask.performance.actuate.AutotaskInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of what the application's health and info endpoints say.
 */
@AutoConfiguration(after = AutotaskPerformanceAutoConfiguration.class)
@ConditionalOnBean(AutotaskPerformance.class)
public final class AutotaskHealthAutoConfiguration {

	/** For the health endpoint. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
	static class OfHealth {

		@Bean
		@ConditionalOnMissingBean(name = "autotaskHealthIndicator")
		@ConditionalOnEnabledHealthIndicator("autotask")
		AutotaskHealthIndicator autotaskHealthIndicator(AutotaskPerformance performance,
				AutotaskPerformanceProperties properties) {
			return new AutotaskHealthIndicator(performance, properties.monitor().enabled());
		}

	}

	/** For the info endpoint. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ InfoContributor.class, ConditionalOnEnabledInfoContributor.class })
	static class OfInfo {

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnEnabledInfoContributor("autotask")
		AutotaskInfoContributor autotaskInfoContributor(AutotaskPerformance performance,
				AutotaskPerformanceProperties properties) {
			return new AutotaskInfoContributor(performance, properties.monitor().enabled());
		}

	}

}
