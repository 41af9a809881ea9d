package io.autotask.performance.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.Entities;
import io.autotask.performance.call.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Figures by entity and operation. Entities that the API does not publish are counted as
 * one, and so is what comes when there are many already, so that no traffic makes it
 * grow. Thread-safe: endpoints are created under the monitor of this object, and found
 * without it.
 */
final class EndpointFigures {

	/** Each takes some kilobytes. */
	static final int MAX_ENDPOINTS = 200;

	private final Map<String, AtomicReferenceArray<@Nullable Endpoint>> entities = new ConcurrentHashMap<>();

	private final AtomicReferenceArray<@Nullable Endpoint> others = operations();

	private int count;

	private @Nullable CallMeters meters;

	/**
	 * Where a call is counted.
	 */
	Endpoint of(ApiCall call) {
		AtomicReferenceArray<@Nullable Endpoint> known = this.entities.get(call.entity());
		Endpoint endpoint = (known != null) ? known.get(call.operation().ordinal()) : null;
		return (endpoint != null) ? endpoint : find(call.entity(), call.operation());
	}

	/**
	 * Lets another place measure the same calls from now on.
	 */
	synchronized void attach(CallMeters meters) {
		CallMeters all = (this.meters != null) ? this.meters.and(meters) : meters;
		this.meters = all;
		all().forEach((endpoint) -> endpoint.attach(all));
	}

	List<Endpoint> all() {
		List<Endpoint> all = new ArrayList<>();
		this.entities.values().forEach((operations) -> addTo(all, operations));
		addTo(all, this.others);
		return all;
	}

	Map<String, Map<String, EndpointSnapshot>> snapshot() {
		Map<String, Map<String, EndpointSnapshot>> snapshot = new TreeMap<>();
		for (Endpoint endpoint : all()) {
			EndpointSnapshot figures = endpoint.snapshot();
			if (figures.calls().total() + figures.upstream().total() > 0) {
				snapshot.computeIfAbsent(endpoint.key().entity(), (key) -> new TreeMap<>())
					.put(endpoint.key().operation().word(), figures);
			}
		}
		return snapshot;
	}

	private Endpoint find(String entity, Operation operation) {
		if (!Entities.known().isKnown(entity)) {
			return other(operation);
		}
		synchronized (this) {
			if (this.count >= MAX_ENDPOINTS) {
				return other(operation);
			}
			return in(this.entities.computeIfAbsent(entity, (key) -> operations()), entity, operation);
		}
	}

	private Endpoint other(Operation operation) {
		Endpoint there = this.others.get(operation.ordinal());
		return (there != null) ? there : in(this.others, EndpointKey.OTHER, operation);
	}

	private synchronized Endpoint in(AtomicReferenceArray<@Nullable Endpoint> operations, String entity,
			Operation operation) {
		Endpoint there = operations.get(operation.ordinal());
		if (there != null) {
			return there;
		}
		Endpoint endpoint = new Endpoint(new EndpointKey(entity, operation));
		if (this.meters != null) {
			endpoint.attach(this.meters);
		}
		operations.set(operation.ordinal(), endpoint);
		this.count += (operations != this.others) ? 1 : 0;
		return endpoint;
	}

	private static AtomicReferenceArray<@Nullable Endpoint> operations() {
		return new AtomicReferenceArray<>(Operation.values().length);
	}

	private static void addTo(List<Endpoint> all, AtomicReferenceArray<@Nullable Endpoint> operations) {
		for (int i = 0; i < operations.length(); i++) {
			Endpoint endpoint = operations.get(i);
			if (endpoint != null) {
				all.add(endpoint);
			}
		}
	}

}
