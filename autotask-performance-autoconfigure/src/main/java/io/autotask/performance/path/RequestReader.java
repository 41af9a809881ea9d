package io.autotask.performance.path;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.CallKey.QueryForm;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.ClientScope;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Origin;
import io.autotask.performance.path.RequestCapture.Captured;
import io.autotask.performance.query.QueryParser;
import io.autotask.performance.query.UnreadableQueryException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import reactor.core.publisher.Mono;

/**
 * Reads what a request asks for, and who asks. Thread-safe.
 */
final class RequestReader {

	/** A server may honour one of these instead of the method. */
	private static final List<String> METHOD_OVERRIDES = List.of("X-HTTP-Method-Override", "X-HTTP-Method",
			"X-Method-Override");

	private static final Set<Operation> WITH_ID_IN_BODY = Set.of(Operation.UPDATE, Operation.REPLACE);

	private final Digests digests = new Digests();

	private final QueryParser queries = new QueryParser();

	private final RequestCapture capture;

	RequestReader(RequestCapture capture) {
		this.capture = capture;
	}

	/**
	 * Reads a request. Where its body, or an {@code httpRequest} consumer, which runs
	 * after all filters, matter, the request is first written into memory.
	 */
	Mono<Read> read(Asked asked, CallOptions options) {
		ClientRequest request = asked.request();
		if (request.httpRequest() == null && request.body() == BodyInserters.empty()) {
			return Mono
				.fromSupplier(() -> read(asked, options, new Captured(request.headers(), request.cookies(), null)));
		}
		return this.capture.capture(request, asked.codecs())
			.map(Optional::of)
			// What cannot be written into memory may still be sent, but who asks for what
			// is not known.
			.onErrorReturn(Optional.empty())
			.defaultIfEmpty(Optional.empty())
			.map((captured) -> captured.isPresent() ? read(asked, options, captured.get()) : unread(asked, options));
	}

	private Read unread(Asked asked, CallOptions options) {
		ClientRequest request = asked.request();
		ApiPath path = asked.path();
		CallerIdentity caller = CallerIdentity.of(request.headers(), request.cookies(), this.digests);
		return new Read(new ApiCall(asked.origin(), path.entity(), path.operation(), path.write(), path.id(),
				path.parent(), caller.integration(), null, null, options), request);
	}

	private Read read(Asked asked, CallOptions options, Captured captured) {
		ApiPath path = asked.path();
		CallerIdentity caller = CallerIdentity.of(captured.headers(), captured.cookies(), this.digests);
		boolean overridden = METHOD_OVERRIDES.stream().anyMatch(captured.headers()::containsHeader);
		CallKey key = null;
		if (path.recallable() && !overridden && caller.identity() != null) {
			key = key(asked, caller.identity(), captured.body());
		}
		Operation operation = overridden ? Operation.OTHER : path.operation();
		Long id = (path.id() == null && WITH_ID_IN_BODY.contains(operation) && captured.body() != null)
				? RowId.in(captured.body()) : path.id();
		ApiCall call = new ApiCall(asked.origin(), path.entity(), operation, path.write() || overridden, id,
				path.parent(), caller.integration(), caller.identity(), key, options);
		return new Read(call, RequestCapture.withBody(asked.request(), captured));
	}

	private @Nullable CallKey key(Asked asked, String identity, byte @Nullable [] body) {
		ApiPath path = asked.path();
		URI url = asked.request().url();
		boolean post = asked.request().method() == HttpMethod.POST;
		if (!post && body != null && body.length > 0) {
			return null;
		}
		boolean filtered = path.operation() == Operation.QUERY || path.operation() == Operation.COUNT;
		String subject = filtered ? filterSubject(url, post ? body : null, post) : plainSubject(path.subject(), url);
		if (subject == null) {
			return null;
		}
		QueryForm form = (path.operation() != Operation.QUERY) ? null : (post ? QueryForm.POST : QueryForm.GET);
		return new CallKey(asked.scope(), asked.origin(), identity, path.entity(), path.operation(), subject, form);
	}

	private String plainSubject(String subject, URI url) {
		String query = url.getRawQuery();
		return (query == null || query.isEmpty()) ? subject : subject + "?" + this.digests.of("parameters", query);
	}

	private @Nullable String filterSubject(URI url, byte @Nullable [] body, boolean post) {
		List<String> others = new ArrayList<>();
		String search = null;
		String query = (url.getRawQuery() != null) ? url.getRawQuery() : "";
		for (String parameter : query.split("&")) {
			if (!post && parameter.regionMatches(true, 0, "search=", 0, 7)) {
				if (search != null) {
					return null;
				}
				search = parameter.substring(7);
			}
			else if (!parameter.isEmpty()) {
				others.add(parameter);
			}
		}
		try {
			String canonical = null;
			if (post && body != null) {
				canonical = this.queries.parse(body).canonical();
			}
			else if (search != null) {
				canonical = this.queries.parse(URLDecoder.decode(search, StandardCharsets.UTF_8)).canonical();
			}
			return (canonical != null) ? this.digests.of("filter", canonical, String.join("&", others)) : null;
		}
		catch (UnreadableQueryException | IllegalArgumentException ex) {
			// Not understood, so it is sent as it is and its answer not kept.
			return null;
		}
	}

	/**
	 * A request to Autotask, and the client that makes it.
	 *
	 * @param request the request as the last filter left it
	 * @param origin where it goes to
	 * @param path what its method and path say
	 * @param scope through what the client sends
	 * @param codecs the client's codecs
	 */
	record Asked(ClientRequest request, Origin origin, ApiPath path, ClientScope scope, ExchangeStrategies codecs) {

	}

	/**
	 * A request that was read.
	 *
	 * @param call what it asks for
	 * @param request the request to send
	 */
	record Read(ApiCall call, ClientRequest request) {

	}

}
