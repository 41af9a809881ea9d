package io.autotask.performance.client.bulk;

import java.nio.file.Path;
import java.util.BitSet;

import reactor.core.publisher.Mono;

/**
 * Keeps what was begun and what ended of many writes. Whoever goes on with the same rows
 * in the same order and the same journal repeats nothing.
 */
public interface WriteJournal {

	/**
	 * What is known from before.
	 * @return the state; nothing known when the journal is new
	 */
	Mono<State> open();

	/**
	 * A write is about to be sent. It is sent when this has ended.
	 * @param index which row
	 * @return ends when it is kept
	 */
	Mono<Void> begin(long index);

	/**
	 * A write that was begun has ended. One that was not sent is as if it had not begun.
	 * @param outcome how
	 * @return ends when it is kept
	 */
	Mono<Void> end(RowOutcome outcome);

	/**
	 * A journal that keeps nothing.
	 * @return the journal
	 */
	static WriteJournal none() {
		return new WriteJournal() {

			@Override
			public Mono<State> open() {
				return Mono.just(new State(new BitSet(), new BitSet()));
			}

			@Override
			public Mono<Void> begin(long index) {
				return Mono.empty();
			}

			@Override
			public Mono<Void> end(RowOutcome outcome) {
				return Mono.empty();
			}

		};
	}

	/**
	 * A journal in a file, one line for each begin and each end. It holds places and ids
	 * of rows, and nothing that is in them. It is as safe as the file system: lines that
	 * were written are there when the process ends, though not when the power fails.
	 * @param file the file, which need not exist
	 * @return the journal, to be used by one writing at a time
	 */
	static WriteJournal file(Path file) {
		return new FileWriteJournal(file);
	}

	/**
	 * What is known from before, one bit for each row.
	 *
	 * @param ended rows whose writes ended, in whichever way
	 * @param begun rows whose writes were begun
	 */
	record State(BitSet ended, BitSet begun) {

		/**
		 * Whether a write was begun, and nobody knows how it ended.
		 * @param index which row
		 * @return true when it has to be found out
		 */
		public boolean isOpen(long index) {
			return has(this.begun, index) && !has(this.ended, index);
		}

		/**
		 * Whether a write ended.
		 * @param index which row
		 * @return true when there is nothing to do any more
		 */
		public boolean isEnded(long index) {
			return has(this.ended, index);
		}

		private static boolean has(BitSet rows, long index) {
			return index <= Integer.MAX_VALUE && rows.get((int) index);
		}

	}

}
