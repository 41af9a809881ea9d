package io.autotask.performance.sample.simulator;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import io.autotask.performance.sample.simulator.SimulatorCounts.EndpointCounts;
import io.autotask.performance.sample.simulator.api.ApiCall;
import io.autotask.performance.sample.simulator.limit.Slots;

/**
 * Counts what arrives and what is answered, as Autotask would see it. An answer is
 * counted before it leaves, so who has read it finds it in here. Safe for use by several
 * threads.
 */
public final class SimulatorLedger {

	private final Map<String, EndpointTally> endpoints = new TreeMap<>();

	private final Map<Integer, Long> statuses = new TreeMap<>();

	private final Map<Slots.Key, Integer> inFlight = new HashMap<>();

	private long requests;

	private long rejected;

	private long bytesOut;

	SimulatorLedger() {
	}

	/** What was counted so far. */
	public synchronized SimulatorCounts counts() {
		Map<String, EndpointCounts> byEndpoint = new TreeMap<>();
		this.endpoints.forEach((name, tally) -> byEndpoint.put(name, tally.counts()));
		long errors = this.statuses.entrySet()
			.stream()
			.filter((entry) -> entry.getKey() >= 500)
			.mapToLong(Map.Entry::getValue)
			.sum();
		int most = byEndpoint.values().stream().mapToInt(EndpointCounts::maxInFlight).max().orElse(0);
		return new SimulatorCounts(this.requests, this.rejected, errors, this.statuses.getOrDefault(401, 0L), most,
				this.bytesOut, Map.copyOf(this.statuses), Collections.unmodifiableMap(byEndpoint));
	}

	/** Starts to count anew. */
	public synchronized void reset() {
		this.endpoints.clear();
		this.statuses.clear();
		this.requests = 0;
		this.rejected = 0;
		this.bytesOut = 0;
	}

	/** A request with valid credentials has arrived at the API. */
	synchronized void arrived(Slots.Key key, ApiCall call) {
		this.requests++;
		int now = this.inFlight.merge(key, 1, Integer::sum);
		if (!key.endpoint().isEmpty()) {
			tally(key.endpoint()).arrived(call.operation(), now);
		}
	}

	/** A request that has arrived is over. */
	synchronized void left(Slots.Key key) {
		this.inFlight.computeIfPresent(key, (same, count) -> (count > 1) ? count - 1 : null);
	}

	/** A request was turned away by a limit. */
	synchronized void rejected(String endpoint) {
		this.rejected++;
		if (!endpoint.isEmpty()) {
			tally(endpoint).rejected();
		}
	}

	/** An answer is about to leave. */
	synchronized void answered(String endpoint, int status, int bytes) {
		this.statuses.merge(status, 1L, Long::sum);
		this.bytesOut += bytes;
		if (!endpoint.isEmpty()) {
			tally(endpoint).answered(status);
		}
	}

	private EndpointTally tally(String endpoint) {
		return this.endpoints.computeIfAbsent(endpoint, (name) -> new EndpointTally());
	}

}
