package io.autotask.performance.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.autotask.performance.call.Origin;
import io.autotask.performance.query.Condition;
import io.autotask.performance.query.Filters;
import io.autotask.performance.query.Query;
import io.autotask.performance.query.QueryWriter;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * A query of an entity, built step by step; each step is a new query. Asks nothing before
 * it is subscribed to. Immutable.
 */
public final class EntityQuery {

	private static final QueryWriter WRITER = new QueryWriter();

	private final ApiHttp http;

	private final BaseUrl baseUrl;

	private final String entity;

	private final Query query;

	EntityQuery(ApiHttp http, BaseUrl baseUrl, String entity) {
		this(http, baseUrl, entity, new Query(List.of(), List.of(), Query.DEFAULT_MAX_RECORDS));
	}

	private EntityQuery(ApiHttp http, BaseUrl baseUrl, String entity, Query query) {
		this.http = http;
		this.baseUrl = baseUrl;
		this.entity = entity;
		this.query = query;
	}

	/**
	 * Only rows for which these conditions, and all that were given before, hold.
	 * @param conditions the conditions, made by {@link Filters}
	 * @return a new query
	 */
	public EntityQuery where(Condition... conditions) {
		List<Condition> all = new ArrayList<>(Objects.requireNonNull(this.query.filter()));
		all.addAll(Arrays.asList(conditions));
		return with(new Query(all, this.query.includeFields(), this.query.maxRecords()));
	}

	/**
	 * Only these fields, and {@code id}, which the API needs to find the next page.
	 * @param fields the fields
	 * @return a new query
	 */
	public EntityQuery includeFields(String... fields) {
		List<String> names = new ArrayList<>(Arrays.asList(fields));
		if (names.stream().noneMatch("id"::equalsIgnoreCase)) {
			names.add("id");
		}
		return with(new Query(this.query.filter(), names, this.query.maxRecords()));
	}

	/**
	 * At most so many rows on a page.
	 * @param maxRecords 1 to 500
	 * @return a new query
	 * @throws IllegalArgumentException when it is out of range
	 */
	public EntityQuery maxRecords(int maxRecords) {
		if (maxRecords < 1 || maxRecords > Query.DEFAULT_MAX_RECORDS) {
			throw new IllegalArgumentException(
					"'maxRecords' is " + maxRecords + ", allowed are 1 to " + Query.DEFAULT_MAX_RECORDS);
		}
		return with(new Query(this.query.filter(), this.query.includeFields(), maxRecords));
	}

	/**
	 * The first page.
	 * @param type a record, a {@code Map}, or {@link JsonNode}
	 * @param <T> what a row is read into
	 * @return the page; {@link AutotaskApiException} when Autotask refuses the query
	 */
	public <T> Mono<Page<T>> page(Class<T> type) {
		byte[] body = body();
		return this.baseUrl.locate().flatMap((base) -> page(base.resolve(this.entity + "/query"), body, type));
	}

	/**
	 * The number of rows.
	 * @return the number; {@link AutotaskApiException} when Autotask refuses the query
	 */
	public Mono<Long> count() {
		byte[] body = body();
		return this.baseUrl.locate()
			.flatMap((base) -> this.http.ask(HttpMethod.POST, base.resolve(this.entity + "/query/count"), body))
			.map((content) -> ApiHttp.number(content, "queryCount"));
	}

	private <T> Mono<Page<T>> page(URI url, byte[] body, Class<T> type) {
		return this.http.ask(HttpMethod.POST, url, body).map((content) -> {
			List<T> items = new ArrayList<>();
			content.path("items").forEach((row) -> items.add(this.http.mapper().row(row, type, this.entity)));
			String next = content.path("pageDetails").path("nextPageUrl").asString("");
			// The link holds a position and no filter, so the body has to go with it.
			return new Page<>(items, next.isEmpty(),
					() -> next.isEmpty() ? Mono.empty() : page(sameOrigin(url, next), body, type));
		});
	}

	private URI sameOrigin(URI asked, String link) {
		URI next = asked.resolve(link);
		if (!Objects.equals(Origin.of(next), Origin.of(asked))) {
			throw new IllegalStateException("The next page of " + this.entity + " is said to be at " + Origin.of(next)
					+ ", but the query was sent to " + Origin.of(asked) + ": credentials are not sent anywhere else");
		}
		return next;
	}

	private byte[] body() {
		// A query without any condition is refused by the API; this one means all rows.
		boolean unfiltered = Objects.requireNonNull(this.query.filter()).isEmpty();
		return WRITER.write(unfiltered
				? new Query(List.of(Filters.gte("id", 0)), this.query.includeFields(), this.query.maxRecords())
				: this.query);
	}

	private EntityQuery with(Query changed) {
		return new EntityQuery(this.http, this.baseUrl, this.entity, changed);
	}

}
