package io.autotask.performance.client.bulk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A journal of lines such as {@code begin 5} and {@code written 5 128926}. A last line
 * that was not finished counts as not written.
 */
final class FileWriteJournal implements WriteJournal {

	private final Path file;

	FileWriteJournal(Path file) {
		this.file = file;
	}

	@Override
	public Mono<State> open() {
		return Mono.fromCallable(this::read).subscribeOn(Schedulers.boundedElastic());
	}

	@Override
	public Mono<Void> begin(long index) {
		return append("begin " + index);
	}

	@Override
	public Mono<Void> end(RowOutcome outcome) {
		if (outcome instanceof RowOutcome.Written written) {
			return append("written " + written.index() + " " + written.id());
		}
		if (outcome instanceof RowOutcome.Refused refused) {
			return append("refused " + refused.index());
		}
		return append(((outcome instanceof RowOutcome.Unknown) ? "unknown " : "unsent ") + outcome.index());
	}

	private Mono<Void> append(String line) {
		byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
		return Mono.<Void>fromCallable(() -> {
			Files.write(this.file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			return null;
		}).subscribeOn(Schedulers.boundedElastic());
	}

	private State read() throws IOException {
		BitSet ended = new BitSet();
		BitSet begun = new BitSet();
		if (!Files.exists(this.file)) {
			return new State(ended, begun);
		}
		dropUnfinishedLine();
		try (BufferedReader lines = Files.newBufferedReader(this.file, StandardCharsets.US_ASCII)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				String[] words = line.split(" ");
				if (!line.isEmpty()) {
					switch (words[0]) {
						case "begin" -> begun.set(index(words));
						case "unsent" -> begun.clear(index(words));
						default -> ended.set(index(words));
					}
				}
			}
		}
		return new State(ended, begun);
	}

	/** What was cut off in the middle never happened. */
	private void dropUnfinishedLine() throws IOException {
		try (RandomAccessFile all = new RandomAccessFile(this.file.toFile(), "rw")) {
			long end = all.length();
			while (end > 0) {
				all.seek(end - 1);
				if (all.read() == '\n') {
					break;
				}
				end--;
			}
			all.setLength(end);
		}
	}

	private int index(String[] words) {
		try {
			return Integer.parseInt(words[1]);
		}
		catch (ArrayIndexOutOfBoundsException | NumberFormatException ex) {
			throw new IllegalStateException(this.file + " is no journal of writes: a line begins with '" + words[0]
					+ "'. Use a file of its own for each writing", ex);
		}
	}

}
