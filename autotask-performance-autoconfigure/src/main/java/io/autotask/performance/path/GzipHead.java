package io.autotask.performance.path;

/**
 * The head of a body in the gzip format (RFC 1952, 2.3). Pure.
 */
final class GzipHead {

	/** More of it has to come. */
	static final int INCOMPLETE = -1;

	private static final int FIXED = 10;

	private static final int CHECKSUM = 2;

	private static final int EXTRA = 4;

	private static final int NAME = 8;

	private static final int COMMENT = 16;

	private GzipHead() {
	}

	/**
	 * How long it is.
	 * @param bytes the first bytes of the body
	 * @return a number of bytes, or {@link #INCOMPLETE}
	 */
	static int length(byte[] bytes) {
		if (bytes.length < FIXED) {
			return INCOMPLETE;
		}
		if ((bytes[0] & 0xff) != 0x1f || (bytes[1] & 0xff) != 0x8b || bytes[2] != 8) {
			throw new BrokenGzipException("it does not begin as such a body does");
		}
		int flags = bytes[3];
		int end = ((flags & EXTRA) != 0) ? afterExtra(bytes) : FIXED;
		end = ((flags & NAME) != 0) ? afterZero(bytes, end) : end;
		end = ((flags & COMMENT) != 0) ? afterZero(bytes, end) : end;
		if (end != INCOMPLETE && (flags & CHECKSUM) != 0) {
			end += 2;
		}
		return (end <= bytes.length) ? end : INCOMPLETE;
	}

	private static int afterExtra(byte[] bytes) {
		return (bytes.length < FIXED + 2) ? INCOMPLETE
				: FIXED + 2 + (bytes[FIXED] & 0xff) + ((bytes[FIXED + 1] & 0xff) << 8);
	}

	private static int afterZero(byte[] bytes, int from) {
		for (int at = from; at != INCOMPLETE && at < bytes.length; at++) {
			if (bytes[at] == 0) {
				return at + 1;
			}
		}
		return INCOMPLETE;
	}

}
