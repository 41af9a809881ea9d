package io.autotask.performance.client;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import io.autotask.performance.call.AutotaskAttributes;
import io.autotask.performance.query.Query;
import reactor.core.publisher.Mono;

/**
 * Asks for the fields that rows of one type have, and for no others. Whether the API
 * knows each of them is tried once for each entity: a field that it does not know fails a
 * query, so a query that fails then is sent again for all fields. Thread-safe.
 */
final class Projection {

	/** Asks for whatever a query says. */
	static final Projection NONE = new Projection(List.of());

	/** Beyond it, rows are read with all fields. */
	private static final int MAX_ENTITIES = 1_000;

	private static final int REFUSED = 500;

	private final List<String> fields;

	private final Set<String> names;

	/** By entity: whether the API knows the fields. */
	private final Map<String, Boolean> known = new ConcurrentHashMap<>();

	/**
	 * A projection.
	 * @param fields the fields of the type with the id; none when all may matter
	 */
	Projection(List<String> fields) {
		this.fields = fields;
		this.names = Set.copyOf(fields);
	}

	/**
	 * The way of a read whose answer cannot be asked for with fewer fields: another one
	 * in memory may do, if it has these.
	 */
	ApiHttp reading(ApiHttp http) {
		return this.names.isEmpty() ? http
				: http.with((attributes) -> attributes.put(AutotaskAttributes.FIELDS, this.names));
	}

	/**
	 * Asks a query, for fewer fields where that is possible and nobody chose them.
	 * @param asking asks
	 */
	<T> Mono<T> ask(ApiHttp http, String entity, Query query, BiFunction<ApiHttp, Query, Mono<T>> asking) {
		if (this.fields.isEmpty() || !query.includeFields().isEmpty()) {
			return asking.apply(http, query);
		}
		return Mono.defer(() -> {
			Boolean fits = this.known.get(entity);
			boolean narrow = (fits != null) ? fits : this.known.size() < MAX_ENTITIES;
			if (!narrow) {
				return asking.apply(http, query);
			}
			Mono<T> narrowed = asking.apply(reading(http), new Query(query.filter(), this.fields, query.maxRecords()));
			return (fits != null) ? narrowed : narrowed.doOnNext((answer) -> this.known.putIfAbsent(entity, true))
				.onErrorResume(Projection::isRefused,
						(refused) -> asking.apply(http, query).doOnNext((answer) -> this.known.put(entity, false)));
		});
	}

	private static boolean isRefused(Throwable failure) {
		return failure instanceof AutotaskApiException refused && refused.status() == REFUSED
				&& !refused.errors().isEmpty();
	}

}
