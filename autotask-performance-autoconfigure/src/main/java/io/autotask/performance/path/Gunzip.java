package io.autotask.performance.path;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;

/**
 * Reads a body in the gzip format, piece by piece and only as fast as it is read, so that
 * a small body that becomes a huge one is not held in memory. For HTTP clients that do
 * not do it by themselves. Used for one body.
 */
final class Gunzip {

	private static final int PIECE = 16 * 1024;

	private static final int TAIL = 8;

	private final Inflater inflater = new Inflater(true);

	private final CRC32 checksum = new CRC32();

	/** What came of the head, or of the tail. */
	private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

	private Part part = Part.HEAD;

	private Gunzip() {
	}

	/**
	 * The body as it was before it was compressed.
	 */
	static Flux<DataBuffer> of(Flux<DataBuffer> compressed) {
		return Flux.using(Gunzip::new, (gunzip) -> gunzip.read(compressed), (gunzip) -> gunzip.inflater.end());
	}

	private Flux<DataBuffer> read(Flux<DataBuffer> compressed) {
		return compressed.concatMapIterable(this::pieces, 1)
			.concatWith(Flux.defer(() -> (this.part == Part.OVER || isEmpty()) ? Flux.empty()
					: Flux.error(new BrokenGzipException("it ended before it was complete"))))
			.doOnDiscard(DataBuffer.class, DataBufferUtils::release);
	}

	/** As of a 204, or the answer to HEAD, whatever its headers say. */
	private boolean isEmpty() {
		return this.part == Part.HEAD && this.pending.size() == 0;
	}

	private Iterable<DataBuffer> pieces(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return () -> new Pieces(bytes);
	}

	/** Takes in what came from the network. */
	private void take(byte[] bytes) {
		if (this.part == Part.HEAD) {
			head(bytes);
		}
		else if (this.part == Part.BODY) {
			this.inflater.setInput(bytes);
		}
		else if (this.part == Part.TAIL) {
			tail(bytes, 0);
		}
		// Whatever comes after the tail is no part of the body.
	}

	private void head(byte[] bytes) {
		this.pending.writeBytes(bytes);
		byte[] all = this.pending.toByteArray();
		int length = GzipHead.length(all);
		if (length != GzipHead.INCOMPLETE) {
			this.pending.reset();
			this.part = Part.BODY;
			this.inflater.setInput(all, length, all.length - length);
		}
	}

	private void tail(byte[] bytes, int from) {
		this.pending.write(bytes, from, bytes.length - from);
		if (this.pending.size() < TAIL) {
			return;
		}
		byte[] tail = this.pending.toByteArray();
		long expected = (tail[0] & 0xffL) | (tail[1] & 0xffL) << 8 | (tail[2] & 0xffL) << 16 | (tail[3] & 0xffL) << 24;
		if (expected != this.checksum.getValue()) {
			throw new BrokenGzipException("its checksum is wrong");
		}
		this.part = Part.OVER;
	}

	private int inflate(byte[] piece) {
		try {
			int length = this.inflater.inflate(piece);
			this.checksum.update(piece, 0, length);
			return length;
		}
		catch (DataFormatException ex) {
			throw new BrokenGzipException("it is damaged");
		}
	}

	/** Which part of the body comes next. */
	private enum Part {

		HEAD, BODY, TAIL, OVER

	}

	/** What becomes of some bytes, made as it is asked for. */
	private final class Pieces implements Iterator<DataBuffer> {

		private final byte[] bytes;

		private boolean taken;

		private @Nullable DataBuffer next;

		Pieces(byte[] bytes) {
			this.bytes = bytes;
		}

		@Override
		public boolean hasNext() {
			if (!this.taken) {
				this.taken = true;
				take(this.bytes);
			}
			if (this.next == null && Gunzip.this.part == Part.BODY) {
				this.next = make();
			}
			return this.next != null;
		}

		@Override
		public DataBuffer next() {
			DataBuffer made = hasNext() ? this.next : null;
			if (made == null) {
				throw new NoSuchElementException();
			}
			this.next = null;
			return made;
		}

		private @Nullable DataBuffer make() {
			byte[] piece = new byte[PIECE];
			int length = inflate(piece);
			if (Gunzip.this.inflater.finished()) {
				Gunzip.this.part = Part.TAIL;
				tail(this.bytes, this.bytes.length - Gunzip.this.inflater.getRemaining());
			}
			return (length > 0) ? DefaultDataBufferFactory.sharedInstance.wrap(Arrays.copyOf(piece, length)) : null;
		}

	}

}
