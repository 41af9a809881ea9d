package io.autotask.performance.sample.simulator.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * An answer, ready to be sent.
 *
 * @param contentType type of the body, or {@code null} if there is none
 */
public record ApiAnswer(int status, @Nullable String contentType, Map<String, String> headers, byte[] body) {

	private static final String JSON = "application/json; charset=utf-8";

	/** JSON with a status of 200. */
	public static ApiAnswer ok(byte[] json) {
		return new ApiAnswer(200, JSON, Map.of(), json);
	}

	/** JSON text with any status. */
	public static ApiAnswer json(int status, String json) {
		return new ApiAnswer(status, JSON, Map.of(), json.getBytes(StandardCharsets.UTF_8));
	}

	/** The API's own form of an error. */
	public static ApiAnswer errors(int status, List<String> errors) {
		return new ApiAnswer(status, JSON, Map.of(), Json.write((json) -> {
			json.writeStartObject();
			json.writeArrayPropertyStart("errors");
			errors.forEach(json::writeString);
			json.writeEndArray();
			json.writeEndObject();
		}));
	}

	/** The web framework's form of an error, for paths and verbs that do not exist. */
	public static ApiAnswer message(int status, String message) {
		return new ApiAnswer(status, JSON, Map.of(), Json.write((json) -> {
			json.writeStartObject();
			json.writeStringProperty("Message", message);
			json.writeEndObject();
		}));
	}

	/** What a web server or a proxy in front of the API answers. */
	public static ApiAnswer html(int status, String title) {
		String page = "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>" + title
				+ "</h1></body></html>";
		return new ApiAnswer(status, "text/html; charset=utf-8", Map.of(), page.getBytes(StandardCharsets.UTF_8));
	}

	/** A status with no body at all. */
	public static ApiAnswer empty(int status) {
		return new ApiAnswer(status, null, Map.of(), new byte[0]);
	}

	public ApiAnswer with(String header, String value) {
		Map<String, String> all = new TreeMap<>(this.headers);
		all.put(header, value);
		return new ApiAnswer(this.status, this.contentType, all, this.body);
	}

}
