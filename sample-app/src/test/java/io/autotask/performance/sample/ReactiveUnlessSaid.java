package io.autotask.performance.sample;

import org.springframework.boot.WebApplicationType;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The desk is reactive, though its tests have a servlet server as well, for the dashboard
 * in an application of that kind.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReactiveUnlessSaid implements WebApplicationType.Deducer {

	@Override
	public WebApplicationType deduceWebApplicationType() {
		return WebApplicationType.REACTIVE;
	}

}
