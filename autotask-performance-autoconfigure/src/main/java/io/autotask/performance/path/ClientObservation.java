package io.autotask.performance.path;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.util.context.ContextView;

/**
 * The seam to Micrometer's observation of the client. It learns the response from its own
 * innermost filter, which an answer from memory never reaches: without a word from us it
 * would be recorded as a client error.
 */
final class ClientObservation {

	private ClientObservation() {
	}

	static void answered(ContextView context, ClientResponse response) {
		Object current = context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
		while (current instanceof Observation observation) {
			if (observation.getContext() instanceof ClientRequestObservationContext client) {
				if (client.getResponse() == null) {
					client.setResponse(response);
				}
				return;
			}
			current = observation.getContext().getParentObservation();
		}
	}

}
