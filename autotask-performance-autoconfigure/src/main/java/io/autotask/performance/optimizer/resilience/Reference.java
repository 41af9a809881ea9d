package io.autotask.performance.optimizer.resilience;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AnswerContent;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Rows;
import io.autotask.performance.query.Filters;
import io.autotask.performance.query.Query;
import io.autotask.performance.query.QueryWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A field of a new row whose value is there once.
 *
 * @param field its name
 * @param value its value; it is personal data for all we know, and is sent to Autotask
 * only
 */
record Reference(String field, String value) {

	private static final JsonFactory JSON = new JsonFactory();

	private static final QueryWriter WRITER = new QueryWriter();

	private static final int OK = 200;

	/**
	 * Of a call.
	 * @return the reference, or null when the call is no create, names none, or has no
	 * value for it
	 */
	static @Nullable Reference of(CallExchange exchange) {
		String field = exchange.call().options().steering().reference();
		byte[] body = exchange.body();
		if (field == null || body == null || exchange.call().operation() != Operation.CREATE) {
			return null;
		}
		String value = valueIn(body, field);
		return (value != null && !value.isBlank()) ? new Reference(field, value) : null;
	}

	/**
	 * A query for the row, as a path below the API's version.
	 */
	String query(String entity) {
		Query query = new Query(List.of(Filters.eq(this.field, this.value)), List.of("id"), 2);
		String json = new String(WRITER.write(query), StandardCharsets.UTF_8);
		return entity + "/query?search=" + URLEncoder.encode(json, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/**
	 * The row that an answer has.
	 * @return its id, or null when there is none, or are several
	 */
	@Nullable Long rowIn(Answer answer) {
		if (answer instanceof Answer.Stream stream) {
			stream.discardUnlessRead();
		}
		if (!(answer instanceof Answer.Whole whole) || answer.status() != OK) {
			return null;
		}
		AnswerContent content = AnswerContent.read(whole.response().bytes());
		Rows rows = (content != null && !content.errors()) ? content.rows() : null;
		return (rows != null && rows.size() == 1 && rows.identified()) ? rows.id(0) : null;
	}

	@Override
	public String toString() {
		return "Reference[field=" + this.field + "]";
	}

	private static @Nullable String valueIn(byte[] body, String field) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				return null;
			}
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				boolean wanted = field.equalsIgnoreCase(parser.currentName());
				JsonToken value = parser.nextToken();
				if (wanted) {
					return value.isScalarValue() && value != JsonToken.VALUE_NULL ? parser.getString() : null;
				}
				parser.skipChildren();
			}
			return null;
		}
		catch (JacksonException ex) {
			// What is not JSON names no value.
			return null;
		}
	}

}
