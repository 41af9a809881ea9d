package io.autotask.performance.autoconfigure;

import io.autotask.performance.path.AutotaskPerformanceFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Decorates every builder bean, auto-configured or the application's own, so that what it
 * builds has our filter behind all others. A customizer could not: what an application
 * adds to the builder later would lie inside of ours.
 */
final class InnermostFilterPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<AutotaskPerformanceFilter> filter;

	InnermostFilterPostProcessor(ObjectProvider<AutotaskPerformanceFilter> filter) {
		this.filter = filter;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof WebClient.Builder builder) ? this.filter.getObject().innermostOf(builder) : bean;
	}

}
