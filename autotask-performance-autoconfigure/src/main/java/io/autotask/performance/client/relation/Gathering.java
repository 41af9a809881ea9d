package io.autotask.performance.client.relation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Reads rows of one entity by their ids, all that are asked for at about the same time by
 * one query. A wave is over when nobody asked for a quarter of a millisecond, or after
 * two milliseconds, or when the query is full; so a lone reader hardly waits.
 * <p>
 * Rows are used again as long as nothing of the entity was written, and a reader who
 * comes after a write joins no query from before it. State is guarded by the monitor of
 * this object; readers are told outside of it.
 *
 * @param <T> what a row is read into
 */
final class Gathering<T> {

	/** What one {@code in} condition takes. */
	private static final int FULL = 500;

	private static final long QUIET_MICROS = 500;

	private static final int MOST_LOOKS = 10;

	private final Function<List<Long>, Mono<Map<Long, T>>> query;

	private final Supplier<BooleanSupplier> watch;

	private final RelationUse.Account account;

	private final Map<Long, Remembered<T>> memory;

	private Map<Long, Sinks.One<T>> waiting = new LinkedHashMap<>();

	private final Map<Long, Flight<T>> inFlight = new HashMap<>();

	private final BooleanSupplier heldOpen;

	private int looks;

	private int sizeAtLastLook;

	/**
	 * Reads rows of one entity.
	 * @param query reads up to 500 rows
	 * @param watch begins to watch whether something of the entity is written
	 * @param heldOpen whether somebody will end the wave by {@link #flush}
	 * @param capacity how many rows are remembered
	 */
	Gathering(Function<List<Long>, Mono<Map<Long, T>>> query, Supplier<BooleanSupplier> watch, BooleanSupplier heldOpen,
			RelationUse.Account account, int capacity) {
		this.query = query;
		this.watch = watch;
		this.heldOpen = heldOpen;
		this.account = account;
		this.memory = new LinkedHashMap<>(16, 0.75f, true) {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<Long, Remembered<T>> eldest) {
				return size() > capacity;
			}

		};
	}

	/**
	 * One row.
	 * @return asks when subscribed to; empty when there is no such row
	 */
	Mono<T> load(long id) {
		return Mono.defer(() -> {
			List<Wave<T>> full = new ArrayList<>();
			Mono<T> answer;
			synchronized (this) {
				answer = find(id, full);
			}
			full.forEach(this::send);
			return answer;
		});
	}

	/**
	 * The wave is over: whoever asks next is part of another one.
	 */
	void flush() {
		Wave<T> wave;
		synchronized (this) {
			wave = take();
		}
		send(wave);
	}

	private Mono<T> find(long id, List<Wave<T>> full) {
		Remembered<T> known = this.memory.get(id);
		if (known != null && known.unchanged().getAsBoolean()) {
			this.account.fromMemory.increment();
			return Mono.justOrEmpty(known.row());
		}
		Flight<T> flight = this.inFlight.get(id);
		if (flight != null && flight.unchanged().getAsBoolean()) {
			return flight.sink().asMono();
		}
		Sinks.One<T> sink = this.waiting.computeIfAbsent(id, (ignored) -> Sinks.one());
		if (this.waiting.size() == FULL) {
			full.add(take());
		}
		else if (this.waiting.size() == 1) {
			this.looks = 0;
			this.sizeAtLastLook = 1;
			lookSoon();
		}
		return sink.asMono();
	}

	private void lookSoon() {
		Schedulers.parallel().schedule(this::look, QUIET_MICROS, TimeUnit.MICROSECONDS);
	}

	private void look() {
		Wave<T> wave = null;
		synchronized (this) {
			int size = this.waiting.size();
			if (size == 0) {
				return;
			}
			if (this.heldOpen.getAsBoolean()) {
				lookSoon();
			}
			else if (size == this.sizeAtLastLook || ++this.looks >= MOST_LOOKS) {
				wave = take();
			}
			else {
				this.sizeAtLastLook = size;
				lookSoon();
			}
		}
		if (wave != null) {
			send(wave);
		}
	}

	private Wave<T> take() {
		Map<Long, Sinks.One<T>> taken = this.waiting;
		this.waiting = new LinkedHashMap<>();
		BooleanSupplier unchanged = this.watch.get();
		taken.forEach((id, sink) -> this.inFlight.put(id, new Flight<>(sink, unchanged)));
		return new Wave<>(taken, unchanged);
	}

	private void send(Wave<T> wave) {
		if (wave.readers().isEmpty()) {
			return;
		}
		this.account.queries.increment();
		List<Long> ids = new ArrayList<>(wave.readers().keySet());
		Collections.sort(ids);
		this.query.apply(ids)
			.defaultIfEmpty(Map.of())
			.subscribe((rows) -> arrived(wave, rows), (failure) -> failed(wave, failure));
	}

	private void arrived(Wave<T> wave, Map<Long, T> rows) {
		this.account.loaded.add(rows.size());
		synchronized (this) {
			land(wave);
			wave.readers()
				.keySet()
				.forEach((id) -> this.memory.put(id, new Remembered<>(rows.get(id), wave.unchanged())));
		}
		wave.readers().forEach((id, sink) -> {
			T row = rows.get(id);
			if (row != null) {
				sink.tryEmitValue(row);
			}
			else {
				sink.tryEmitEmpty();
			}
		});
	}

	private void failed(Wave<T> wave, Throwable failure) {
		synchronized (this) {
			land(wave);
		}
		Collection<Sinks.One<T>> readers = wave.readers().values();
		readers.forEach((sink) -> sink.tryEmitError(failure));
	}

	private void land(Wave<T> wave) {
		wave.readers()
			.forEach((id, sink) -> this.inFlight.computeIfPresent(id,
					(ignored, flight) -> (flight.sink() == sink) ? null : flight));
	}

	private record Wave<T>(Map<Long, Sinks.One<T>> readers, BooleanSupplier unchanged) {

	}

	private record Flight<T>(Sinks.One<T> sink, BooleanSupplier unchanged) {

	}

	private record Remembered<T>(@Nullable T row, BooleanSupplier unchanged) {

	}

}
