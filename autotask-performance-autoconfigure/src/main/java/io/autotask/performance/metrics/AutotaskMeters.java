package io.autotask.performance.metrics;

import java.util.function.ToDoubleFunction;

import io.autotask.performance.monitor.Gauges;
import io.autotask.performance.monitor.PerformanceMonitor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * The meters {@code autotask.*}. Calls are told to timers that were looked up once; the
 * queue and the budget are read when somebody asks, and are not a number while they are
 * not known. No id, address or value of a caller is ever a tag, and unknown entities are
 * one, so that no traffic makes meters grow.
 */
public final class AutotaskMeters implements MeterBinder {

	private final PerformanceMonitor monitor;

	/**
	 * The meters.
	 * @param monitor what measures
	 */
	public AutotaskMeters(PerformanceMonitor monitor) {
		this.monitor = monitor;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.monitor.attach(new RegistryMeters(registry));
		gauge(registry, "autotask.queue.size", "calls", "Calls that wait for a slot", (gauges) -> {
			Gauges.QueueLevel level = gauges.queue().get();
			return number((level != null) ? level.waiting() : null);
		});
		gauge(registry, "autotask.budget.used", "requests", "Requests of the rolling hour, by everybody", (gauges) -> {
			Gauges.BudgetLevel level = gauges.budget().get();
			return number((level != null) ? level.used() : null);
		});
		gauge(registry, "autotask.budget.limit", "requests", "Requests that may be made in an hour", (gauges) -> {
			Gauges.BudgetLevel level = gauges.budget().get();
			return number((level != null) ? level.limit() : null);
		});
	}

	private void gauge(MeterRegistry registry, String name, String unit, String description,
			ToDoubleFunction<Gauges> value) {
		Gauge.builder(name, this.monitor, (measuring) -> value.applyAsDouble(measuring.gauges()))
			.baseUnit(unit)
			.description(description)
			.register(registry);
	}

	private static double number(@Nullable Long value) {
		return (value != null) ? value : Double.NaN;
	}

}
