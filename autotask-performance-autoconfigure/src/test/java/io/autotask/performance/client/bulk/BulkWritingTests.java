package io.autotask.performance.client.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.autotask.performance.client.bulk.RowOutcome.NotSent;
import io.autotask.performance.client.bulk.RowOutcome.Refused;
import io.autotask.performance.client.bulk.RowOutcome.Unknown;
import io.autotask.performance.client.bulk.RowOutcome.Written;
import io.autotask.performance.client.bulk.RowWriter.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class BulkWritingTests {

	private final List<String> sent = new CopyOnWriteArrayList<>();

	private final AtomicInteger inFlight = new AtomicInteger();

	private int mostInFlight;

	private Function<String, Mono<Long>> server = (row) -> Mono.delay(Duration.ofMillis(100)).thenReturn(id(row));

	private Function<String, Mono<Long>> wasDone;

	@TempDir
	private Path directory;

	@Test
	void writesAsManyAtOnceAsThereAreSlotsAndTellsThemInTheirOrder() {
		StepVerifier.withVirtualTime(() -> write(rows(10), BulkOptions.defaults()))
			.thenAwait(Duration.ofMillis(400))
			.recordWith(ArrayList::new)
			.expectNextCount(10)
			.consumeRecordedWith((outcomes) -> assertThat(outcomes).extracting(RowOutcome::index)
				.containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L))
			.verifyComplete();
		assertThat(this.mostInFlight).isEqualTo(3);
	}

	@Test
	void aRowThatFailsFailsNoOther() {
		this.server = (row) -> switch (row) {
			case "1:a" -> Mono.error(new Told(Failure.REFUSED));
			case "2:a" -> Mono.error(new Told(Failure.UNKNOWN));
			case "3:a" -> Mono.error(new Told(Failure.NOT_SENT));
			default -> Mono.just(id(row));
		};
		List<RowOutcome> outcomes = write(List.of("0:a", "1:a", "2:a", "3:a", "4:a", "unwritable"),
				BulkOptions.defaults())
			.collectList()
			.block();
		assertThat(outcomes.get(0)).isEqualTo(new Written(0, "0:a", 0));
		assertThat(outcomes.get(1)).isInstanceOf(Refused.class);
		assertThat(outcomes.get(2)).isInstanceOf(Unknown.class);
		assertThat(outcomes.get(3)).isInstanceOf(NotSent.class);
		assertThat(outcomes.get(4)).isEqualTo(new Written(4, "4:a", 4));
		assertThat(outcomes.get(5)).isInstanceOfSatisfying(NotSent.class,
				(outcome) -> assertThat(outcome.cause()).hasMessage("unwritable"));
	}

	@Test
	void writesOfOneRowAreSentInTheirOrder() {
		Random random = new Random(5);
		this.server = (row) -> Mono.delay(Duration.ofMillis(1 + random.nextInt(50))).thenReturn(id(row));
		List<String> rows = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			rows.add(random.nextInt(4) + ":" + i);
		}
		StepVerifier.withVirtualTime(() -> write(rows, BulkOptions.defaults().withConcurrency(8)))
			.thenAwait(Duration.ofMinutes(1))
			.expectNextCount(300)
			.verifyComplete();
		for (int id = 0; id < 4; id++) {
			String prefix = id + ":";
			assertThat(this.sent.stream().filter((row) -> row.startsWith(prefix)))
				.containsExactlyElementsOf(rows.stream().filter((row) -> row.startsWith(prefix)).toList());
		}
	}

	@Test
	void nothingIsSentToARowOfWhichAnEarlierWriteMayStillBeCarriedOut() {
		this.server = (row) -> row.equals("5:a") ? Mono.error(new Told(Failure.UNKNOWN)) : Mono.just(id(row));
		List<RowOutcome> outcomes = write(List.of("5:a", "6:a", "5:b"), BulkOptions.defaults()).collectList().block();
		assertThat(outcomes.get(2)).isInstanceOfSatisfying(NotSent.class, (outcome) -> assertThat(outcome.cause())
			.hasMessageContaining("earlier write of the row with id 5 is unknown"));
		assertThat(this.sent).containsExactly("5:a", "6:a");
	}

	@Test
	void goesOnAfterTheProcessEndedAndRepeatsNothing() {
		for (int seed = 0; seed < 30; seed++) {
			Random random = new Random(seed);
			this.sent.clear();
			WriteJournal journal = new RememberedJournal();
			Set<String> done = new TreeSet<>();
			this.server = (row) -> Mono.defer(() -> {
				done.add(row);
				return (random.nextInt(20) == 0) ? Mono.never() : Mono.just(id(row));
			});
			this.wasDone = (row) -> done.contains(row) ? Mono.just(id(row)) : Mono.empty();
			List<RowOutcome> outcomes = new CopyOnWriteArrayList<>();
			for (int run = 0; run < 200 && outcomes.size() < 40; run++) {
				int kill = 1 + random.nextInt(12);
				write(rows(40), BulkOptions.defaults().withJournal(journal)).take(kill)
					.timeout(Duration.ofMillis(100), Mono.empty())
					.doOnNext(outcomes::add)
					.blockLast();
			}
			assertThat(outcomes).as("seed %d", seed).extracting(RowOutcome::index).doesNotHaveDuplicates();
			assertThat(this.sent).as("seed %d", seed).doesNotHaveDuplicates().hasSize(40);
		}
	}

	@Test
	void whatCannotBeFoundOutIsUnknownAndIsNotSentAgain() throws IOException {
		Path journal = this.directory.resolve("journal");
		Files.writeString(journal, "begin 0\nwritten 0 7\nbegin 1\nbegin 2\nrefused 2\nbegin 3\nwritt");
		BulkOptions options = BulkOptions.defaults().withJournal(WriteJournal.file(journal));
		List<RowOutcome> outcomes = write(rows(5), options).collectList().block();
		assertThat(outcomes).extracting(RowOutcome::index).containsExactly(1L, 3L, 4L);
		assertThat(outcomes.get(0)).isInstanceOfSatisfying(Unknown.class,
				(outcome) -> assertThat(outcome.cause()).hasMessageContaining("Give 'lookUp' a way to find the row"));
		assertThat(this.sent).containsExactly("4:x");
		assertThat(Files.readAllLines(journal)).containsSubsequence("begin 4", "written 4 4")
			.contains("unknown 1", "unknown 3")
			.doesNotContain("writt");
		assertThat(write(rows(5), options).collectList().block()).isEmpty();
	}

	@Test
	void whatWasNotSentIsSentTheNextTime() {
		Path journal = this.directory.resolve("journal");
		BulkOptions options = BulkOptions.defaults().withJournal(WriteJournal.file(journal));
		this.server = (row) -> Mono.error(new Told(Failure.NOT_SENT));
		// Nobody can find out, and nobody has to.
		this.wasDone = null;
		write(rows(2), options).blockLast();
		this.server = (row) -> Mono.just(id(row));
		assertThat(write(rows(2), options).collectList().block()).hasOnlyElementsOfType(Written.class).hasSize(2);
	}

	@Test
	void aJournalThatCannotBeWrittenSendsNothing() {
		BulkOptions options = BulkOptions.defaults()
			.withJournal(WriteJournal.file(this.directory.resolve("missing").resolve("journal")));
		assertThat(write(rows(1), options).blockLast()).isInstanceOfSatisfying(NotSent.class,
				(outcome) -> assertThat(outcome.cause()).hasMessageContaining("journal cannot be written"));
		assertThat(this.sent).isEmpty();
	}

	@Test
	void aFileThatIsNoJournalIsNotTakenForOne() throws IOException {
		Path file = this.directory.resolve("tickets.csv");
		Files.writeString(file, "id;title\n5;Printer\n", StandardOpenOption.CREATE);
		assertThatIllegalStateException()
			.isThrownBy(() -> write(rows(1), BulkOptions.defaults().withJournal(WriteJournal.file(file))).blockLast())
			.withMessageContaining("is no journal of writes");
	}

	@Test
	void saysWhichConcurrencyIsAllowed() {
		assertThatIllegalArgumentException().isThrownBy(() -> BulkOptions.defaults().withConcurrency(0))
			.withMessageContaining("is 0, allowed are 1 and above");
	}

	private Flux<RowOutcome> write(List<String> rows, BulkOptions options) {
		return BulkWriting.write(Flux.fromIterable(rows), new RowWriter() {

			@Override
			public Write prepare(Object row) {
				String text = (String) row;
				if (text.equals("unwritable")) {
					throw new IllegalArgumentException(text);
				}
				Mono<Long> send = Mono.defer(() -> {
					BulkWritingTests.this.sent.add(text);
					BulkWritingTests.this.mostInFlight = Math.max(BulkWritingTests.this.mostInFlight,
							BulkWritingTests.this.inFlight.incrementAndGet());
					return BulkWritingTests.this.server.apply(text);
				}).doOnTerminate(BulkWritingTests.this.inFlight::decrementAndGet);
				return new Write(id(text), send,
						(BulkWritingTests.this.wasDone != null) ? BulkWritingTests.this.wasDone.apply(text) : null);
			}

			@Override
			public Failure judge(Throwable failure) {
				return (failure instanceof Told told) ? told.failure : Failure.NOT_SENT;
			}

		}, options, 3);
	}

	private static List<String> rows(int count) {
		List<String> rows = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			rows.add(i + ":x");
		}
		return rows;
	}

	private static Long id(String row) {
		return Long.valueOf(row.substring(0, row.indexOf(':')));
	}

	/** A journal that outlives a writing, on one thread. */
	private static final class RememberedJournal implements WriteJournal {

		private final State state = new State(new BitSet(), new BitSet());

		@Override
		public Mono<State> open() {
			return Mono.fromSupplier(
					() -> new State((BitSet) this.state.ended().clone(), (BitSet) this.state.begun().clone()));
		}

		@Override
		public Mono<Void> begin(long index) {
			return Mono.fromRunnable(() -> this.state.begun().set((int) index));
		}

		@Override
		public Mono<Void> end(RowOutcome outcome) {
			return Mono.fromRunnable(() -> {
				if (outcome instanceof NotSent) {
					this.state.begun().clear((int) outcome.index());
				}
				else {
					this.state.ended().set((int) outcome.index());
				}
			});
		}

	}

	private static final class Told extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final Failure failure;

		private Told(Failure failure) {
			this.failure = failure;
		}

	}

}
