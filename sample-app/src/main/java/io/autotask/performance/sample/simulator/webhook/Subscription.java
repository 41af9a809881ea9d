package io.autotask.performance.sample.simulator.webhook;

import java.util.List;
import java.util.Set;

import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.Field;
import io.autotask.performance.sample.simulator.schema.UserDefinedField;
import org.jspecify.annotations.Nullable;

/**
 * What one webhook is about.
 *
 * @param fields fields that it was given
 * @param userDefined user-defined fields that it was given
 * @param excluded resources whose writes it is not told
 */
record Subscription(EntitySchema schema, Row webhook, List<Chosen<Field>> fields,
		List<Chosen<UserDefinedField>> userDefined, Set<Long> excluded) {

	long id() {
		return this.webhook.id();
	}

	String text(String field) {
		Object value = this.webhook.value(this.schema.require(field));
		return (value != null) ? value.toString() : "";
	}

	boolean isTrue(String field) {
		return Boolean.TRUE.equals(this.webhook.value(this.schema.require(field)));
	}

	boolean isLive() {
		return isTrue("isActive") && isTrue("isReady");
	}

	/**
	 * A field of a webhook.
	 *
	 * @param always whether it is in every payload
	 * @param subscribed whether its change is told
	 */
	record Chosen<F>(F field, boolean always, boolean subscribed) {

		boolean isShown(boolean changed) {
			return this.always || this.subscribed && changed;
		}

		boolean calls(boolean changed) {
			return this.subscribed && changed;
		}

	}

	/**
	 * Whether the values of a field differ between two rows, one of which may be none.
	 */
	static boolean differ(@Nullable Object before, @Nullable Object after) {
		return (before == null) ? after != null : !before.equals(after);
	}

}
