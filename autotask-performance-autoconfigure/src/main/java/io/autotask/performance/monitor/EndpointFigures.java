package io.autotask.performance.monitor;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.Entities;
import io.autotask.performance.call.Operation;

/**
 * Figures by entity and operation. Entities that the API does not publish are counted as
 * one, so that no traffic makes it grow. Thread-safe.
 */
final class EndpointFigures {

	private static final String OTHER = "other";

	private final Map<Endpoint, Figures> endpoints = new ConcurrentHashMap<>();

	Figures of(ApiCall call) {
		String entity = Entities.known().isKnown(call.entity()) ? call.entity() : OTHER;
		Endpoint endpoint = new Endpoint(entity, call.operation());
		Figures figures = this.endpoints.get(endpoint);
		return (figures != null) ? figures : this.endpoints.computeIfAbsent(endpoint, (key) -> new Figures());
	}

	Map<String, Map<String, CallFiguresSnapshot>> snapshot() {
		Map<String, Map<String, CallFiguresSnapshot>> snapshot = new TreeMap<>();
		this.endpoints.forEach((endpoint, figures) -> {
			if (figures.calls.completed() > 0) {
				snapshot.computeIfAbsent(endpoint.entity(), (key) -> new TreeMap<>())
					.put(endpoint.operation().word(), figures.calls.snapshot());
			}
		});
		return snapshot;
	}

	private record Endpoint(String entity, Operation operation) {

	}

	/** One endpoint: as its callers feel it, and as Autotask answers. */
	static final class Figures {

		private final CallFigures calls = new CallFigures();

		private final Latencies upstream = new Latencies();

		CallFigures calls() {
			return this.calls;
		}

		Latencies upstream() {
			return this.upstream;
		}

	}

}
