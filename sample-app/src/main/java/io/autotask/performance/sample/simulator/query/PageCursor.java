package io.autotask.performance.sample.simulator.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.autotask.performance.sample.simulator.schema.RefusedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a page lies, as the {@code paging} parameter of a page's URL says it: after which
 * id it starts, and after which ids the pages before it did. It holds no filter. Of the
 * pages before, the last fifty are kept.
 *
 * @param previousIds starts of the pages before this one, the first page's being -1
 * @param nextIds start of this page
 */
public record PageCursor(int pageSize, List<Long> previousIds, List<Long> nextIds) {

	private static final int KEPT_PAGES = 50;

	private static final long BEFORE_ALL = -1;

	/** The first page of a query. */
	public static PageCursor first(int pageSize) {
		return new PageCursor(pageSize, List.of(), List.of(BEFORE_ALL));
	}

	public static PageCursor read(JsonNode paging) {
		LenientObject object = new LenientObject(paging);
		JsonNode pageSize = object.get("pageSize");
		List<Long> nextIds = ids(object.get("nextIds"));
		if (pageSize == null || nextIds.isEmpty()) {
			throw new RefusedException("Value cannot be null. Parameter name: paging");
		}
		int size = pageSize.asInt(0);
		if (size < 1 || size > Query.LARGEST_PAGE) {
			throw new RefusedException("maxCountOfRecordsToReturn must be between 1 and 500");
		}
		return new PageCursor(size, ids(object.get("previousIds")), nextIds);
	}

	/** The id that the page's rows are above. */
	public long after() {
		return this.nextIds.get(this.nextIds.size() - 1);
	}

	/** The page that follows, given the last id of this one. */
	public PageCursor next(long lastId) {
		List<Long> before = new ArrayList<>(this.previousIds);
		before.add(after());
		return new PageCursor(this.pageSize, before.subList(Math.max(0, before.size() - KEPT_PAGES), before.size()),
				List.of(lastId));
	}

	/** The page before, or {@code null} if this is the first. */
	public @Nullable PageCursor previous() {
		if (this.previousIds.isEmpty()) {
			return null;
		}
		int last = this.previousIds.size() - 1;
		return new PageCursor(this.pageSize, this.previousIds.subList(0, last), List.of(this.previousIds.get(last)));
	}

	/** The parameter's text, not yet encoded. */
	public String toJson() {
		return "{\"pageSize\":" + this.pageSize + ",\"previousIds\":" + list(this.previousIds) + ",\"nextIds\":"
				+ list(this.nextIds) + "}";
	}

	private static List<Long> ids(@Nullable JsonNode node) {
		return (node == null) ? List.of() : node.values().stream().map((id) -> id.asLong(BEFORE_ALL)).toList();
	}

	private static String list(List<Long> ids) {
		return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
	}

}
