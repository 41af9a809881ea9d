package io.autotask.performance.sample.simulator.data;

import io.autotask.performance.sample.simulator.schema.Field;
import io.autotask.performance.sample.simulator.schema.UserDefinedField;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table. Asking for one value does not compute the others.
 */
public interface Row {

	long id();

	@Nullable Object value(Field field);

	@Nullable String value(UserDefinedField field);

}
