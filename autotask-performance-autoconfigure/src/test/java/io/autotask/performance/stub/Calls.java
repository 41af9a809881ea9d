package io.autotask.performance.stub;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.ClientScope;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.RowRef;
import io.autotask.performance.query.Query;
import io.autotask.performance.query.QueryParser;
import io.autotask.performance.call.Serving;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Calls and answers for tests that need no HTTP. */
public final class Calls {

	public static final Origin ORIGIN = new Origin("https", "webservices5.autotask.net", 443);

	private static final ClientScope SCOPE = new ClientScope(new Object());

	private Calls() {
	}

	public static ApiCall get(String entity, long id) {
		return get(entity, id, CallOptions.defaults());
	}

	public static ApiCall get(String entity, long id, CallOptions options) {
		return read(entity, Operation.GET, id, String.valueOf(id), null, options);
	}

	public static ApiCall query(String entity, String subject, CallKey.QueryForm form) {
		return read(entity, Operation.QUERY, null, subject, form, CallOptions.defaults());
	}

	/**
	 * A query that is understood: a filter in single quotes, such as {@code [{'op':…}]}.
	 */
	public static ApiCall query(String entity, String filter) {
		return filtered(Operation.QUERY, entity, "{'filter':" + filter + "}");
	}

	public static ApiCall countOf(String entity, String filter) {
		return filtered(Operation.COUNT, entity, "{'filter':" + filter + "}");
	}

	/** A query or a count, of the whole body. */
	public static ApiCall filtered(Operation operation, String entity, String body) {
		Query query = new QueryParser().parse(body);
		CallKey.QueryForm form = (operation == Operation.QUERY) ? CallKey.QueryForm.POST : null;
		return new ApiCall(ORIGIN, entity, operation, false, null, null, "code", "me",
				new CallKey(SCOPE, ORIGIN, "me", entity, operation, query.canonical(), form), query,
				CallOptions.defaults());
	}

	/** The same query sent in another form. */
	public static ApiCall inForm(ApiCall call, CallKey.QueryForm form) {
		CallKey key = call.key();
		return new ApiCall(call.origin(), call.entity(), call.operation(), call.write(), call.id(), call.parent(),
				call.integration(), call.identity(), new CallKey(key.scope(), key.origin(), key.identity(),
						key.entity(), key.operation(), key.subject(), form),
				call.query(), call.options());
	}

	/** The children of a row. */
	public static ApiCall list(String entity, RowRef parent) {
		return new ApiCall(ORIGIN, entity, Operation.LIST, false, null, parent, "code", "me",
				new CallKey(SCOPE, ORIGIN, "me", entity, Operation.LIST, parent.entity() + "/" + parent.id(), null),
				null, CallOptions.defaults());
	}

	public static ApiCall count(String entity, String subject) {
		return read(entity, Operation.COUNT, null, subject, null, CallOptions.defaults());
	}

	public static ApiCall metadata(String entity) {
		return read(entity, Operation.METADATA, null, "/entityinformation", null, CallOptions.defaults());
	}

	public static ApiCall by(String identity, ApiCall call) {
		CallKey key = call.key();
		return new ApiCall(call.origin(), call.entity(), call.operation(), call.write(), call.id(), call.parent(),
				call.integration(), identity, new CallKey(key.scope(), key.origin(), identity, key.entity(),
						key.operation(), key.subject(), key.form()),
				call.query(), call.options());
	}

	public static ApiCall at(Origin origin, ApiCall call) {
		return new ApiCall(origin, call.entity(), call.operation(), call.write(), call.id(), call.parent(),
				call.integration(), call.identity(), call.key(), call.query(), call.options());
	}

	public static ApiCall write(Operation operation, String entity, Long id, RowRef parent) {
		return new ApiCall(ORIGIN, entity, operation, true, id, parent, "code", "me", null, null,
				CallOptions.defaults());
	}

	public static ApiCall update(String entity, long id) {
		return write(Operation.UPDATE, entity, id, null);
	}

	private static ApiCall read(String entity, Operation operation, Long id, String subject, CallKey.QueryForm form,
			CallOptions options) {
		return new ApiCall(ORIGIN, entity, operation, false, id, null, "code", "me",
				new CallKey(SCOPE, ORIGIN, "me", entity, operation, subject, form), null, options);
	}

	public static BufferedResponse json(int status, String body) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_JSON);
		return new BufferedResponse(status, headers, body.getBytes(StandardCharsets.UTF_8));
	}

	public static BufferedResponse response(int status, Map<String, String> headers, String body) {
		HttpHeaders all = new HttpHeaders();
		headers.forEach(all::set);
		return new BufferedResponse(status, all, body.getBytes(StandardCharsets.UTF_8));
	}

	public static Answer answer(int status, String body) {
		return new Answer.Whole(json(status, body), Serving.network(false));
	}

	public static Answer item(String fields) {
		return answer(200, "{\"item\":{" + fields + "}}");
	}

	public static String text(Answer answer) {
		return new String(((Answer.Whole) answer).response().bytes(), StandardCharsets.UTF_8);
	}

}
