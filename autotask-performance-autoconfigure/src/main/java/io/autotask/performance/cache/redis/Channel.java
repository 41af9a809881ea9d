package io.autotask.performance.cache.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Where instances tell each other news. All news have a number, one more than the one
 * before.
 *
 * @param name the name of the channel
 * @param counter the key of the last number
 */
record Channel(String name, String counter) {

	/** A number has fewer digits. */
	private static final int LONGEST_NUMBER = 19;

	ByteBuffer nameBytes() {
		return ByteBuffer.wrap(this.name.getBytes(StandardCharsets.UTF_8));
	}

	ByteBuffer counterBytes() {
		return ByteBuffer.wrap(this.counter.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Reads what came in.
	 * @return the message, or null when it is none of ours
	 */
	static @Nullable Message read(byte[] bytes) {
		for (int i = 0; i < Math.min(bytes.length, LONGEST_NUMBER); i++) {
			if (bytes[i] == ':' && i > 0) {
				return new Message(Long.parseLong(new String(bytes, 0, i, StandardCharsets.US_ASCII)),
						Arrays.copyOfRange(bytes, i + 1, bytes.length));
			}
			if (bytes[i] < '0' || bytes[i] > '9') {
				return null;
			}
		}
		return null;
	}

	/**
	 * What came in.
	 *
	 * @param number of the news, or of the last news before it
	 * @param text what it says
	 */
	record Message(long number, byte[] text) {

	}

}
