package io.autotask.performance.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.zip.CRC32C;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * How bytes travel between instances: with a sign of whose they are, the name under which
 * they are kept, and a check that both are as they were: AES-256 in Galois/Counter Mode
 * (NIST SP 800-38D) with the name as associated data where the instances have a secret,
 * and otherwise CRC-32C (RFC 3720, 12.1), which finds accidents, not attacks. Bytes of
 * another version, of another secret, or under another name are not opened. Thread-safe.
 */
final class Envelope {

	/** "ATP1". */
	private static final int CHECKED = 0x41545031;

	/** "ATPE". */
	private static final int ENCRYPTED = 0x41545045;

	private static final int NONCE = 12;

	private static final int TAG_BITS = 128;

	private static final String MAC = "HmacSHA256";

	private final SecureRandom random = seeded();

	private final @Nullable SecretKeySpec key;

	/**
	 * An envelope.
	 * @param secret what only the instances know, or null when they have no secret
	 */
	Envelope(@Nullable String secret) {
		this.key = (secret != null) ? new SecretKeySpec(derived(secret), "AES") : null;
	}

	byte[] seal(String name, byte[] bytes) {
		return (this.key != null) ? encrypted(this.key, name, bytes)
				: ByteBuffer.allocate(Integer.BYTES + Long.BYTES + bytes.length)
					.putInt(CHECKED)
					.putLong(check(name, bytes))
					.put(bytes)
					.array();
	}

	/**
	 * Opens what was sealed under the same name.
	 * @return the bytes, or null when it is none of ours, or not as it was
	 */
	byte @Nullable [] open(String name, byte[] sealed) {
		ByteBuffer buffer = ByteBuffer.wrap(sealed);
		if (buffer.remaining() < Integer.BYTES + Long.BYTES
				|| buffer.getInt() != ((this.key != null) ? ENCRYPTED : CHECKED)) {
			return null;
		}
		if (this.key != null) {
			return decrypted(this.key, name, buffer);
		}
		long check = buffer.getLong();
		byte[] bytes = new byte[buffer.remaining()];
		buffer.get(bytes);
		return (check == check(name, bytes)) ? bytes : null;
	}

	private byte[] encrypted(SecretKeySpec secret, String name, byte[] bytes) {
		try {
			byte[] nonce = new byte[NONCE];
			this.random.nextBytes(nonce);
			byte[] text = cipher(Cipher.ENCRYPT_MODE, secret, nonce, name).doFinal(bytes);
			return ByteBuffer.allocate(Integer.BYTES + NONCE + text.length)
				.putInt(ENCRYPTED)
				.put(nonce)
				.put(text)
				.array();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has AES/GCM", ex);
		}
	}

	private static byte @Nullable [] decrypted(SecretKeySpec secret, String name, ByteBuffer buffer) {
		if (buffer.remaining() < NONCE + TAG_BITS / Byte.SIZE) {
			return null;
		}
		byte[] nonce = new byte[NONCE];
		buffer.get(nonce);
		byte[] text = new byte[buffer.remaining()];
		buffer.get(text);
		try {
			return cipher(Cipher.DECRYPT_MODE, secret, nonce, name).doFinal(text);
		}
		catch (AEADBadTagException ex) {
			// That is the answer: it is not as it was.
			return null;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has AES/GCM", ex);
		}
	}

	/**
	 * One that reads no file once it is there, because it is used on threads that must
	 * not wait.
	 */
	private static SecureRandom seeded() {
		try {
			SecureRandom random = SecureRandom.getInstance("DRBG");
			random.nextBytes(new byte[NONCE]);
			return random;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has a DRBG", ex);
		}
	}

	private static Cipher cipher(int mode, SecretKeySpec secret, byte[] nonce, String name)
			throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

	private static long check(String name, byte[] bytes) {
		CRC32C check = new CRC32C();
		check.update(name.getBytes(StandardCharsets.UTF_8));
		check.update(bytes);
		return check.getValue();
	}

	private static byte[] derived(String secret) {
		try {
			Mac mac = Mac.getInstance(MAC);
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), MAC));
			return mac.doFinal("autotask-performance shared memory".getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + MAC, ex);
		}
	}

}
