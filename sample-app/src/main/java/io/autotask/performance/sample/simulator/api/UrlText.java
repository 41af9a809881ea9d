package io.autotask.performance.sample.simulator.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding as the API writes it, in lower case, and as it reads it: an escape
 * that is none stands for itself.
 */
final class UrlText {

	private static final String UNRESERVED = "-_.!*()";

	private UrlText() {
	}

	static String encode(String text) {
		StringBuilder encoded = new StringBuilder();
		for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
			char character = (char) (octet & 0xff);
			if (character < 128 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0)) {
				encoded.append(character);
			}
			else {
				encoded.append("%%%02x".formatted((int) character));
			}
		}
		return encoded.toString();
	}

	/** Reads a value of a query, where a plus is a space. */
	static String decode(String text) {
		return decodePath(text.replace('+', ' '));
	}

	static String decodePath(String text) {
		if (text.indexOf('%') < 0) {
			return text;
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
		byte[] raw = text.getBytes(StandardCharsets.UTF_8);
		for (int index = 0; index < raw.length; index++) {
			int high = (raw[index] == '%' && index + 2 < raw.length) ? Character.digit(raw[index + 1], 16) : -1;
			int low = (high >= 0) ? Character.digit(raw[index + 2], 16) : -1;
			if (low >= 0) {
				bytes.write(high * 16 + low);
				index += 2;
			}
			else {
				bytes.write(raw[index]);
			}
		}
		return bytes.toString(StandardCharsets.UTF_8);
	}

}
