package io.autotask.performance.path;

import java.nio.ByteBuffer;
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

	private final DigestKey key;

	Digests(DigestKey key) {
		this.key = key;
	}

	String of(String... parts) {
		return of(List.of(parts));
	}

	String of(List<String> parts) {
		try {
			Mac mac = Mac.getInstance(DigestKey.ALGORITHM);
			mac.init(this.key.key());
			for (String part : parts) {
				mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length()).flip());
				mac.update(characters(part));
			}
			return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + DigestKey.ALGORITHM, ex);
		}
	}

	/** As they are: an encoding would make the same of every half of a surrogate pair. */
	private static byte[] characters(String part) {
		ByteBuffer bytes = ByteBuffer.allocate(Character.BYTES * part.length());
		bytes.asCharBuffer().put(part);
		return bytes.array();
	}

}
