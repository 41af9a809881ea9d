package io.autotask.performance.path;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;

/**
 * Keyed digests: HMAC-SHA-256 (RFC 2104), so that nothing can be guessed back from one.
 * Every part is preceded by its length, so that no two lists of parts run together into
 * the same bytes. Thread-safe.
 */
final class Digests {

	private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

	/**
	 * Only ever copied: looking one up and giving it its key costs more than a digest.
	 */
	private final Mac unused;

	Digests(DigestKey key) {
		try {
			this.unused = Mac.getInstance(DigestKey.ALGORITHM);
			this.unused.init(key.key());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + DigestKey.ALGORITHM, ex);
		}
	}

	String of(String... parts) {
		return of(List.of(parts));
	}

	String of(List<String> parts) {
		try {
			return TEXT.encodeToString(((Mac) this.unused.clone()).doFinal(bytes(parts)));
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException("The platform's " + DigestKey.ALGORITHM + " cannot be copied", ex);
		}
	}

	/**
	 * Characters as they are: an encoding would make the same of every half of a
	 * surrogate pair.
	 */
	private static byte[] bytes(List<String> parts) {
		int length = 0;
		for (String part : parts) {
			length += Integer.BYTES + Character.BYTES * part.length();
		}
		byte[] bytes = new byte[length];
		int at = 0;
		for (String part : parts) {
			int count = part.length();
			bytes[at++] = (byte) (count >>> 24);
			bytes[at++] = (byte) (count >>> 16);
			bytes[at++] = (byte) (count >>> 8);
			bytes[at++] = (byte) count;
			for (int i = 0; i < count; i++) {
				char character = part.charAt(i);
				bytes[at++] = (byte) (character >>> 8);
				bytes[at++] = (byte) character;
			}
		}
		return bytes;
	}

}
