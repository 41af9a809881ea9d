package io.autotask.performance.path;

/**
 * A body that says that it is compressed, and is not, or not wholly.
 */
final class BrokenGzipException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BrokenGzipException(String why) {
		super("The body of an answer in the gzip format cannot be read: " + why);
	}

}
