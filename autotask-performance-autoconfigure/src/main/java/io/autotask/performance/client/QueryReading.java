package io.autotask.performance.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

import io.autotask.performance.call.AutotaskAttributes;
import io.autotask.performance.client.relation.References;
import io.autotask.performance.client.relation.RelationScope;
import io.autotask.performance.client.scan.PageBytes;
import io.autotask.performance.client.scan.PageReader;
import io.autotask.performance.client.scan.Patience;
import io.autotask.performance.client.scan.Progress;
import io.autotask.performance.client.scan.RowReader;
import io.autotask.performance.client.scan.ScanCheckpoint;
import io.autotask.performance.client.scan.ScanFlow;
import io.autotask.performance.client.scan.ScanPage;
import io.autotask.performance.client.scan.ScanRequest;
import io.autotask.performance.client.scan.SlotState;
import io.autotask.performance.query.Condition;
import io.autotask.performance.query.Filters;
import io.autotask.performance.query.Query;
import io.autotask.performance.query.QueryWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * How the rows of a query are read to the last one: the page after an id is asked for
 * with the condition that ids are greater, which the API recommends and which needs no
 * link. The first page of a stream is a query like any other; all others pass by the
 * cache, because they would push out what is used.
 *
 * @param from the text of a checkpoint, or null to begin at the first row
 * @param counted whether the number of all rows is asked for
 * @param parallelism ranges of ids that are read at once; null for what is configured
 * @param joined the references that are read with the rows, by the names of components
 * @param progress is told how far it is
 */
record QueryReading(@Nullable String from, boolean counted, @Nullable Integer parallelism, List<String> joined,
		Consumer<Progress> progress) {

	private static final QueryWriter WRITER = new QueryWriter();

	/** As many as the API allows, when nobody says what it allows. */
	private static final int USUAL_SLOTS = 3;

	private static final int BACKGROUND_PRIORITY = 2;

	static QueryReading plain() {
		return new QueryReading(null, false, null, List.of(), (progress) -> {
		});
	}

	QueryReading from(String token) {
		return new QueryReading(token, this.counted, this.parallelism, this.joined, this.progress);
	}

	QueryReading total() {
		return new QueryReading(this.from, true, this.parallelism, this.joined, this.progress);
	}

	QueryReading parallel(int ranges) {
		return new QueryReading(this.from, this.counted, ranges, this.joined, this.progress);
	}

	QueryReading joining(String... references) {
		List<String> all = new ArrayList<>(this.joined);
		all.addAll(Arrays.asList(references));
		return new QueryReading(this.from, this.counted, this.parallelism, List.copyOf(all), this.progress);
	}

	QueryReading told(Consumer<Progress> listener) {
		return new QueryReading(this.from, this.counted, this.parallelism, this.joined, listener);
	}

	/**
	 * The body of a query, or of its count.
	 */
	static byte[] body(Query query) {
		// A query without any condition is refused by the API; this one means all rows.
		boolean unfiltered = Objects.requireNonNull(query.filter()).isEmpty();
		return WRITER.write(unfiltered
				? new Query(List.of(Filters.exist("id")), query.includeFields(), query.maxRecords()) : query);
	}

	/**
	 * What is read, in a few letters that are the same for the same rows.
	 */
	static String nameOf(String entity, Query query) {
		String canonical = new Query(query.filter(), List.of(), Query.DEFAULT_MAX_RECORDS).canonical();
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
			return entity + ":" + HexFormat.of().formatHex(digest, 0, 8);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	/**
	 * The pages of a stream.
	 */
	<T> Flux<ScanPage<T>> stream(Asked asked, Class<T> type) {
		int ranges = (this.parallelism != null) ? this.parallelism : asked.settings().paging().parallelism();
		Projection projection = asked.http().projection(type);
		PageReader pages = (range, maxRecords) -> page(asked, projection,
				(range.conditions().isEmpty()) ? asked.http() : asked.http().with(AutotaskAttributes.unkept()),
				range.conditions(), maxRecords);
		return related(asked, type, asked.http(),
				(rows) -> new ScanFlow<>(request(asked, rows, pages, this.counted || ranges > 1, ranges)));
	}

	/**
	 * The pages of a scan.
	 */
	<T> Flux<ScanPage<T>> scan(Asked asked, Class<T> type) {
		ApiHttp background = asked.http()
			.with(AutotaskAttributes.unkept())
			.with((attributes) -> attributes.putIfAbsent(AutotaskAttributes.PRIORITY, BACKGROUND_PRIORITY));
		Projection projection = asked.http().projection(type);
		PageReader pages = (range, maxRecords) -> Patience
			.with(page(asked, projection, background, range.conditions(), maxRecords));
		return related(asked, type, background,
				(rows) -> new ScanFlow<>(request(asked, rows, pages, true, ranges(asked))));
	}

	private <T> Flux<ScanPage<T>> related(Asked asked, Class<T> type, ApiHttp http,
			Function<RowReader<T>, ScanFlow<T>> flow) {
		return Flux.deferContextual((context) -> {
			RelationScope scope = asked.scope(http, context);
			References<T> references = References.of(type);
			references.require(this.joined);
			ScanFlow<T> pages = flow.apply(asked.http().mapper().reader(type, asked.entity(), scope));
			return references.isEmpty() ? pages : new JoinedPages<>(references, this.joined, scope).join(pages);
		});
	}

	private int ranges(Asked asked) {
		if (this.parallelism != null) {
			return this.parallelism;
		}
		if (asked.settings().paging().parallelism() > 1) {
			return asked.settings().paging().parallelism();
		}
		SlotState slots = asked.settings().slots().apply(asked.entity());
		Integer limit = (slots != null) ? slots.limit() : null;
		return (limit != null) ? Math.min(limit, ClientSettings.Paging.MOST_PARALLEL) : USUAL_SLOTS;
	}

	private <T> ScanRequest<T> request(Asked asked, RowReader<T> rows, PageReader pages, boolean counted, int ranges) {
		ClientSettings settings = asked.settings();
		int pageSize = Math.min(asked.query().maxRecords(), settings.paging().pageSize());
		return new ScanRequest<>(asked.entity(), checkpoint(asked), pages, rows, counted ? count(asked) : null,
				new ScanRequest.Pace(pageSize, settings.paging().prefetch(), ranges),
				new ScanRequest.Surroundings(this.progress, () -> settings.slots().apply(asked.entity()),
						settings.remainingBudget(), settings.time()));
	}

	private ScanCheckpoint checkpoint(Asked asked) {
		String name = nameOf(asked.entity(), asked.query());
		if (this.from == null) {
			return ScanCheckpoint.begin(name);
		}
		ScanCheckpoint checkpoint = ScanCheckpoint.parse(this.from);
		if (!checkpoint.query().equals(name)) {
			throw new IllegalArgumentException("The continuation token is of another query (" + checkpoint.query()
					+ ", this one is " + name + "): entity and conditions must be the same");
		}
		return checkpoint;
	}

	private static Mono<PageBytes> page(Asked asked, Projection projection, ApiHttp http, List<Condition> range,
			int maxRecords) {
		List<Condition> conditions = new ArrayList<>(Objects.requireNonNull(asked.query().filter()));
		conditions.addAll(range);
		Query page = new Query(conditions, asked.query().includeFields(), maxRecords);
		return asked.baseUrl()
			.locate()
			.flatMap((base) -> projection.ask(http, asked.entity(), page,
					(through, query) -> through.askPage(base.resolve(asked.entity() + "/query"), body(query))));
	}

	static Mono<Long> count(Asked asked) {
		byte[] body = body(asked.query());
		return asked.baseUrl()
			.locate()
			.flatMap((base) -> asked.http().ask(HttpMethod.POST, base.resolve(asked.entity() + "/query/count"), body))
			.map((content) -> ApiHttp.number(content, "queryCount"));
	}

	/**
	 * The query that is read.
	 *
	 * @param http asks
	 * @param baseUrl where
	 * @param entity of which entity
	 * @param query which rows
	 */
	record Asked(ApiHttp http, BaseUrl baseUrl, String entity, Query query) {

		ClientSettings settings() {
			return this.http.settings();
		}

		/** What the references of one reading have in common. */
		RelationScope scope(ApiHttp through, ContextView context) {
			return new RelationScope(this.entity, new ApiRelations(through, this.baseUrl), settings().unchanged(),
					this.http.relationUse(), context);
		}

	}

}
