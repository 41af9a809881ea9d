package io.autotask.performance.cache.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReturnType;
import reactor.core.publisher.Flux;

/**
 * A script that Redis runs in one step. It is sent by its digest, and whole only when
 * Redis does not know it yet.
 */
enum Script {

	/** Finds bytes, and tells what their marks are. */
	LOOK("look.lua", ReturnType.MULTI),

	/** Keeps bytes, if their marks are as they were. */
	KEEP("keep.lua", ReturnType.INTEGER),

	/** Marks that a write is on its way. */
	HOLD("hold.lua", ReturnType.INTEGER),

	/** Marks that it has ended, and tells everybody. */
	RELEASE("release.lua", ReturnType.INTEGER),

	/** Tells everybody the number of the last news. */
	SPEAK("speak.lua", ReturnType.INTEGER);

	private final byte[] text;

	private final String digest;

	private final ReturnType answers;

	Script(String file, ReturnType answers) {
		this.text = read(file);
		this.digest = digest(this.text);
		this.answers = answers;
	}

	/**
	 * Runs it.
	 * @return what it returns, part by part
	 */
	Flux<Object> run(ReactiveRedisConnection connection, List<ByteBuffer> keys, List<ByteBuffer> arguments) {
		ByteBuffer[] all = new ByteBuffer[keys.size() + arguments.size()];
		for (int i = 0; i < all.length; i++) {
			all[i] = (i < keys.size()) ? keys.get(i) : arguments.get(i - keys.size());
		}
		return Flux
			.defer(() -> connection.scriptingCommands()
				.<Object>evalSha(this.digest, this.answers, keys.size(), copies(all)))
			.onErrorResume(Script::isUnknown, (failure) -> connection.scriptingCommands()
				.eval(ByteBuffer.wrap(this.text), this.answers, keys.size(), copies(all)));
	}

	/** A buffer that was sent is used up. */
	private static ByteBuffer[] copies(ByteBuffer[] buffers) {
		ByteBuffer[] copies = new ByteBuffer[buffers.length];
		for (int i = 0; i < buffers.length; i++) {
			copies[i] = buffers[i].duplicate();
		}
		return copies;
	}

	private static boolean isUnknown(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause.getMessage() != null && cause.getMessage().startsWith("NOSCRIPT")) {
				return true;
			}
		}
		return false;
	}

	private static byte[] read(String file) {
		try (InputStream in = Objects.requireNonNull(Script.class.getResourceAsStream(file), file)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("A part of this library cannot be read: " + file, ex);
		}
	}

	private static String digest(byte[] text) {
		try {
			// Redis names scripts so.
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-1", ex);
		}
	}

}
