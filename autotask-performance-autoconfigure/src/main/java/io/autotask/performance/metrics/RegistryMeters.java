package io.autotask.performance.metrics;

import java.util.Locale;

import java.util.function.LongConsumer;

import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Serving.Source;
import io.autotask.performance.monitor.CallMeter;
import io.autotask.performance.monitor.CallMeters;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Timers of one registry.
 */
final class RegistryMeters implements CallMeters {

	private final MeterRegistry registry;

	RegistryMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public CallMeter calls(String entity, Operation operation, @Nullable Source source) {
		Tags tags = Tags.of("entity", entity, "operation", operation.word(), "served",
				(source != null) ? lower(source) : "none");
		return new OutcomeTimers((outcome) -> Timer.builder("autotask.client.requests")
			.description("Calls as the application felt them")
			.tags(tags.and("outcome", lower(outcome)))
			.register(this.registry));
	}

	@Override
	public CallMeter upstream(String entity, Operation operation) {
		Tags tags = Tags.of("entity", entity, "operation", operation.word());
		return new OutcomeTimers((outcome) -> Timer.builder("autotask.upstream.requests")
			.description("Requests as Autotask answered them")
			.tags(tags.and("outcome", lower(outcome)))
			.register(this.registry));
	}

	@Override
	public CallMeter queue(String entity) {
		return new OutcomeTimers((outcome) -> Timer.builder("autotask.queue.wait")
			.description("How long calls waited that got a slot")
			.tag("entity", entity)
			.register(this.registry));
	}

	@Override
	public LongConsumer batches(String entity) {
		return new BatchSizes(() -> DistributionSummary.builder("autotask.batch.size")
			.description("How many reads by id left together as one query")
			.baseUnit("calls")
			.tag("entity", entity)
			.register(this.registry));
	}

	private static String lower(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}
