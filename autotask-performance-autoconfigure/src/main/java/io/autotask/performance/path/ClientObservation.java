package io.autotask.performance.path;

import java.util.List;

import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Wire;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.util.context.ContextView;

/**
 * The seam to Micrometer's observation of the client. It learns the response from its own
 * innermost filter, which an answer from memory never reaches: without a word from us it
 * would be recorded as a client error. Calls that one request answered name each other's
 * traces, so that from any of them the request is found that was sent for all.
 */
final class ClientObservation {

	private ClientObservation() {
	}

	static void answered(ContextView context, ClientResponse response, CallExchange exchange, Wire wire) {
		ClientRequestObservationContext client = client(context);
		if (client == null) {
			return;
		}
		if (client.getResponse() == null) {
			client.setResponse(response);
		}
		List<String> traces = exchange.traces();
		String own = (traces.size() > 1) ? wire.trace() : null;
		if (own != null) {
			link(client, traces, own);
		}
	}

	/** The first trace is that of the request that was sent. */
	private static void link(ClientRequestObservationContext client, List<String> traces, String own) {
		if (own.equals(traces.get(0))) {
			client.addHighCardinalityKeyValue(
					KeyValue.of("autotask.shared.callers", String.join(",", traces.subList(1, traces.size()))));
		}
		else {
			client.addHighCardinalityKeyValue(KeyValue.of("autotask.shared.request", traces.get(0)));
		}
	}

	private static @Nullable ClientRequestObservationContext client(ContextView context) {
		Object current = context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
		while (current instanceof Observation observation) {
			if (observation.getContext() instanceof ClientRequestObservationContext client) {
				return client;
			}
			current = observation.getContext().getParentObservation();
		}
		return null;
	}

}
