package io.autotask.performance.client.bulk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Writes many rows, several at once. Outcomes come in the order of the rows. Writes of
 * the same row are sent one after the other, and once the outcome of one of them is
 * unknown no later one of that row is sent, because the API may still carry it out.
 * Nothing is ever sent twice.
 */
public final class BulkWriting {

	/** Rows of unknown outcome that are remembered. */
	private static final int MAX_UNCERTAIN = 10_000;

	private final RowWriter writer;

	private final BulkOptions options;

	private final int concurrency;

	private final Map<Long, Mono<Void>> onTheirWay = new ConcurrentHashMap<>();

	private final Set<Long> uncertain = Collections
		.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<Long, Boolean>() {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
				return size() > MAX_UNCERTAIN;
			}

		}));

	private BulkWriting(RowWriter writer, BulkOptions options, int concurrency) {
		this.writer = writer;
		this.options = options;
		this.concurrency = concurrency;
	}

	/**
	 * Writes rows.
	 * @param rows the rows, in the same order each time when there is a journal
	 * @param writer sends them
	 * @param options how
	 * @param concurrency writes on their way at once, when the options do not say
	 * @return the outcomes of the rows that had none before, in the order of the rows; a
	 * row that fails fails no other. Cancelling it sends nothing more
	 */
	public static Flux<RowOutcome> write(Publisher<?> rows, RowWriter writer, BulkOptions options, int concurrency) {
		Integer wanted = options.concurrency();
		return options.journal()
			.open()
			.flatMapMany((state) -> new BulkWriting(writer, options, (wanted != null) ? wanted : concurrency)
				.write(rows, state));
	}

	private Flux<RowOutcome> write(Publisher<?> rows, WriteJournal.State before) {
		return Flux.from(rows)
			.index()
			.filter((row) -> !before.isEnded(row.getT1()))
			.flatMapSequential((row) -> outcome(row.getT1(), row.getT2(), before.isOpen(row.getT1())), this.concurrency,
					1);
	}

	private Mono<RowOutcome> outcome(long index, Object row, boolean open) {
		return Mono.defer(() -> {
			RowWriter.Write write;
			try {
				write = this.writer.prepare(row);
			}
			catch (RuntimeException ex) {
				return Mono.just(new RowOutcome.NotSent(index, row, ex));
			}
			Row asked = new Row(index, row, write);
			return inOrder(write.id(), open ? findOut(asked) : send(asked));
		});
	}

	/** Writes of one row wait for each other. */
	private Mono<RowOutcome> inOrder(@Nullable Long id, Mono<RowOutcome> write) {
		if (id == null) {
			return write;
		}
		Sinks.Empty<Void> end = Sinks.empty();
		Mono<Void> ended = end.asMono();
		Mono<Void> before = this.onTheirWay.put(id, ended);
		return ((before != null) ? before.then(write) : write).doFinally((signal) -> {
			this.onTheirWay.remove(id, ended);
			end.tryEmitEmpty();
		});
	}

	private Mono<RowOutcome> send(Row row) {
		return Mono.defer(() -> {
			if (row.write().id() != null && this.uncertain.contains(row.write().id())) {
				return Mono.just(new RowOutcome.NotSent(row.index(), row.given(),
						new IllegalStateException(
								"The outcome of an earlier write of the row with id " + row.write().id()
										+ " is unknown, and Autotask may still carry it out after this one")));
			}
			return this.options.journal()
				.begin(row.index())
				.onErrorMap((failure) -> new IllegalStateException(
						"The journal cannot be written, so the row was not sent", failure))
				.then(row.write().send())
				.<RowOutcome>map((id) -> new RowOutcome.Written(row.index(), row.given(), id))
				.onErrorResume((failure) -> Mono.just(failed(row, failure)))
				.flatMap(this::ended);
		});
	}

	private RowOutcome failed(Row row, Throwable failure) {
		switch (this.writer.judge(failure)) {
			case REFUSED:
				return new RowOutcome.Refused(row.index(), row.given(), failure);
			case NOT_SENT:
				return new RowOutcome.NotSent(row.index(), row.given(), failure);
			default:
				if (row.write().id() != null) {
					this.uncertain.add(row.write().id());
				}
				return new RowOutcome.Unknown(row.index(), row.given(), failure);
		}
	}

	/** It was begun before the process ended: it is only sent when it was not done. */
	private Mono<RowOutcome> findOut(Row row) {
		Mono<Long> wasDone = row.write().wasDone();
		if (wasDone == null) {
			return ended(new RowOutcome.Unknown(row.index(), row.given(),
					new IllegalStateException(
							"It was sent before the process ended, and nobody knows whether it was carried out. "
									+ "Give 'lookUp' a way to find the row")));
		}
		return wasDone.<RowOutcome>map((id) -> new RowOutcome.Written(row.index(), row.given(), id))
			.flatMap(this::ended)
			.switchIfEmpty(Mono.defer(() -> send(row)))
			.onErrorResume((failure) -> Mono.just(new RowOutcome.Unknown(row.index(), row.given(), failure)));
	}

	private Mono<RowOutcome> ended(RowOutcome outcome) {
		Mono<RowOutcome> kept = this.options.journal().end(outcome).thenReturn(outcome);
		if (!(outcome instanceof RowOutcome.NotSent unsent)) {
			return kept;
		}
		return kept.onErrorResume((failure) -> {
			// Nothing was written, whatever the journal says.
			unsent.cause().addSuppressed(failure);
			return Mono.just(outcome);
		});
	}

	private record Row(long index, Object given, RowWriter.Write write) {

	}

}
