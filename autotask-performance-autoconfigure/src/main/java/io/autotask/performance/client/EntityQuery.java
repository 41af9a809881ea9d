package io.autotask.performance.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import io.autotask.performance.call.Origin;
import io.autotask.performance.client.relation.References;
import io.autotask.performance.client.relation.RelationScope;
import io.autotask.performance.client.scan.IdRange;
import io.autotask.performance.client.scan.Progress;
import io.autotask.performance.client.scan.ScanCheckpoint;
import io.autotask.performance.client.scan.ScanFlow;
import io.autotask.performance.client.scan.ScanPage;
import io.autotask.performance.query.Condition;
import io.autotask.performance.query.Filters;
import io.autotask.performance.query.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;
import tools.jackson.databind.JsonNode;

/**
 * A query of an entity, built step by step; each step is a new query. Asks nothing before
 * it is subscribed to. Immutable.
 */
public final class EntityQuery {

	private final ApiHttp http;

	private final BaseUrl baseUrl;

	private final String entity;

	private final Query query;

	private final QueryReading reading;

	EntityQuery(ApiHttp http, BaseUrl baseUrl, String entity) {
		this(http, baseUrl, entity, new Query(List.of(), List.of(), Query.DEFAULT_MAX_RECORDS), QueryReading.plain());
	}

	private EntityQuery(ApiHttp http, BaseUrl baseUrl, String entity, Query query, QueryReading reading) {
		this.http = http;
		this.baseUrl = baseUrl;
		this.entity = entity;
		this.query = query;
		this.reading = reading;
	}

	/**
	 * Only rows for which these conditions, and all that were given before, hold.
	 * @param conditions the conditions, made by {@link Filters}
	 * @return a new query
	 */
	public EntityQuery where(Condition... conditions) {
		List<Condition> all = new ArrayList<>(Objects.requireNonNull(this.query.filter()));
		all.addAll(Arrays.asList(conditions));
		return changed(new Query(all, this.query.includeFields(), this.query.maxRecords()));
	}

	/**
	 * Only these fields, and {@code id}, which the API needs to find the next page. A
	 * query that does not say asks for the fields that the record has into which its rows
	 * are read, and for all fields when they are read into anything else.
	 * @param fields the fields
	 * @return a new query
	 */
	public EntityQuery includeFields(String... fields) {
		List<String> names = new ArrayList<>(Arrays.asList(fields));
		if (names.stream().noneMatch("id"::equalsIgnoreCase)) {
			names.add("id");
		}
		return changed(new Query(this.query.filter(), names, this.query.maxRecords()));
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
		return changed(new Query(this.query.filter(), this.query.includeFields(), maxRecords));
	}

	/**
	 * The first page.
	 * @param type a record, a {@code Map}, or {@link JsonNode}
	 * @param <T> what a row is read into
	 * @return the page; {@link AutotaskApiException} when Autotask refuses the query
	 */
	public <T> Mono<Page<T>> page(Class<T> type) {
		return this.baseUrl.locate()
			.flatMap((base) -> page(base.resolve(this.entity + "/query"), this.query, type, null));
	}

	/**
	 * The number of rows.
	 * @return the number; {@link AutotaskApiException} when Autotask refuses the query
	 */
	public Mono<Long> count() {
		return QueryReading.count(asked());
	}

	/**
	 * All rows, page after page as they are wanted and one page ahead, in the order of
	 * their ids. As many pages are in memory as are read ahead, and the one whose rows
	 * are delivered; each row is read when it is wanted.
	 * @param type a record, a {@code Map}, or {@link JsonNode}
	 * @param <T> what a row is read into
	 * @return the rows; {@link AutotaskApiException} when Autotask refuses the query,
	 * {@link io.autotask.performance.client.scan.ReadStoppedException} when a later page
	 * or a row cannot be read. Cancelling it cancels what is on its way
	 */
	public <T> Flux<T> stream(Class<T> type) {
		return ScanFlow.rows(this.reading.stream(asked(), type));
	}

	/**
	 * All rows as trees.
	 * @return as {@link #stream(Class)}
	 */
	public Flux<JsonNode> stream() {
		return stream(JsonNode.class);
	}

	/**
	 * All rows as {@link #stream(Class)} reads them, page by page. Each page says where
	 * to go on after it.
	 * @param type a record, a {@code Map}, or {@link JsonNode}
	 * @param <T> what a row is read into
	 * @return the pages
	 */
	public <T> Flux<Page<T>> pages(Class<T> type) {
		return this.reading.stream(asked(), type).map((page) -> page(page, type));
	}

	/**
	 * All rows, as fast as the slots of the endpoint allow: several ranges of ids are
	 * read at once, and who is through with his takes half of the longest that is left.
	 * Rows come in no order; one that is there all the time comes exactly once, whatever
	 * others write meanwhile. Calls of higher priority go first, and as long as others
	 * use the endpoint one slot is left to them. When the hour is used up, it waits.
	 * Nothing of it enters the cache.
	 * @param type a record, a {@code Map}, or {@link JsonNode}
	 * @param <T> what a row is read into
	 * @return the rows; errors as with {@link #stream(Class)}
	 */
	public <T> Flux<T> parallelScan(Class<T> type) {
		return ScanFlow.rows(this.reading.scan(asked(), type));
	}

	/**
	 * All rows as trees, in no order.
	 * @return as {@link #parallelScan(Class)}
	 */
	public Flux<JsonNode> parallelScan() {
		return parallelScan(JsonNode.class);
	}

	/**
	 * All rows as {@link #parallelScan(Class)} reads them, page by page. The token of a
	 * page says where to go on after it and all that came before it.
	 * @param type a record, a {@code Map}, or {@link JsonNode}
	 * @param <T> what a row is read into
	 * @return the pages
	 */
	public <T> Flux<Page<T>> parallelPages(Class<T> type) {
		return this.reading.scan(asked(), type).map((page) -> page(page, type));
	}

	/**
	 * Goes on where an earlier reading of the same query stopped.
	 * @param continuationToken the token of a page, or of a
	 * {@link io.autotask.performance.client.scan.ReadStoppedException}
	 * @return a new query, which fails with {@link IllegalArgumentException} when the
	 * token is not of this query
	 */
	public EntityQuery startingAfter(String continuationToken) {
		return changed(this.reading.from(continuationToken));
	}

	/**
	 * Tells how far a stream or scan is.
	 * @param listener is told before each page and at the end, by whoever delivers it
	 * @return a new query
	 */
	public EntityQuery onProgress(Consumer<Progress> listener) {
		return changed(this.reading.told(listener));
	}

	/**
	 * Asks for the number of all rows at the begin of a stream, for its progress. A scan
	 * always does.
	 * @return a new query
	 */
	public EntityQuery counted() {
		return changed(this.reading.total());
	}

	/**
	 * How many ranges of ids are read at once.
	 * @param ranges 1 to 20; above 1 the rows of a stream come in no order
	 * @return a new query
	 * @throws IllegalArgumentException when it is out of range
	 */
	public EntityQuery parallelism(int ranges) {
		if (ranges < 1 || ranges > ClientSettings.Paging.MOST_PARALLEL) {
			throw new IllegalArgumentException(
					"'parallelism' is " + ranges + ", allowed are 1 to " + ClientSettings.Paging.MOST_PARALLEL);
		}
		return changed(this.reading.parallel(ranges));
	}

	/**
	 * Reads rows that the rows refer to together with them, by one query for each entity
	 * and 500 rows, while the page before is read: they are there when a row is
	 * delivered. The type of the rows is a record with components of type
	 * {@link io.autotask.performance.client.relation.Reference}.
	 * @param references names of those components, such as {@code companyID}
	 * @return a new query, which fails with {@link IllegalArgumentException} when its
	 * rows are read into a type without such a component
	 */
	public EntityQuery with(String... references) {
		return changed(this.reading.joining(references));
	}

	private <T> Page<T> page(ScanPage<T> page, Class<T> type) {
		ScanCheckpoint checkpoint = page.checkpoint();
		String token = checkpoint.toString();
		return new Page<>(page.items(), checkpoint.isEnd(), token,
				() -> checkpoint.isEnd() ? Mono.empty() : startingAfter(token).pages(type).next());
	}

	private <T> Mono<Page<T>> page(URI url, Query asked, Class<T> type, @Nullable Long after) {
		return Mono.deferContextual((context) -> {
			RelationScope scope = asked().scope(this.http, context);
			References<T> references = References.of(type);
			references.require(this.reading.joined());
			return this.http.projection(type)
				.ask(this.http, this.entity, asked,
						(through, query) -> through
							.ask(HttpMethod.POST, url, QueryReading.body(query), type,
									(content) -> read(content, type, scope))
							.map((rows) -> new Answered<>(query, rows)))
				.flatMap((answered) -> references.join(answered.rows().items(), this.reading.joined(), scope)
					.thenReturn(answered))
				.map((answered) -> page(answered, url, type, after));
		});
	}

	private <T> Page<T> page(Answered<T> answered, URI url, Class<T> type, @Nullable Long after) {
		Rows<T> rows = answered.rows();
		Long last = rows.lastId();
		// Rows come in the order of their ids, so a page that does not lead on leads
		// back.
		if (last != null && after != null && last <= after) {
			throw new IllegalStateException("The pages of " + this.entity + " go round in circles: the page after id "
					+ after + " ends with id " + last);
		}
		boolean ends = rows.next().isEmpty();
		// The link holds a position and no filter, so the query has to go with it.
		return new Page<>(rows.items(), ends, token(rows.items().size(), ends ? null : last),
				() -> ends ? Mono.empty() : page(sameOrigin(url, rows.next()), answered.query(), type, last));
	}

	private <T> Rows<T> read(JsonNode content, Class<T> type, RelationScope scope) {
		JsonNode items = content.path("items");
		List<T> rows = new ArrayList<>();
		items.forEach((row) -> rows.add(this.http.mapper().row(row, type, this.entity, scope)));
		JsonNode last = items.path(items.size() - 1).path("id");
		return new Rows<>(List.copyOf(rows), last.isIntegralNumber() ? Long.valueOf(last.asLong()) : null,
				content.path("pageDetails").path("nextPageUrl").asString(""));
	}

	private String token(int rows, @Nullable Long last) {
		List<IdRange> open = (last != null) ? List.of(IdRange.above(last)) : List.of();
		return new ScanCheckpoint(QueryReading.nameOf(this.entity, this.query), rows, null, open).toString();
	}

	private URI sameOrigin(URI asked, String link) {
		URI next = asked.resolve(link);
		if (!Objects.equals(Origin.of(next), Origin.of(asked))) {
			throw new IllegalStateException("The next page of " + this.entity + " is said to be at " + Origin.of(next)
					+ ", but the query was sent to " + Origin.of(asked) + ": credentials are not sent anywhere else");
		}
		return next;
	}

	private QueryReading.Asked asked() {
		return new QueryReading.Asked(this.http, this.baseUrl, this.entity, this.query);
	}

	private EntityQuery changed(Query changed) {
		return new EntityQuery(this.http, this.baseUrl, this.entity, changed, this.reading);
	}

	private EntityQuery changed(QueryReading changed) {
		return new EntityQuery(this.http, this.baseUrl, this.entity, this.query, changed);
	}

	/**
	 * What was answered to what.
	 */
	private record Answered<T>(Query query, Rows<T> rows) {

	}

	/**
	 * What a page says.
	 *
	 * @param items its rows
	 * @param lastId the id of the last one, or null when it says none
	 * @param next where the next page is; empty when there is none
	 */
	private record Rows<T>(List<T> items, @Nullable Long lastId, String next) {

	}

}
