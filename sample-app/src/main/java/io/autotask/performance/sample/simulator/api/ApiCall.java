package io.autotask.performance.sample.simulator.api;

import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.write.ParentRow;
import org.jspecify.annotations.Nullable;

/**
 * A request as the API understands it, from its verb and path alone.
 *
 * @param endpoint object that its slot is of, or the name of a service, or empty
 * @param entity what the rows are, or {@code null}
 * @param id row that it is about, or {@code null}
 * @param parent row in the path that the rows are below, or {@code null}
 */
public record ApiCall(Operation operation, String endpoint, @Nullable EntitySchema entity, @Nullable Long id,
		@Nullable ParentRow parent) {

	static final ApiCall NOT_FOUND = of(Operation.NOT_FOUND, "");

	static ApiCall of(Operation operation, String endpoint) {
		return new ApiCall(operation, endpoint, null, null, null);
	}

	static ApiCall of(Operation operation, EntitySchema entity) {
		return new ApiCall(operation, entity.name(), entity, null, null);
	}

	ApiCall withId(long row) {
		return new ApiCall(this.operation, this.endpoint, this.entity, row, this.parent);
	}

	ApiCall below(ParentRow row) {
		return new ApiCall(this.operation, this.endpoint, this.entity, this.id, row);
	}

	EntitySchema requireEntity() {
		if (this.entity == null) {
			throw new IllegalStateException("No entity in '" + this.operation + "'");
		}
		return this.entity;
	}

	ParentRow requireParent() {
		if (this.parent == null) {
			throw new IllegalStateException("No parent in '" + this.operation + "'");
		}
		return this.parent;
	}

	long requireId() {
		if (this.id == null) {
			throw new IllegalStateException("No id in '" + this.operation + "'");
		}
		return this.id;
	}

}
