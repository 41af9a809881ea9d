package io.autotask.performance.sample.simulator.api;

import java.util.List;

import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.query.PageCursor;
import io.autotask.performance.sample.simulator.query.Query.Page;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import org.jspecify.annotations.Nullable;

/**
 * URLs of the pages beside a page. Those of a query by GET hold the filter, those of a
 * query by POST do not.
 */
record PageUrls(@Nullable String previous, @Nullable String next) {

	static final PageUrls NONE = new PageUrls(null, null);

	static PageUrls of(EntitySchema entity, ApiRequest request, PageCursor cursor, Page page) {
		List<Row> rows = page.rows();
		PageCursor before = cursor.previous();
		PageCursor after = page.hasMore() ? cursor.next(rows.get(rows.size() - 1).id()) : null;
		return new PageUrls((before != null) ? url(entity, request, "previous", before) : null,
				(after != null) ? url(entity, request, "next", after) : null);
	}

	private static String url(EntitySchema entity, ApiRequest request, String direction, PageCursor cursor) {
		String url = request.origin() + "/ATServicesRest/V1.0/" + entity.name() + "/query/" + direction + "?paging="
				+ UrlText.encode(cursor.toJson());
		String search = request.method().equals("GET") ? request.parameter("search") : null;
		return (search != null) ? url + "&search=" + UrlText.encode(search) : url;
	}

}
