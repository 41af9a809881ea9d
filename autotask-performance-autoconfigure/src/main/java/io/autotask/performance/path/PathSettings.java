package io.autotask.performance.path;

/**
 * What the request path as a whole is set to.
 *
 * @param maxBufferedBody the largest body to hold in memory, in bytes; a larger one
 * streams through
 * @param compression what travels compressed
 * @param digestKey makes callers and filters unrecognisable
 */
public record PathSettings(int maxBufferedBody, CompressionSettings compression, DigestKey digestKey) {

	/**
	 * Settings with what is usual for what is not given.
	 * @param maxBufferedBody the largest body to hold in memory, in bytes
	 */
	public PathSettings(int maxBufferedBody) {
		this(maxBufferedBody, CompressionSettings.defaults(), DigestKey.random());
	}

	/**
	 * The settings of an application that sets nothing.
	 * @return 16 MB
	 */
	public static PathSettings defaults() {
		return new PathSettings(16 << 20);
	}

}
