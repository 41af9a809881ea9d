package io.autotask.performance.monitor;

import java.util.function.LongConsumer;

import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Serving;
import org.jspecify.annotations.Nullable;

/**
 * Another place that measures the same calls, such as the application's registry of
 * meters. Asked once for each kind of call, of which there are few, so that nothing is
 * looked up while calls are made.
 */
public interface CallMeters {

	/**
	 * For calls as their callers feel them.
	 * @param entity the entity as the API spells it, or {@code other}
	 * @param operation the operation
	 * @param source where answers are from, or null for calls that got none
	 * @return the meter
	 */
	CallMeter calls(String entity, Operation operation, Serving.@Nullable Source source);

	/**
	 * For requests as Autotask answers them.
	 * @param entity the entity as the API spells it, or {@code other}
	 * @param operation the operation
	 * @return the meter
	 */
	CallMeter upstream(String entity, Operation operation);

	/**
	 * For calls in the queue.
	 * @param entity the entity as the API spells it, or {@code other}
	 * @return the meter, told how long calls waited that got a slot
	 */
	CallMeter queue(String entity);

	/**
	 * For reads by id that leave together as one query.
	 * @param entity the entity as the API spells it, or {@code other}
	 * @return told how many left together, each time some do
	 */
	LongConsumer batches(String entity);

	/**
	 * Both this one and another.
	 * @param other the other one
	 * @return tells both
	 */
	default CallMeters and(CallMeters other) {
		CallMeters first = this;
		return new CallMeters() {

			@Override
			public CallMeter calls(String entity, Operation operation, Serving.@Nullable Source source) {
				return first.calls(entity, operation, source).and(other.calls(entity, operation, source));
			}

			@Override
			public CallMeter upstream(String entity, Operation operation) {
				return first.upstream(entity, operation).and(other.upstream(entity, operation));
			}

			@Override
			public CallMeter queue(String entity) {
				return first.queue(entity).and(other.queue(entity));
			}

			@Override
			public LongConsumer batches(String entity) {
				return first.batches(entity).andThen(other.batches(entity));
			}

		};
	}

}
