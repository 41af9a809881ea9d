package io.autotask.performance.client;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

import io.autotask.performance.call.AutotaskAttributes;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.client.bulk.RowWriter;
import io.autotask.performance.client.scan.Patience;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Sends the rows of a bulk write to one entity, behind the calls that somebody waits for.
 *
 * @param rows the entity, behind all that is normal
 * @param saves whether rows that have an id are updated; if not, all are created
 * @param lookUp finds a row that may have been created, or null
 */
record ApiRowWriter(EntityClient rows, boolean saves,
		@Nullable Function<Object, Mono<Long>> lookUp) implements RowWriter {

	private static final int UNAUTHORIZED = 401;

	private static final int TOO_MANY_REQUESTS = 429;

	private static final int INTERNAL_SERVER_ERROR = 500;

	@Override
	public Write prepare(Object row) {
		byte[] body = this.rows.http().mapper().write(row);
		JsonNode fields = this.rows.http().mapper().tree(body);
		Long id = this.saves ? id(fields) : null;
		Mono<Long> send = this.rows.send((id != null) ? HttpMethod.PATCH : HttpMethod.POST, body);
		return new Write(id, Patience.with(send), (id != null) ? wasUpdated(id, fields) : wasCreated(row));
	}

	@Override
	public Failure judge(Throwable failure) {
		if (failure instanceof AutotaskApiException answer) {
			return judge(answer);
		}
		if (failure instanceof AutotaskRequestRefusedException || failure instanceof IllegalStateException) {
			return Failure.NOT_SENT;
		}
		return (failure instanceof WebClientRequestException && wasNeverConnected(failure)) ? Failure.NOT_SENT
				: Failure.UNKNOWN;
	}

	private static Failure judge(AutotaskApiException answer) {
		if (answer.status() == TOO_MANY_REQUESTS || answer.status() == UNAUTHORIZED) {
			// Turned away at the door.
			return Failure.NOT_SENT;
		}
		boolean said = answer.status() == INTERNAL_SERVER_ERROR && !answer.errors().isEmpty();
		boolean refused = answer.status() >= 400 && answer.status() < INTERNAL_SERVER_ERROR;
		return (said || refused) ? Failure.REFUSED : Failure.UNKNOWN;
	}

	private static boolean wasNeverConnected(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
				return true;
			}
		}
		return false;
	}

	/** Zero is no id, but of the company that the service provider itself is. */
	private @Nullable Long id(JsonNode fields) {
		JsonNode id = fields.path("id");
		if (!id.isIntegralNumber() || (id.asLong() == 0 && !this.rows.entity().equals("Companies"))) {
			return null;
		}
		return id.asLong();
	}

	private @Nullable Mono<Long> wasCreated(Object row) {
		return (this.lookUp != null) ? Mono.defer(() -> this.lookUp.apply(row)) : null;
	}

	/** An update was carried out when the row is as it says. */
	private Mono<Long> wasUpdated(long id, JsonNode fields) {
		return this.rows.with((attributes) -> attributes.put(AutotaskAttributes.MAX_AGE, Duration.ZERO))
			.get(id)
			.filter((row) -> fields.properties().stream().allMatch((field) -> isSame(field, row)))
			.map((row) -> id);
	}

	private static boolean isSame(Map.Entry<String, JsonNode> field, JsonNode row) {
		JsonNode written = field.getValue();
		JsonNode found = row.path(field.getKey());
		if (written.isNumber() && found.isNumber()) {
			return written.decimalValue().compareTo(found.decimalValue()) == 0;
		}
		return written.equals(found) || (written.isNull() && found.isMissingNode());
	}

}
