package io.autotask.performance.path;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.CallKey.QueryForm;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.ClientScope;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.query.QueryParser;
import io.autotask.performance.query.UnreadableQueryException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import reactor.core.publisher.Mono;

/**
 * Reads what a request asks for, and who asks. Thread-safe.
 */
final class RequestReader {

	private static final Set<Operation> WITH_ID_IN_BODY = Set.of(Operation.UPDATE, Operation.REPLACE);

	private static final RequestBody NONE = new RequestBody.None();

	private final Callers callers;

	private final SubjectReader subjects;

	private final RequestCapture capture;

	private final OwnFailures failures;

	RequestReader(RequestCapture capture, DigestKey key, OwnFailures failures) {
		Digests digests = new Digests(key);
		this.callers = new Callers(digests);
		this.subjects = new SubjectReader(digests);
		this.capture = capture;
		this.failures = failures;
	}

	/**
	 * Reads a request that is known as it is.
	 * @return what it is, or null when its body, or an {@code httpRequest} consumer,
	 * which runs after all filters, matter
	 */
	@Nullable Read readNow(Asked asked, CallOptions options) {
		ClientRequest request = asked.request();
		return (request.httpRequest() == null && request.body() == BodyInserters.empty())
				? new Read(call(asked, options, request.headers(), request.cookies(), NONE), request, NONE) : null;
	}

	/**
	 * Reads a request that is first written into memory. What goes wrong with its body is
	 * the caller's to know; nothing is sent then.
	 */
	Mono<Read> read(Asked asked, CallOptions options) {
		ClientRequest request = asked.request();
		return this.capture.capture(request, asked.codecs())
			.map((captured) -> new Read(call(asked, options, captured.headers(), captured.cookies(), captured.body()),
					captured.inPlaceOf(request), captured.body()))
			// What cannot be written into memory may still be sent, but who asks for what
			// is not known.
			.switchIfEmpty(Mono.fromSupplier(() -> new Read(unknown(asked, options), request, NONE)));
	}

	private ApiCall call(Asked asked, CallOptions options, HttpHeaders headers, MultiValueMap<String, String> cookies,
			RequestBody body) {
		try {
			return known(asked, options, headers, cookies, body);
		}
		catch (RuntimeException ex) {
			this.failures.record("A request could not be read and was sent without being optimised", ex);
			return asked.path().unreadCall(asked.origin());
		}
	}

	private ApiCall unknown(Asked asked, CallOptions options) {
		ClientRequest request = asked.request();
		ApiPath path = asked.path();
		CallerIdentity caller = this.callers.of(request.headers(), request.cookies());
		boolean overridden = caller.overridden();
		return new ApiCall(asked.origin(), path.entity(), overridden ? Operation.OTHER : path.operation(),
				path.write() || overridden, path.id(), path.parent(), caller.integration(), null, null, null, options);
	}

	private ApiCall known(Asked asked, CallOptions options, HttpHeaders headers, MultiValueMap<String, String> cookies,
			RequestBody body) {
		ApiPath path = asked.path();
		CallerIdentity caller = this.callers.of(headers, cookies);
		boolean overridden = caller.overridden();
		Subject subject = (path.recallable() && !options.unkept() && !overridden && caller.identity() != null)
				? this.subjects.read(asked, headers, body) : null;
		Operation operation = overridden ? Operation.OTHER : path.operation();
		Long id = WITH_ID_IN_BODY.contains(operation) ? writtenRow(path.id(), body) : path.id();
		return new ApiCall(asked.origin(), path.entity(), operation, path.write() || overridden, id, path.parent(),
				caller.integration(), caller.identity(), key(asked, caller.identity(), subject),
				(subject != null) ? subject.query() : null,
				(body instanceof RequestBody.Streamed) ? options.bypassing() : options);
	}

	private static @Nullable CallKey key(Asked asked, @Nullable String identity, @Nullable Subject subject) {
		if (identity == null || subject == null) {
			return null;
		}
		ApiPath path = asked.path();
		QueryForm form = (path.operation() != Operation.QUERY) ? null
				: (asked.request().method() == HttpMethod.POST) ? QueryForm.POST : QueryForm.GET;
		return new CallKey(asked.scope(), asked.origin(), identity, path.entity(), path.operation(), subject.text(),
				form);
	}

	/** The API takes the id from the body; when the path says another one, who knows. */
	private static @Nullable Long writtenRow(@Nullable Long inPath, RequestBody body) {
		Long inBody = (body instanceof RequestBody.Whole whole) ? RowId.in(whole.bytes()) : null;
		if (inPath == null || inBody == null) {
			return (inPath != null) ? inPath : inBody;
		}
		return inPath.equals(inBody) ? inPath : null;
	}

	/**
	 * A request to Autotask, and the client that makes it.
	 *
	 * @param request the request as the last filter left it
	 * @param origin where it goes to
	 * @param path what its method and path say
	 * @param scope through what the client sends
	 * @param codecs the client's codecs
	 * @param endpoint the path below the API's base path
	 */
	record Asked(ClientRequest request, Origin origin, ApiPath path, ClientScope scope, ExchangeStrategies codecs,
			String endpoint) {

	}

	/**
	 * A request that was read.
	 *
	 * @param call what it asks for
	 * @param request the request to send
	 * @param body its body, as far as it was captured
	 */
	record Read(ApiCall call, ClientRequest request, RequestBody body) {

		/**
		 * Ends what is left of the request when its call is over.
		 */
		void over() {
			if (this.body instanceof RequestBody.Streamed streamed) {
				streamed.discardUnlessSent();
			}
		}

	}

}
