package io.autotask.performance.path;

/**
 * What travels compressed.
 *
 * @param answers whether the API is asked for compressed answers
 * @param requests whether request bodies are sent compressed
 * @param threshold smaller request bodies are sent as they are, in bytes
 */
public record CompressionSettings(boolean answers, boolean requests, int threshold) {

	/**
	 * The settings of an application that sets nothing.
	 * @return answers, and no request bodies
	 */
	public static CompressionSettings defaults() {
		return new CompressionSettings(true, false, 2048);
	}

	/**
	 * Nothing is changed of what travels.
	 * @return the settings of an application that switched it off
	 */
	public static CompressionSettings none() {
		return new CompressionSettings(false, false, 0);
	}

}
