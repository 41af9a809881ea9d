package io.autotask.performance.path;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * The key with which callers and filters are made unrecognisable. Never leaves the
 * process.
 */
public final class DigestKey {

	static final String ALGORITHM = "HmacSHA256";

	private final SecretKeySpec key;

	private DigestKey(byte[] bytes) {
		this.key = new SecretKeySpec(bytes, ALGORITHM);
	}

	/**
	 * A key that no other process has.
	 * @return a new key
	 */
	public static DigestKey random() {
		byte[] bytes = new byte[32];
		new SecureRandom().nextBytes(bytes);
		return new DigestKey(bytes);
	}

	/**
	 * The key of all instances that have the same secret. Without one it is a key that
	 * anybody can make: then the digest of a caller is as hard to guess as his
	 * credentials are, and everything else only ever leaves the process together with
	 * that.
	 * @param secret what only the instances know, or null
	 * @return the same key for the same secret
	 */
	public static DigestKey shared(@Nullable String secret) {
		byte[] known = "autotask-performance".getBytes(StandardCharsets.UTF_8);
		if (secret == null) {
			return new DigestKey(known);
		}
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
			return new DigestKey(mac.doFinal(known));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

	SecretKeySpec key() {
		return this.key;
	}

	@Override
	public String toString() {
		return "DigestKey";
	}

}
