package io.autotask.performance.sample.simulator.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a receiver checks a payload by. Autotask says that it signs the body; in fact it
 * signs a form of it in which some characters of the texts are escaped, though they are
 * not in the body that it sends. Receivers try both, and so do the tests of this one.
 */
final class Signature {

	static final String HEADER = "X-Hook-Signature";

	private static final String ESCAPED = "&<>'`+";

	private Signature() {
	}

	/** The header's value. */
	static String of(String body, String secret) {
		try {
			Mac mac = Mac.getInstance("HmacSHA1");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
			byte[] digest = mac.doFinal(escaped(body).getBytes(StandardCharsets.UTF_8));
			return "sha1=" + Base64.getEncoder().encodeToString(digest);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("No HmacSHA1 in this Java", ex);
		}
	}

	/** The form of a JSON text that is signed. */
	static String escaped(String json) {
		StringBuilder escaped = new StringBuilder(json.length() + 32);
		for (int index = 0; index < json.length(); index++) {
			char character = json.charAt(index);
			if (character == '\\') {
				char next = json.charAt(++index);
				escaped.append((next == '"') ? "\\u0022" : "\\" + next);
			}
			else if (character > 126 || ESCAPED.indexOf(character) >= 0) {
				escaped.append("\\u%04X".formatted((int) character));
			}
			else {
				escaped.append(character);
			}
		}
		return escaped.toString();
	}

}
