package io.autotask.performance.sample.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plain client of the API, with nothing of the starter in it.
 */
final class ApiClient {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final HttpClient HTTP = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	private final String root;

	private final Map<String, String> headers = new LinkedHashMap<>();

	private ApiClient(String root, Map<String, String> headers) {
		this.root = root;
		this.headers.putAll(headers);
	}

	/** A client with the credentials that the simulator accepts by default. */
	static ApiClient of(Simulator simulator) {
		return new ApiClient(simulator.baseUrl(), Map.of("UserName", "sample@example.test", "Secret", "sample-secret",
				"ApiIntegrationCode", "SAMPLEINTEGRATIONCODE000001"));
	}

	ApiClient with(String header, String value) {
		Map<String, String> all = new LinkedHashMap<>(this.headers);
		all.put(header, value);
		return new ApiClient(this.root, all);
	}

	ApiClient without(String header) {
		Map<String, String> all = new LinkedHashMap<>(this.headers);
		all.remove(header);
		return new ApiClient(this.root, all);
	}

	ApiClient at(String baseUrl) {
		return new ApiClient(baseUrl, this.headers);
	}

	Reply get(String path) {
		return send("GET", path, "");
	}

	Reply post(String path, String body) {
		return send("POST", path, body);
	}

	Reply patch(String path, String body) {
		return send("PATCH", path, body);
	}

	Reply put(String path, String body) {
		return send("PUT", path, body);
	}

	Reply delete(String path) {
		return send("DELETE", path, "");
	}

	/** A query by POST with one filter. */
	Reply query(String entity, String conditions) {
		return post("/V1.0/" + entity + "/query", "{\"filter\":[" + conditions + "]}");
	}

	/** A query by GET. */
	Reply search(String entity, String search) {
		return get("/V1.0/" + entity + "/query?search=" + URLEncoder.encode(search, StandardCharsets.UTF_8));
	}

	/** The row with the id. */
	JsonNode row(String entity, long id) {
		return get("/V1.0/" + entity + "/" + id).json().get("item");
	}

	Reply send(String method, String path, String body) {
		try {
			return new Reply(HTTP.send(request(method, path, body), BodyHandlers.ofByteArray()));
		}
		catch (IOException ex) {
			throw new Failed(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	CompletableFuture<Reply> sendAsync(String method, String path, String body) {
		return HTTP.sendAsync(request(method, path, body), BodyHandlers.ofByteArray()).thenApply(Reply::new);
	}

	private HttpRequest request(String method, String path, String body) {
		URI uri = URI.create(path.startsWith("http") ? path : this.root + path);
		HttpRequest.Builder request = HttpRequest.newBuilder(uri)
			.timeout(Duration.ofSeconds(20))
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		this.headers.forEach(request::header);
		return request.header("Content-Type", "application/json").build();
	}

	/** The connection broke. */
	@SuppressWarnings("serial")
	static final class Failed extends RuntimeException {

		private Failed(IOException cause) {
			super(cause);
		}

	}

	/** An answer. */
	record Reply(HttpResponse<byte[]> response) {

		int status() {
			return this.response.statusCode();
		}

		String text() {
			return new String(this.response.body(), StandardCharsets.UTF_8);
		}

		JsonNode json() {
			return MAPPER.readTree(this.response.body());
		}

		String header(String name) {
			return this.response.headers().firstValue(name).orElse(null);
		}

		JsonNode items() {
			return json().get("items");
		}

		long itemId() {
			return json().get("itemId").asLong();
		}

		/** The ids of the rows. */
		List<Long> ids() {
			return items().values().stream().map((item) -> item.get("id").asLong()).toList();
		}

		String nextPageUrl() {
			return json().get("pageDetails").get("nextPageUrl").asString(null);
		}

		String previousPageUrl() {
			return json().get("pageDetails").get("prevPageUrl").asString(null);
		}

		/** The first error's text. */
		String error() {
			return json().get("errors").get(0).asString();
		}

	}

}
