package io.autotask.performance.sample.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * A file that is written page by page, with a note beside it: how long the file is and
 * where the reading goes on. The note is replaced in one step after each page, and what
 * is in the file beyond it is cut off when the writing goes on, so a page counts wholly
 * or not at all. Not thread-safe.
 */
final class ResumableFile implements AutoCloseable {

	private final Path note;

	private final FileChannel channel;

	private final @Nullable String token;

	private ResumableFile(Path note, FileChannel channel, @Nullable String token) {
		this.note = note;
		this.channel = channel;
		this.token = token;
	}

	/**
	 * Begins a file, or goes on with it.
	 * @throws IllegalStateException when there is such a file and it is complete, or not
	 * one of these
	 */
	static ResumableFile open(Path file) throws IOException {
		Path note = file.resolveSibling(file.getFileName() + ".checkpoint");
		if (!Files.exists(note)) {
			if (Files.exists(file)) {
				throw new IllegalStateException(
						"'" + file + "' is there already and complete. Remove it, or choose another name");
			}
			Files.writeString(note, "0 ");
		}
		String[] words = Files.readString(note).split(" ", 2);
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		try {
			channel.truncate(Long.parseLong(words[0]));
			channel.position(channel.size());
			return new ResumableFile(note, channel, words[1].isEmpty() ? null : words[1]);
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	/** Where the reading goes on, or null at the begin. */
	@Nullable String token() {
		return this.token;
	}

	void append(String text, String continuationToken) throws IOException {
		ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
		while (bytes.hasRemaining()) {
			this.channel.write(bytes);
		}
		Path next = this.note.resolveSibling(this.note.getFileName() + ".next");
		Files.writeString(next, this.channel.position() + " " + continuationToken);
		Files.move(next, this.note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	/** Everything was written. */
	void complete() throws IOException {
		this.channel.force(true);
		Files.delete(this.note);
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
