package io.autotask.performance.call;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The bytes of a body in memory, as they are or compressed. Immutable by agreement:
 * whoever is handed {@link #bytes()} does not write to them.
 */
public sealed interface Body {

	/**
	 * The bytes.
	 * @return all of them, uncompressed
	 */
	byte[] bytes();

	/**
	 * How many there are.
	 * @return the number of bytes, uncompressed
	 */
	int length();

	/**
	 * How much memory they take.
	 * @return bytes
	 */
	int weight();

	/**
	 * A body as it is.
	 * @param bytes the bytes
	 * @return the body
	 */
	static Body plain(byte[] bytes) {
		return new Plain(bytes);
	}

	/**
	 * A body that takes less memory, if it can be made to.
	 * @param bytes the bytes
	 * @return the body; as it is when compression does not save anything
	 */
	static Body compressed(byte[] bytes) {
		Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
		try {
			deflater.setInput(bytes);
			deflater.finish();
			byte[] packed = new byte[bytes.length];
			int length = deflater.deflate(packed);
			return deflater.finished() ? new Packed(Arrays.copyOf(packed, length), bytes.length) : new Plain(bytes);
		}
		finally {
			deflater.end();
		}
	}

	/**
	 * As it is.
	 *
	 * @param bytes the bytes
	 */
	record Plain(byte[] bytes) implements Body {

		@Override
		public int length() {
			return this.bytes.length;
		}

		@Override
		public int weight() {
			return this.bytes.length;
		}

	}

	/**
	 * Compressed (RFC 1951).
	 *
	 * @param packed the compressed bytes
	 * @param length how many there are, uncompressed
	 */
	record Packed(byte[] packed, int length) implements Body {

		@Override
		public byte[] bytes() {
			Inflater inflater = new Inflater(true);
			try {
				inflater.setInput(this.packed);
				byte[] bytes = new byte[this.length];
				if (inflater.inflate(bytes) != this.length) {
					throw new IllegalStateException("A body in memory is shorter than it was");
				}
				return bytes;
			}
			catch (DataFormatException ex) {
				throw new IllegalStateException("A body in memory is not what was put there", ex);
			}
			finally {
				inflater.end();
			}
		}

		@Override
		public int weight() {
			return this.packed.length;
		}

	}

}
