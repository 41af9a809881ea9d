package io.autotask.performance.sample.simulator.api;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.data.Selection;
import io.autotask.performance.sample.simulator.data.Table;
import io.autotask.performance.sample.simulator.data.Tenant;
import io.autotask.performance.sample.simulator.query.PageCursor;
import io.autotask.performance.sample.simulator.query.Projection;
import io.autotask.performance.sample.simulator.query.Query;
import io.autotask.performance.sample.simulator.query.Query.Page;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.Field;
import io.autotask.performance.sample.simulator.schema.RefusedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Reads of rows: by id, by query, and below a parent.
 */
record Reading(Tenant tenant) {

	ApiAnswer byId(ApiCall call) {
		EntitySchema entity = call.requireEntity();
		Row row = entity.hasRows() ? this.tenant.table(entity).find(call.requireId()) : null;
		return ApiAnswer.ok(Json.write((json) -> {
			json.writeStartObject();
			json.writeName("item");
			if (row != null) {
				RowWriter.all(entity).write(json, row);
			}
			else {
				json.writeNull();
			}
			json.writeEndObject();
		}));
	}

	ApiAnswer count(ApiCall call, ApiRequest request) {
		EntitySchema entity = call.requireEntity();
		Query query = Query.read(entity, body(request));
		long count = entity.hasRows() ? query.count(this.tenant.table(entity)) : 0;
		return ApiAnswer.json(200, "{\"queryCount\":" + count + "}");
	}

	/** The first page of a query. */
	ApiAnswer query(ApiCall call, ApiRequest request, Oddities oddities) {
		Query query = Query.read(call.requireEntity(), body(request));
		return page(call.requireEntity(), request, query, PageCursor.first(query.pageSize()), oddities);
	}

	/**
	 * A later page, or an earlier one. It must be asked for as the first one was: its URL
	 * holds the filter only if the first one's did.
	 */
	ApiAnswer otherPage(ApiCall call, ApiRequest request, Oddities oddities) {
		if (request.method().equals("GET") && request.parameter("search") == null) {
			return Answers.wrongVerb(request);
		}
		Query query = Query.read(call.requireEntity(), body(request));
		JsonNode paging = Json.read(request.parameter("paging"));
		if (paging == null) {
			throw new RefusedException("Value cannot be null. Parameter name: paging");
		}
		return page(call.requireEntity(), request, query, PageCursor.read(paging), oddities);
	}

	/** All rows below a parent, or the one of them with the id. */
	ApiAnswer children(ApiCall call) {
		EntitySchema entity = call.requireEntity();
		String parentField = call.requireParent().collection().parentField();
		Field field = entity.find(parentField);
		List<Row> rows = (field != null) ? children(call, entity, field) : List.of();
		PageUrls urls = PageUrls.NONE;
		return ApiAnswer
			.ok(Json.write((json) -> writePage(json, RowWriter.all(entity), rows, Query.LARGEST_PAGE, urls)));
	}

	private List<Row> children(ApiCall call, EntitySchema entity, Field parentField) {
		long parentId = call.requireParent().id();
		Table table = this.tenant.table(entity);
		Selection selection = Selection.all().below(parentField, parentId);
		Iterator<Row> scan = table.rows((call.id() != null) ? selection.only(new long[] { call.id() }) : selection);
		List<Row> rows = new ArrayList<>();
		while (scan.hasNext()) {
			Row row = scan.next();
			if (Long.valueOf(parentId).equals(row.value(parentField))) {
				rows.add(row);
			}
		}
		return rows;
	}

	private ApiAnswer page(EntitySchema entity, ApiRequest request, Query query, PageCursor cursor, Oddities oddities) {
		Page page = entity.hasRows() ? query.page(this.tenant.table(entity), cursor.after(), cursor.pageSize())
				: Page.empty();
		PageUrls urls = PageUrls.of(entity, request, cursor, page);
		Projection projection = oddities.sparseRows() ? query.projection().withoutLongTexts() : query.projection();
		return ApiAnswer.ok(Json
			.write((json) -> writePage(json, new RowWriter(entity, projection), page.rows(), cursor.pageSize(), urls)));
	}

	private static void writePage(JsonGenerator json, RowWriter writer, List<Row> rows, int pageSize, PageUrls urls) {
		json.writeStartObject();
		json.writeArrayPropertyStart("items");
		rows.forEach((row) -> writer.write(json, row));
		json.writeEndArray();
		json.writeObjectPropertyStart("pageDetails");
		json.writeNumberProperty("count", rows.size());
		json.writeNumberProperty("requestCount", pageSize);
		json.writeStringProperty("prevPageUrl", urls.previous());
		json.writeStringProperty("nextPageUrl", urls.next());
		json.writeEndObject();
		json.writeEndObject();
	}

	private static @Nullable JsonNode body(ApiRequest request) {
		return request.method().equals("GET") ? Json.read(request.parameter("search")) : Json.read(request.body());
	}

}
