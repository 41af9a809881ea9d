package io.autotask.performance.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import io.autotask.performance.call.AutotaskAttributes;
import io.autotask.performance.call.CallSites;
import io.autotask.performance.call.RememberingBody;
import io.autotask.performance.client.relation.RelationUse;
import io.autotask.performance.client.scan.PageBytes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Sends requests and reads answers of the API: JSON in, JSON or an exception with
 * Autotask's own words out. Thread-safe.
 */
public final class ApiHttp {

	private static final int OK = 200;

	private static final int BAD_REQUEST = 400;

	private static final int UNAUTHORIZED = 401;

	private static final int NO_CONTENT = 204;

	private final WebClient web;

	private final RowMapper mapper;

	private final ApiCredentials credentials;

	private final ClientSettings settings;

	private final RelationUse relationUse;

	private final Consumer<Map<String, Object>> attributes;

	private final @Nullable CallSites sites;

	/**
	 * The client's way to the API.
	 * @param web sends the requests; follows no redirects
	 * @param mapper reads and writes rows
	 * @param credentials sent with every request but those in the background
	 */
	public ApiHttp(WebClient web, RowMapper mapper, ApiCredentials credentials) {
		this(web, mapper, credentials, ClientSettings.defaults());
	}

	/**
	 * The client's way to the API.
	 * @param web sends the requests; follows no redirects
	 * @param mapper reads and writes rows
	 * @param credentials sent with every request but those in the background
	 * @param settings how the client works
	 */
	public ApiHttp(WebClient web, RowMapper mapper, ApiCredentials credentials, ClientSettings settings) {
		this(web, mapper, credentials, settings, new RelationUse(), (attributes) -> {
		}, null);
	}

	private ApiHttp(WebClient web, RowMapper mapper, ApiCredentials credentials, ClientSettings settings,
			RelationUse relationUse, Consumer<Map<String, Object>> attributes, @Nullable CallSites sites) {
		this.web = web;
		this.mapper = mapper;
		this.credentials = credentials;
		this.settings = settings;
		this.relationUse = relationUse;
		this.attributes = attributes;
		this.sites = sites;
	}

	/**
	 * The same, telling where in the application calls are made while somebody wants to
	 * know.
	 * @param callSites looks it up
	 * @return another way to the API
	 */
	public ApiHttp tellingPlaces(CallSites callSites) {
		return new ApiHttp(this.web, this.mapper, this.credentials, this.settings, this.relationUse, this.attributes,
				callSites);
	}

	ApiHttp with(Consumer<Map<String, Object>> further) {
		return new ApiHttp(this.web, this.mapper, this.credentials, this.settings, this.relationUse,
				this.attributes.andThen(further), this.sites);
	}

	/**
	 * The same for a call that the application makes at this very place.
	 */
	ApiHttp here() {
		String site = (this.sites != null) ? this.sites.here() : null;
		return (site != null) ? with(AutotaskAttributes.site(site)) : this;
	}

	ClientSettings settings() {
		return this.settings;
	}

	RelationUse relationUse() {
		return this.relationUse;
	}

	/**
	 * What queries ask for whose rows are read into a type.
	 */
	Projection projection(Class<?> type) {
		return this.settings.projecting() ? this.mapper.projection(type) : Projection.NONE;
	}

	RowMapper mapper() {
		return this.mapper;
	}

	Mono<JsonNode> askInBackground(HttpMethod method, URI url) {
		return exchange(method, url, null, (headers) -> {
		}, AutotaskAttributes.background(), null, this::content);
	}

	Mono<JsonNode> ask(HttpMethod method, URI url, byte @Nullable [] body) {
		return ask(method, url, body, null, this::content);
	}

	/**
	 * An answer made into something. Where it comes from memory, and what is made of it
	 * cannot be changed, it is made once.
	 * @param type what rows are read into; with the request it says what is made
	 * @param made makes it
	 */
	<T> Mono<T> ask(HttpMethod method, URI url, byte @Nullable [] body, Class<?> type, Function<JsonNode, T> made) {
		return ask(method, url, body, type, (status, bytes, asked) -> made.apply(content(status, bytes, asked)));
	}

	/**
	 * A page of a query, of which no more is read than it takes to ask for the next one.
	 */
	Mono<PageBytes> askPage(URI url, byte[] body) {
		return ask(HttpMethod.POST, url, body, null, this::page);
	}

	private <T> Mono<T> ask(HttpMethod method, URI url, byte @Nullable [] body, @Nullable Class<?> type,
			Content<T> content) {
		if (!this.credentials.isComplete()) {
			return Mono.error(new IllegalStateException("Autotask was not asked: of the credentials "
					+ "'autotask.performance.api.username', '.secret' and '.integration-code' some are not set ("
					+ this.credentials + ")"));
		}
		return exchange(method, url, body, this::authenticate, this.attributes, type, content);
	}

	private <T> Mono<T> exchange(HttpMethod method, URI url, byte @Nullable [] body, Consumer<HttpHeaders> headers,
			Consumer<Map<String, Object>> attributes, @Nullable Class<?> type, Content<T> content) {
		WebClient.RequestBodySpec request = this.web.method(method)
			.uri(url)
			.accept(MediaType.APPLICATION_JSON)
			.headers(headers)
			.attributes(attributes);
		if (body != null) {
			request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
		}
		String asked = method + " " + url.getPath();
		return request.exchangeToMono((response) -> read(response, asked, type, content));
	}

	private <T> Mono<T> read(ClientResponse response, String asked, @Nullable Class<?> type, Content<T> content) {
		int status = response.statusCode().value();
		if (type != null && status == OK && response instanceof RememberingBody memory) {
			return Mono
				.fromSupplier(() -> memory.decoded(this.mapper, type, (body) -> content.read(status, body, asked)));
		}
		return response.bodyToMono(byte[].class)
			.defaultIfEmpty(new byte[0])
			.map((body) -> content.read(status, body, asked));
	}

	private PageBytes page(int status, byte[] body, String asked) {
		PageBytes page = (status == OK) ? PageBytes.fromItsEnd(body) : null;
		return (page != null) ? page : PageBytes.of(body, content(status, body, asked));
	}

	private JsonNode content(int status, byte[] body, String asked) {
		JsonNode content;
		try {
			content = this.mapper.tree(body);
		}
		catch (JacksonException ex) {
			throw new AutotaskApiException(status, List.of(),
					asked + ": Autotask answered " + status + " with something that is not JSON");
		}
		List<String> errors = errors(content);
		if (status >= BAD_REQUEST || !errors.isEmpty()) {
			throw new AutotaskApiException(status, errors, asked + ": " + message(status, errors));
		}
		if (body.length == 0 && status == NO_CONTENT) {
			return content;
		}
		if (!content.isObject()) {
			throw new AutotaskApiException(status, List.of(),
					asked + ": Autotask answered " + status + " without a JSON object");
		}
		return content;
	}

	/**
	 * A number that an answer must hold.
	 */
	static long number(JsonNode content, String name) {
		JsonNode number = content.path(name);
		if (!number.isIntegralNumber() && !number.isString()) {
			throw new AutotaskApiException(200, List.of(), "Autotask answered without '" + name + "'");
		}
		return number.asLong();
	}

	private static String message(int status, List<String> errors) {
		if (!errors.isEmpty()) {
			return "Autotask answered " + status + ": " + String.join("; ", errors);
		}
		if (status == UNAUTHORIZED) {
			return "Autotask answered 401: it does not accept the credentials, or they belong to another zone. Check "
					+ "'autotask.performance.api.username', '.secret', '.integration-code' and '.base-url'";
		}
		return "Autotask answered " + status + " without saying why";
	}

	private static List<String> errors(JsonNode content) {
		List<String> errors = new ArrayList<>();
		for (JsonNode error : content.path("errors")) {
			errors.add(oneLine(error.isString() ? error.stringValue() : error.toString()));
		}
		JsonNode message = content.path("Message");
		if (message.isString()) {
			errors.add(oneLine(message.stringValue()));
		}
		return errors;
	}

	private static String oneLine(String text) {
		return text.replaceAll("\\s+", " ").trim();
	}

	private void authenticate(HttpHeaders headers) {
		headers.set("UserName", this.credentials.username());
		headers.set("Secret", this.credentials.secret());
		headers.set("ApiIntegrationCode", this.credentials.integrationCode());
	}

	/** Makes something of an answer, or an exception. */
	@FunctionalInterface
	private interface Content<T> {

		T read(int status, byte[] body, String asked);

	}

}
