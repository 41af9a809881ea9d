package io.autotask.performance.client.relation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;
import tools.jackson.databind.JsonNode;

/**
 * What the references of one reading have in common: the rows that were read for them,
 * and who reads them. References are read as whoever read the rows that refer, whoever
 * uses them. Thread-safe.
 */
public final class RelationScope {

	/** Rows of each entity that are remembered; small ones, for they have a type. */
	private static final int REMEMBERED = 10_000;

	private final String entity;

	private final RelationLoader loader;

	private final Function<String, BooleanSupplier> watch;

	private final RelationUse use;

	private final Context context;

	private final Map<Target, Gathering<?>> gatherings = new ConcurrentHashMap<>();

	private final Map<String, Mono<JsonNode>> fields = new ConcurrentHashMap<>();

	private final AtomicInteger holds = new AtomicInteger();

	/**
	 * A scope.
	 * @param entity the entity whose rows are read
	 * @param loader asks
	 * @param watch begins to watch whether something of an entity is written
	 * @param use measures and foresees
	 * @param context the context of the reading
	 */
	public RelationScope(String entity, RelationLoader loader, Function<String, BooleanSupplier> watch, RelationUse use,
			ContextView context) {
		this.entity = entity;
		this.loader = loader;
		this.watch = watch;
		this.use = use;
		this.context = Context.of(context);
	}

	/**
	 * The word list of a field of the entity that is read.
	 * @param field the field's name in any case
	 * @return the picklist
	 */
	public Mono<Picklist> picklist(String field) {
		return picklist(this.entity, field);
	}

	/**
	 * Lets references ask together: no wave ends before all of them have asked.
	 * @param reads what each of them asks for
	 * @return ends when all are there, or says what went wrong
	 */
	Mono<Void> together(List<Mono<?>> reads) {
		if (reads.isEmpty()) {
			return Mono.empty();
		}
		return Flux.defer(() -> {
			AtomicBoolean held = new AtomicBoolean(true);
			this.holds.incrementAndGet();
			Mono<?> all = Mono.fromRunnable(() -> release(held));
			return Flux.concat(Flux.fromIterable(reads), Flux.just(all))
				.flatMapDelayError((read) -> read, reads.size() + 1, 1)
				.doFinally((signal) -> release(held));
		})
			// One query that fails fails all that it was for.
			.onErrorMap(Exceptions::isMultiple, (failures) -> Exceptions.unwrapMultiple(failures).get(0))
			.then();
	}

	private void release(AtomicBoolean held) {
		if (held.compareAndSet(true, false)) {
			this.holds.decrementAndGet();
			this.gatherings.values().forEach(Gathering::flush);
		}
	}

	<T> Reference<T> reference(@Nullable Long id, Class<T> type, String target, Class<?> owner, String field) {
		if (id == null) {
			return new Reference<>(null, null);
		}
		RelationUse.Habit habit = this.use.habit(new RelationUse.Kind(owner, field));
		RelationUse.Account account = this.use.account(target);
		habit.seen();
		return new Reference<>(id, new Reference.Source<>() {

			@Override
			public Mono<T> load(long row) {
				return gathering(type, target).load(row);
			}

			@Override
			public void used(boolean foreseen) {
				habit.used();
				account.used.increment();
				if (foreseen) {
					account.foreseenUsed.increment();
				}
			}

		});
	}

	Label label(@Nullable Object value, String owner, String field) {
		return new Label(value, picklist(owner, field));
	}

	boolean isForeseen(Class<?> owner, String field) {
		return this.use.habit(new RelationUse.Kind(owner, field)).isForeseen();
	}

	void foreseen(String target, long references) {
		this.use.account(target).foreseen.add(references);
	}

	private Mono<Picklist> picklist(String owner, String field) {
		return this.fields
			.computeIfAbsent(owner, (name) -> this.loader.fields(name).contextWrite((ignored) -> this.context).cache())
			.map((answer) -> Picklist.of(answer, owner, field));
	}

	@SuppressWarnings("unchecked")
	private <T> Gathering<T> gathering(Class<T> type, String target) {
		return (Gathering<T>) this.gatherings.computeIfAbsent(new Target(type, target),
				(key) -> new Gathering<>((ids) -> query(type, target, ids), () -> this.watch.apply(target),
						() -> this.holds.get() > 0, this.use.account(target), REMEMBERED));
	}

	private <T> Mono<Map<Long, T>> query(Class<T> type, String target, List<Long> ids) {
		return this.loader.rows(target, ids).map((rows) -> {
			Map<Long, T> read = new LinkedHashMap<>();
			rows.forEach((id, row) -> read.put(id, this.loader.convert(row, type, target, this)));
			return read;
		}).contextWrite((ignored) -> this.context);
	}

	private record Target(Class<?> type, String entity) {

	}

}
