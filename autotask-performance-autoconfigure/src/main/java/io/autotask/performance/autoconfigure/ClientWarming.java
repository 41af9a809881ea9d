package io.autotask.performance.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.autotask.performance.cache.WarmupQuery;
import io.autotask.performance.cache.WarmupReader;
import io.autotask.performance.call.Operation;
import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.client.EntityQuery;
import io.autotask.performance.query.Condition;
import io.autotask.performance.query.QueryParser;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Makes the reads of warming through the {@link AutotaskClient}, so that the answers are
 * those that its callers get.
 */
final class ClientWarming implements WarmupReader {

	private final AutotaskClient client;

	private final BooleanSupplier on;

	/**
	 * A reader.
	 * @param client asks
	 * @param on whether calls are served; if not, nothing would be kept
	 */
	ClientWarming(AutotaskClient client, BooleanSupplier on) {
		this.client = client;
		this.on = on;
	}

	@Override
	public Mono<Long> read(WarmupQuery query, Consumer<Map<String, Object>> attributes) {
		if (!this.on.getAsBoolean()) {
			return Mono.empty();
		}
		AutotaskClient background = this.client.with(attributes);
		if (query.operation() == Operation.GET) {
			return Flux.fromIterable(query.ids())
				.concatMap((id) -> background.entity(query.entity()).get(id).map((row) -> 1L))
				.reduce(0L, Long::sum);
		}
		EntityQuery asked = background.query(query.entity())
			.where(conditions(query.filter()).toArray(Condition[]::new))
			.maxRecords(query.maxRecords());
		if (query.operation() == Operation.COUNT) {
			return asked.count().map((count) -> 1L);
		}
		EntityQuery fields = query.includeFields().isEmpty() ? asked
				: asked.includeFields(query.includeFields().toArray(String[]::new));
		return fields.page(JsonNode.class).map((page) -> (long) page.items().size());
	}

	/**
	 * The conditions of a filter as the API reads it.
	 * @throws io.autotask.performance.query.UnreadableQueryException when it is none
	 */
	static List<Condition> conditions(@Nullable String filter) {
		if (filter == null || filter.isBlank()) {
			return List.of();
		}
		return Objects.requireNonNull(new QueryParser().parse("{\"filter\":" + filter + "}").filter());
	}

}
