package io.autotask.performance.autoconfigure;

import io.autotask.performance.monitor.MonitorEvent;
import io.autotask.performance.monitor.PerformanceMonitor;
import io.autotask.performance.monitor.RequestEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.GenericApplicationListenerAdapter;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Publishes what the monitor tells as events of the application. Single calls only when
 * the application has a listener for them when it starts: there may be very many, and an
 * event is made for each.
 */
final class MonitorEvents implements ApplicationListener<ContextRefreshedEvent>, DisposableBean {

	private static final ResolvableType REQUEST = payload(RequestEvent.class);

	private static final ResolvableType UNRELATED = payload(MonitorEvents.class);

	private final PerformanceMonitor monitor;

	private final ApplicationContext context;

	private final Disposable.Composite listening = Disposables.composite();

	MonitorEvents(PerformanceMonitor monitor, ApplicationContext context) {
		this.monitor = monitor;
		this.context = context;
		for (Class<?> type : MonitorEvent.class.getPermittedSubclasses()) {
			if (type != RequestEvent.class) {
				this.listening.add(monitor.addListener(type, context::publishEvent));
			}
		}
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent refreshed) {
		if (refreshed.getApplicationContext() == this.context && isAnybodyThere(this.context)) {
			this.listening.add(this.monitor.addListener(RequestEvent.class, this.context::publishEvent));
		}
	}

	@Override
	public void destroy() {
		this.listening.dispose();
	}

	private static boolean isAnybodyThere(@Nullable ApplicationContext context) {
		if (!(context instanceof AbstractApplicationContext looked)) {
			return false;
		}
		return looked.getApplicationListeners().stream().anyMatch(MonitorEvents::wantsRequests)
				|| isAnybodyThere(looked.getParent());
	}

	/** Some of Spring's own listen for everything and only pass it on. */
	private static boolean wantsRequests(ApplicationListener<?> listener) {
		GenericApplicationListener generic = (listener instanceof GenericApplicationListener itself) ? itself
				: new GenericApplicationListenerAdapter(listener);
		return generic.supportsEventType(REQUEST) && !generic.supportsEventType(UNRELATED);
	}

	private static ResolvableType payload(Class<?> type) {
		return ResolvableType.forClassWithGenerics(PayloadApplicationEvent.class, type);
	}

}
