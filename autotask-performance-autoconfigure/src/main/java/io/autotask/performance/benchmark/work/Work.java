package io.autotask.performance.benchmark.work;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.autotask.performance.benchmark.work.OwnWrites.Created;
import io.autotask.performance.call.AnswerContent;
import io.autotask.performance.call.RowRef;
import io.autotask.performance.call.Rows;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Does what a workload says, for one run: finds the rows first, then makes the calls and
 * looks at the answers. Thread-safe after {@link #prepare()}.
 */
public final class Work {

	private static final int PAGE = 500;

	/** Of so many queries one is looked at for stale rows, which takes its time. */
	private static final int CHECKED_QUERY = 10;

	private final Workload workload;

	private final boolean thisMachine;

	private final ApiCaller optimised;

	private final ApiCaller bypassed;

	private final OwnWrites writes;

	private final Map<String, EntityRows> rows = new HashMap<>();

	private final AtomicLong marks = new AtomicLong();

	/**
	 * The work of one run.
	 * @param workload what to do
	 * @param target where
	 * @param run names the run
	 */
	public Work(Workload workload, Target target, String run) {
		this.workload = workload;
		this.thisMachine = target.isThisMachine();
		this.optimised = new ApiCaller(target, run, caller(run, false), false);
		this.bypassed = new ApiCaller(target, run, caller(run, true), true);
		this.writes = new OwnWrites(run);
	}

	/**
	 * Who makes the calls of a run, as events tell it.
	 * @param run names the run
	 * @param bypassed whether they pass everything that could answer from memory
	 * @return the caller
	 */
	public static String caller(String run, boolean bypassed) {
		return TrafficRecorder.CALLER + ":" + run + (bypassed ? ":bypassed" : "");
	}

	/**
	 * How many calls {@link #prepare()} makes.
	 * @param workload what is to be done
	 * @return the number
	 */
	public static int preparation(Workload workload) {
		int pages = (workload.rows() + PAGE - 1) / PAGE;
		return workload.entities().size() * pages + workload.writes().size();
	}

	/**
	 * Whether the writes of a workload can be done.
	 * @param workload what is to be done
	 * @return what cannot, in words, or null
	 */
	public static @Nullable String impossibleWrites(Workload workload) {
		for (Map.Entry<String, Set<OperationType>> writes : workload.writes().entrySet()) {
			WritableEntity entity = WritableEntity.of(writes.getKey());
			if (entity == null) {
				return "it is not known how to write " + writes.getKey() + ", allowed are "
						+ String.join(", ", WritableEntity.names());
			}
			if (!writes.getValue().stream().allMatch(entity::allows)) {
				return "Autotask deletes no " + writes.getKey();
			}
		}
		return null;
	}

	/**
	 * Finds the rows to work with.
	 * @return ends when they are known; an error when there are none
	 */
	public Mono<Void> prepare() {
		return Flux.fromIterable(this.workload.entities()).concatMap(this::find).then();
	}

	private Mono<Void> find(String entity) {
		WritableEntity writable = WritableEntity.of(entity);
		Set<OperationType> operations = this.workload.writes().getOrDefault(entity, Set.of());
		String parentField = (writable != null && !operations.isEmpty()) ? writable.parentField() : null;
		List<String> fields = (parentField != null) ? List.of("id", parentField) : List.of("id");
		long[] ids = new long[this.workload.rows()];
		long[] parents = new long[(parentField != null) ? ids.length : 0];
		return page(entity, fields, parentField, ids, parents, 0)
			.expand((found) -> (found.last() || found.count() == ids.length) ? Mono.empty()
					: page(entity, fields, parentField, ids, parents, found.count()))
			.last()
			.flatMap((found) -> sample(entity, operations, ids[0])
				.map((sample) -> new EntityRows(Arrays.copyOf(ids, found.count()),
						Arrays.copyOf(parents, Math.min(parents.length, found.count())),
						sample.isNull() ? null : sample)))
			.doOnNext((found) -> this.rows.put(entity, found))
			.then();
	}

	private Mono<Found> page(String entity, List<String> fields, @Nullable String parentField, long[] ids,
			long[] parents, int known) {
		long from = (known > 0) ? ids[known - 1] + 1 : 0;
		int wanted = Math.min(PAGE, ids.length - known);
		return this.bypassed.ask(Requests.page(entity, from, wanted, fields)).map((body) -> {
			int count = known;
			for (JsonNode row : Requests.tree(body).path("items")) {
				if (count < ids.length) {
					if (parentField != null) {
						parents[count] = row.path(parentField).asLong(0);
					}
					ids[count++] = row.path("id").asLong(0);
				}
			}
			if (count == 0) {
				throw new IllegalStateException(
						"There are no " + entity + " to work with: the API shows none to this user");
			}
			return new Found(count, count - known < wanted);
		});
	}

	private Mono<JsonNode> sample(String entity, Set<OperationType> operations, long id) {
		if (operations.isEmpty()) {
			return Mono.just(NullNode.getInstance());
		}
		return this.bypassed.ask(Requests.row(entity, id)).map((body) -> Requests.tree(body).path("item"));
	}

	/**
	 * Does one step.
	 * @param step what
	 * @param number which it is
	 * @param bypass whether to pass everything that could answer from memory
	 * @return what became of it; never an error
	 */
	public Mono<Outcome> perform(Step step, long number, boolean bypass) {
		ApiCaller caller = bypass ? this.bypassed : this.optimised;
		EntityRows known = Objects.requireNonNull(this.rows.get(step.entity()));
		return switch (step.operation()) {
			case GET -> get(caller, step.entity(), known.id(step.key()));
			case BULK -> Flux.range(step.key(), step.size())
				.flatMap((key) -> get(caller, step.entity(), known.id(key)), step.size())
				.reduce(Outcome::and);
			case LIST, SEARCH -> caller.call(Requests.of(step, known),
					(number % CHECKED_QUERY == 0) ? checking(step, known) : (status, body) -> rows(body));
			case COUNT -> caller.call(Requests.of(step, known), (status, body) -> 0);
			case CREATE -> create(caller, step, known);
			case UPDATE -> this.thisMachine ? update(caller, step, known) : updateOwn(caller, step, known);
			case DELETE -> delete(caller, step, known);
		};
	}

	/**
	 * Reads that showed a row as it was before an own write was acknowledged.
	 * @return the number so far
	 */
	public long staleReads() {
		return this.writes.stale();
	}

	/**
	 * Reads of rows that were written before.
	 * @return the number so far
	 */
	public long checkedReads() {
		return this.writes.checked();
	}

	/**
	 * What the run created and did not delete.
	 * @return for example {@code 70 Tickets}
	 */
	public List<String> leftBehind() {
		return this.writes.left();
	}

	/**
	 * How many rows of all entities the run works with.
	 * @return the number
	 */
	public long rowsInPlay() {
		return this.rows.values().stream().mapToLong((known) -> known.ids().length).sum();
	}

	private Mono<Outcome> get(ApiCaller caller, String entity, long id) {
		RowRef row = new RowRef(entity, id);
		long expected = this.writes.expected(row);
		return caller.call(Requests.row(entity, id),
				(status, body) -> this.writes.isStale(row, expected, body) ? -1 : 1);
	}

	private BiFunction<Integer, byte[], Integer> checking(Step step, EntityRows known) {
		if (this.writes.isEmpty() || !step.wholeRows()) {
			return (status, body) -> rows(body);
		}
		Map<Long, Long> expected = new HashMap<>();
		for (int i = 0; i < step.size(); i++) {
			long id = known.id(step.key() * step.size() + i);
			expected.put(id, this.writes.expected(new RowRef(step.entity(), id)));
		}
		return (status, body) -> {
			AnswerContent content = AnswerContent.read(body);
			Rows found = (content != null) ? content.rows() : null;
			boolean stale = false;
			for (int i = 0; found != null && i < found.size(); i++) {
				RowRef row = new RowRef(step.entity(), found.id(i));
				stale |= this.writes.isStale(row, expected.getOrDefault(found.id(i), 0L), found.row(i, body));
			}
			return stale ? -1 : (found != null) ? found.size() : 0;
		};
	}

	private static int rows(byte[] body) {
		int rows = ApiCaller.rowsOf(body);
		if (rows >= 0) {
			return rows;
		}
		AnswerContent content = AnswerContent.read(body);
		Rows found = (content != null) ? content.rows() : null;
		return (found != null) ? found.size() : 0;
	}

	private Mono<Outcome> update(ApiCaller caller, Step step, EntityRows known) {
		for (int i = 0; i < known.ids().length; i++) {
			int key = step.key() + i;
			RowRef row = new RowRef(step.entity(), known.id(key));
			long number = this.writes.begin(row);
			if (number > 0) {
				return update(caller, row, known.parent(key), number);
			}
		}
		return Mono.just(Outcome.failed("no row left to write", null));
	}

	private Mono<Outcome> update(ApiCaller caller, RowRef row, @Nullable Long parent, long number) {
		ApiRequest request = Requests.update(writable(row.entity()), row.entity(), row.id(), parent,
				this.writes.text(number));
		return caller.call(request, (status, body) -> 1)
			.doOnNext((outcome) -> this.writes.end(row, number, outcome.error() == null))
			.doOnCancel(() -> this.writes.end(row, number, false));
	}

	/** What others put into their rows stays as it is. */
	private Mono<Outcome> updateOwn(ApiCaller caller, Step step, EntityRows known) {
		return own(caller, step, known, (row) -> {
			RowRef ref = new RowRef(step.entity(), row.id());
			long number = this.writes.begin(ref);
			this.writes.created(step.entity(), row);
			return (number > 0) ? update(caller, ref, row.parent(), number)
					: Mono.just(Outcome.failed("no row left to write", null));
		});
	}

	private Mono<Outcome> delete(ApiCaller caller, Step step, EntityRows known) {
		return own(caller, step, known, (row) -> caller
			.call(Requests.delete(writable(step.entity()), step.entity(), row), (status, body) -> 0));
	}

	/** Does something with a row of our own; creates one where there is none. */
	private Mono<Outcome> own(ApiCaller caller, Step step, EntityRows known, Function<Created, Mono<Outcome>> action) {
		Created row = this.writes.take(step.entity());
		if (row != null) {
			return action.apply(row);
		}
		return create(caller, step, known).flatMap((created) -> {
			Created taken = this.writes.take(step.entity());
			return (taken != null) ? action.apply(taken).map(created::and) : Mono.just(created);
		});
	}

	private Mono<Outcome> create(ApiCaller caller, Step step, EntityRows known) {
		Long parent = known.parent(step.key());
		ApiRequest request = Requests.create(writable(step.entity()), step.entity(), parent,
				Objects.requireNonNull(known.sample()), "%08d".formatted(this.marks.incrementAndGet()));
		return caller.call(request, (status, body) -> {
			this.writes.created(step.entity(), new Created(Requests.itemId(body), parent));
			return 1;
		});
	}

	private static WritableEntity writable(String entity) {
		return Objects.requireNonNull(WritableEntity.of(entity));
	}

	/**
	 * What a page of rows brought: how many are known now, and whether there are more.
	 */
	private record Found(int count, boolean last) {

	}

}
