package io.autotask.performance.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import io.autotask.performance.call.AutotaskAttributes;
import io.autotask.performance.call.Entities;
import io.autotask.performance.client.bulk.BulkOptions;
import io.autotask.performance.client.bulk.BulkWriting;
import io.autotask.performance.client.bulk.RowOutcome;
import io.autotask.performance.client.relation.Picklist;
import io.autotask.performance.client.relation.RelationScope;
import io.autotask.performance.client.scan.SlotState;
import io.autotask.performance.query.Filters;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;
import tools.jackson.databind.JsonNode;

/**
 * Reads and writes the rows of one entity. Asks nothing before it is subscribed to.
 * Thread-safe.
 */
public final class EntityClient {

	private static final Duration OVERLAP = Duration.ofMinutes(2);

	private static final int BACKGROUND_PRIORITY = 3;

	private static final int USUAL_SLOTS = 3;

	private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

	private final ApiHttp http;

	private final BaseUrl baseUrl;

	private final String entity;

	private final String path;

	EntityClient(ApiHttp http, BaseUrl baseUrl, String entity, String path) {
		this.http = http;
		this.baseUrl = baseUrl;
		this.entity = entity;
		this.path = path;
	}

	/**
	 * One row.
	 * @param id the row's id; 0 is a valid one
	 * @param type a record, a {@code Map}, or {@link JsonNode}
	 * @param <T> what a row is read into
	 * @return the row; empty when there is none, or when the API user may not see it
	 */
	public <T> Mono<T> get(long id, Class<T> type) {
		return ask(this.http.projection(type).reading(this.http), "/" + id, type, (content, scope) -> {
			JsonNode row = row(content);
			return new Row<>((row != null) ? this.http.mapper().row(row, type, this.entity, scope) : null);
		}).mapNotNull(Row::row);
	}

	/**
	 * One row as a tree.
	 * @param id the row's id
	 * @return the row; empty when there is none, or when the API user may not see it
	 */
	public Mono<JsonNode> get(long id) {
		return get(id, JsonNode.class);
	}

	/**
	 * The rows of this child collection, such as the notes of one ticket.
	 * @param type a record, a {@code Map}, or {@link JsonNode}
	 * @param <T> what a row is read into
	 * @return the rows; an error when this is not a child collection
	 */
	public <T> Mono<List<T>> list(Class<T> type) {
		return ask(this.http, "", type, (content, scope) -> {
			List<T> rows = new ArrayList<>();
			content.path("items").forEach((row) -> rows.add(this.http.mapper().row(row, type, this.entity, scope)));
			return List.copyOf(rows);
		});
	}

	/**
	 * A query of this entity.
	 * @return a query without conditions
	 */
	public EntityQuery query() {
		return new EntityQuery(this.http, this.baseUrl, this.entity);
	}

	/**
	 * The words for the numbers of a field.
	 * @param field the field's name in any case, such as {@code status}
	 * @return the picklist; {@link IllegalArgumentException} when the field has none
	 */
	public Mono<Picklist> labels(String field) {
		return Mono.deferContextual((context) -> scope(context).picklist(field));
	}

	/**
	 * The word for one value of a field. For many values use {@link #labels}, or a
	 * component of type {@link io.autotask.performance.client.relation.Label}.
	 * @param field the field's name in any case, such as {@code status}
	 * @param value the value, a number or a text
	 * @return the label; the value itself when it has none
	 */
	public Mono<String> label(String field, Object value) {
		return labels(field).map((picklist) -> picklist.label(value));
	}

	/**
	 * The rows that were changed, for a synchronisation: by the field that tells it for
	 * this entity, and from a little before, because clocks differ and a change may show
	 * late. So a row may come again; take it as it is now.
	 * @param since when the synchronisation before began
	 * @return a query, to be narrowed, streamed or counted
	 * @throws IllegalArgumentException when this entity has no such field
	 */
	public EntityQuery changedSince(Instant since) {
		return changedSince(since, OVERLAP);
	}

	/**
	 * The rows that were changed, with another overlap.
	 * @param since when the synchronisation before began
	 * @param overlap from how long before that on
	 * @return a query
	 * @throws IllegalArgumentException when this entity has no such field
	 */
	public EntityQuery changedSince(Instant since, Duration overlap) {
		Instant from = since.minus(overlap).truncatedTo(ChronoUnit.MILLIS);
		return query().where(Filters.gte(ChangeFields.of(this.entity), from));
	}

	/**
	 * The rows that were deleted. The API keeps a log of deleted tickets only; the API
	 * user has to be an administrator to read it. Of any other entity a row is gone when
	 * its id is: {@code query().includeFields("id").stream()} reads them all.
	 * @param since when the synchronisation before began
	 * @return the rows; {@link IllegalArgumentException} for another entity
	 */
	public Flux<DeletedRow> deletedSince(Instant since) {
		if (!this.entity.equals("Tickets")) {
			return Flux.error(new IllegalArgumentException("The API keeps no log of deleted " + this.entity
					+ ", only of Tickets. Read the ids of all rows and see which are gone"));
		}
		return new EntityClient(this.http, this.baseUrl, "DeletedTicketLogs", "DeletedTicketLogs").changedSince(since)
			.stream(DeletedTicket.class)
			.map((log) -> new DeletedRow(log.ticketID(), log.ticketNumber(), log.deletedDateTime(),
					log.deletedByResourceID()));
	}

	/**
	 * Creates many rows, as fast as the slots of the endpoint allow and behind the calls
	 * that somebody waits for. A row that fails fails no other, and none is ever sent
	 * twice.
	 * @param rows the rows: records, {@code Map}s, or {@link JsonNode}s
	 * @return what became of each, in their order
	 */
	public Flux<RowOutcome> createAll(Publisher<?> rows) {
		return createAll(rows, BulkOptions.defaults());
	}

	/**
	 * Creates many rows.
	 * @param rows the rows
	 * @param options such as a journal, to go on after the process ended
	 * @return what became of each that had no outcome before, in their order
	 */
	public Flux<RowOutcome> createAll(Publisher<?> rows, BulkOptions options) {
		return writeAll(rows, options, false);
	}

	/**
	 * Writes many rows as {@link #createAll(Publisher)} does: those that have an
	 * {@code id} are changed, the others are created. 0 is no id, but of Companies.
	 * Changes of one row are sent in their order.
	 * @param rows the rows: records, {@code Map}s, or {@link JsonNode}s
	 * @return what became of each, in their order
	 */
	public Flux<RowOutcome> saveAll(Publisher<?> rows) {
		return saveAll(rows, BulkOptions.defaults());
	}

	/**
	 * Writes many rows.
	 * @param rows the rows
	 * @param options such as a journal, to go on after the process ended
	 * @return what became of each that had no outcome before, in their order
	 */
	public Flux<RowOutcome> saveAll(Publisher<?> rows, BulkOptions options) {
		return writeAll(rows, options, true);
	}

	/**
	 * Creates a row. Many entities are created under their parent: see {@link #child}.
	 * @param row the fields: a record, a {@code Map}, or {@link JsonNode}
	 * @return the new row's id; {@link AutotaskApiException} when Autotask refuses it
	 */
	public Mono<Long> create(Object row) {
		return write(HttpMethod.POST, "", row);
	}

	/**
	 * Changes some fields of a row. That Autotask accepts it does not prove that every
	 * field changed: it ignores fields that cannot be written.
	 * @param id the row's id
	 * @param changes the fields that change; null values clear a field
	 * @return the row's id; {@link AutotaskApiException} when Autotask refuses it
	 */
	public Mono<Long> update(long id, Map<String, ?> changes) {
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		body.put("id", id);
		body.putAll(changes);
		return write(HttpMethod.PATCH, "", body);
	}

	/**
	 * Changes some fields of a row.
	 * @param changes the row's {@code id} and the fields that change: a record, a
	 * {@code Map}, or {@link JsonNode}; null components of a record change nothing
	 * @return the row's id; {@link AutotaskApiException} when Autotask refuses it
	 */
	public Mono<Long> update(Object changes) {
		return write(HttpMethod.PATCH, "", changes);
	}

	/**
	 * Replaces a row: every field that can be written and is not given is cleared.
	 * @param row the row with its {@code id}: a record, a {@code Map}, or
	 * {@link JsonNode}
	 * @return the row's id; {@link AutotaskApiException} when Autotask refuses it
	 */
	public Mono<Long> replace(Object row) {
		return write(HttpMethod.PUT, "", row);
	}

	/**
	 * Deletes a row.
	 * @param id the row's id
	 * @return ends when the row is gone; {@link AutotaskApiException} when Autotask
	 * refuses it, as it does for many entities
	 */
	public Mono<Void> delete(long id) {
		return ask(HttpMethod.DELETE, "/" + id, null).then();
	}

	/**
	 * The rows under one row, such as {@code client.tickets().child(5, "Notes")}.
	 * @param id the parent's id
	 * @param child the collection as it is in the API's paths
	 * @return a client of the child collection
	 */
	public EntityClient child(long id, String child) {
		return new EntityClient(this.http, this.baseUrl, Entities.known().childOf(this.entity, word(child)),
				this.path + "/" + id + "/" + child);
	}

	/**
	 * A name that may stand in a path. It often comes from a user: no part of a URL must
	 * be hidden in it.
	 */
	static String word(String name) {
		if (!WORD.matcher(name).matches()) {
			throw new IllegalArgumentException(
					"'" + name + "' is no name of an entity: letters and digits are allowed, such as Companies");
		}
		return name;
	}

	private RelationScope scope(ContextView context) {
		return new RelationScope(this.entity, new ApiRelations(this.http, this.baseUrl),
				this.http.settings().unchanged(), this.http.relationUse(), context);
	}

	EntityClient with(Consumer<Map<String, Object>> attributes) {
		return new EntityClient(this.http.with(attributes), this.baseUrl, this.entity, this.path);
	}

	ApiHttp http() {
		return this.http;
	}

	String entity() {
		return this.entity;
	}

	/**
	 * Sends a write of many. That it is not known where to is told apart from an answer.
	 */
	Mono<Long> send(HttpMethod method, byte[] body) {
		return this.baseUrl.locate()
			.onErrorMap((failure) -> new IllegalStateException("It is not known where Autotask is", failure))
			.flatMap((base) -> this.http.ask(method, URI.create(base + this.path), body))
			.map((content) -> ApiHttp.number(content, "itemId"));
	}

	private Flux<RowOutcome> writeAll(Publisher<?> rows, BulkOptions options, boolean saves) {
		EntityClient behind = with(
				(attributes) -> attributes.putIfAbsent(AutotaskAttributes.PRIORITY, BACKGROUND_PRIORITY));
		return Flux.defer(() -> {
			SlotState slots = this.http.settings().slots().apply(this.entity);
			Integer limit = (slots != null) ? slots.limit() : null;
			return BulkWriting.write(rows, new ApiRowWriter(behind, saves, options.lookUp()), options,
					(limit != null) ? limit : USUAL_SLOTS);
		});
	}

	private Mono<Long> write(HttpMethod method, String rest, Object row) {
		return Mono.fromSupplier(() -> this.http.mapper().write(row))
			.flatMap((body) -> ask(method, rest, body))
			.map((content) -> ApiHttp.number(content, "itemId"));
	}

	private Mono<JsonNode> ask(HttpMethod method, String rest, byte @Nullable [] body) {
		return this.baseUrl.locate()
			.flatMap((base) -> this.http.ask(method, URI.create(base + this.path + rest), body));
	}

	/** What is made of an answer for one type is not made again while it is in memory. */
	private <T> Mono<T> ask(ApiHttp through, String rest, Class<?> type, BiFunction<JsonNode, RelationScope, T> made) {
		ApiHttp asked = through.here();
		return Mono.deferContextual((context) -> this.baseUrl.locate()
			.flatMap((base) -> asked.ask(HttpMethod.GET, URI.create(base + this.path + rest), null, type,
					(content) -> made.apply(content, scope(context)))));
	}

	private static @Nullable JsonNode row(JsonNode content) {
		JsonNode item = content.path("item");
		if (item.isMissingNode()) {
			// A child is answered as a list of one.
			item = content.path("items").path(0);
		}
		return (item.isMissingNode() || item.isNull()) ? null : item;
	}

	/** A row, or none. */
	private record Row<T>(@Nullable T row) {

	}

	/** A row of the log of deleted tickets. */
	private record DeletedTicket(long ticketID, @Nullable String ticketNumber, Instant deletedDateTime,
			@Nullable Long deletedByResourceID) {

	}

}
