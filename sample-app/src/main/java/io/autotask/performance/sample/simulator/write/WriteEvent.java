package io.autotask.performance.sample.simulator.write;

import java.time.Instant;

import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import org.jspecify.annotations.Nullable;

/**
 * A row was written.
 *
 * @param before the row as it was, or {@code null} if it is new
 * @param after the row as it is, or {@code null} if it is gone
 * @param personId resource that wrote it
 */
public record WriteEvent(EntitySchema entity, @Nullable Row before, @Nullable Row after, long personId, Instant at) {

	public long id() {
		Row row = (this.after != null) ? this.after : this.before;
		return (row != null) ? row.id() : 0;
	}

}
