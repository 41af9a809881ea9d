package io.autotask.performance.sample.simulator.api;

import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.RefusedException;
import io.autotask.performance.sample.simulator.write.Actor;
import io.autotask.performance.sample.simulator.write.ParentRow;
import io.autotask.performance.sample.simulator.write.Writer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Creates, updates and deletes.
 */
record Writing(Writer writer, Impersonation impersonation) {

	/**
	 * Writes.
	 * @param revert whether an update is set back at once
	 */
	ApiAnswer write(ApiCall call, ApiRequest request, boolean revert) {
		EntitySchema entity = call.requireEntity();
		if (!entity.hasRows()) {
			throw new RefusedException(
					"The simulator keeps no rows of the " + entity.singular() + " Entity, so it cannot write any.");
		}
		ParentRow parent = call.parent();
		long id = switch (call.operation()) {
			case CREATE -> this.writer.create(entity, body(request), parent, actor(entity, request, "create"));
			case PATCH ->
				this.writer.update(entity, body(request), parent, actor(entity, request, "update"), false, revert);
			case PUT ->
				this.writer.update(entity, body(request), parent, actor(entity, request, "update"), true, revert);
			case DELETE -> this.writer.delete(entity, call.requireId(), parent, actor(entity, request, "delete"));
			default -> throw new IllegalArgumentException("Not a write: '" + call.operation() + "'");
		};
		return ApiAnswer.json(200, "{\"itemId\":" + id + "}");
	}

	private Actor actor(EntitySchema entity, ApiRequest request, String verb) {
		return this.impersonation.actor(entity, request.impersonation(), verb);
	}

	private static @Nullable JsonNode body(ApiRequest request) {
		return Json.read(request.body());
	}

}
