package io.autotask.performance.actuate;

import com.fasterxml.jackson.annotation.JsonValue;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Something that is written by the actuator's own mapper as it is.
 *
 * @param content what is written
 */
record InsightBody(@JsonValue Object content) implements OperationResponseBody {

	static OperationResponseBody of(Object content) {
		return new InsightBody(content);
	}

}
