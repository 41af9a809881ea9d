package io.autotask.performance.path;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed digests: HMAC-SHA-256 (RFC 2104) with a key that is made at the start and never
 * leaves the process, so that nothing can be guessed back from a digest. Every part is
 * preceded by its length, so that no two lists of parts run together into the same bytes.
 * Thread-safe.
 */
final class Digests {

	private static final String ALGORITHM = "HmacSHA256";

	private final SecretKeySpec key;

	Digests() {
		byte[] secret = new byte[32];
		new SecureRandom().nextBytes(secret);
		this.key = new SecretKeySpec(secret, ALGORITHM);
	}

	String of(String... parts) {
		return of(List.of(parts));
	}

	String of(List<String> parts) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			for (String part : parts) {
				mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length()).flip());
				mac.update(characters(part));
			}
			return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

	/** As they are: an encoding would make the same of every half of a surrogate pair. */
	private static byte[] characters(String part) {
		ByteBuffer bytes = ByteBuffer.allocate(Character.BYTES * part.length());
		bytes.asCharBuffer().put(part);
		return bytes.array();
	}

}
