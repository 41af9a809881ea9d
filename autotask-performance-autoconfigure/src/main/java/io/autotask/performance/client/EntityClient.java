package io.autotask.performance.client;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;

import io.autotask.performance.call.Entities;
import io.autotask.performance.client.relation.Picklist;
import io.autotask.performance.client.relation.RelationScope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;
import tools.jackson.databind.JsonNode;

/**
 * Reads and writes the rows of one entity. Asks nothing before it is subscribed to.
 * Thread-safe.
 */
public final class EntityClient {

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
		return ask(HttpMethod.GET, "/" + id, null).flatMap((content) -> Mono.justOrEmpty(row(content)))
			.flatMap((row) -> Mono.deferContextual(
					(context) -> Mono.just(this.http.mapper().row(row, type, this.entity, scope(context)))));
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
		return ask(HttpMethod.GET, "", null).flatMap((content) -> Mono.deferContextual((context) -> {
			RelationScope scope = scope(context);
			List<T> rows = new ArrayList<>();
			content.path("items").forEach((row) -> rows.add(this.http.mapper().row(row, type, this.entity, scope)));
			return Mono.just(rows);
		}));
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

	private Mono<Long> write(HttpMethod method, String rest, Object row) {
		return Mono.fromSupplier(() -> this.http.mapper().write(row))
			.flatMap((body) -> ask(method, rest, body))
			.map((content) -> ApiHttp.number(content, "itemId"));
	}

	private Mono<JsonNode> ask(HttpMethod method, String rest, byte @Nullable [] body) {
		return this.baseUrl.locate()
			.flatMap((base) -> this.http.ask(method, URI.create(base + this.path + rest), body));
	}

	private @Nullable JsonNode row(JsonNode content) {
		JsonNode item = content.path("item");
		if (item.isMissingNode()) {
			// A child is answered as a list of one.
			item = content.path("items").path(0);
		}
		return (item.isMissingNode() || item.isNull()) ? null : item;
	}

}
