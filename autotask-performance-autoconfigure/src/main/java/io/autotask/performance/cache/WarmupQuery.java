package io.autotask.performance.cache;

import java.util.List;

import io.autotask.performance.call.Entities;
import io.autotask.performance.call.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A read that is made before somebody asks for it.
 *
 * @param entity the entity in any case
 * @param operation {@code GET} of some rows, {@code QUERY} of the first page, or
 * {@code COUNT}
 * @param ids the rows of a {@code GET}
 * @param filter the conditions as the API reads them, such as
 * {@code [{"op":"eq","field":"isActive","value":true}]}, or null for all rows
 * @param includeFields the fields of a query; empty for all
 * @param maxRecords rows on the page
 */
public record WarmupQuery(String entity, Operation operation, List<Long> ids, @Nullable String filter,
		List<String> includeFields, int maxRecords) {

	private static final int MOST = 500;

	/**
	 * Checks a query.
	 * @throws IllegalArgumentException when it cannot be asked
	 */
	public WarmupQuery {
		boolean asked = operation == Operation.QUERY || operation == Operation.COUNT
				|| (operation == Operation.GET && !ids.isEmpty());
		if (entity.isBlank() || !asked) {
			throw new IllegalArgumentException("A query for warming needs an 'entity', and is a 'query', a 'count', "
					+ "or a 'get' with 'ids'; this one is a '" + operation.word() + "' of '" + entity + "'");
		}
		if (maxRecords < 1 || maxRecords > MOST) {
			throw new IllegalArgumentException("'maxRecords' is " + maxRecords + ", allowed are 1 to " + MOST);
		}
		entity = Entities.known().spelled(entity);
		ids = List.copyOf(ids);
		includeFields = List.copyOf(includeFields);
	}

	/**
	 * The first page of a query.
	 * @param entity the entity in any case
	 * @param filter the conditions as the API reads them, or null for all rows
	 * @return the query
	 */
	public static WarmupQuery query(String entity, @Nullable String filter) {
		return new WarmupQuery(entity, Operation.QUERY, List.of(), filter, List.of(), MOST);
	}

	/**
	 * Some rows, each by itself.
	 * @param entity the entity in any case
	 * @param ids the rows
	 * @return the query
	 */
	public static WarmupQuery rows(String entity, Long... ids) {
		return new WarmupQuery(entity, Operation.GET, List.of(ids), null, List.of(), MOST);
	}

}
