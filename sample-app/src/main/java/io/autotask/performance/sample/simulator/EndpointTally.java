package io.autotask.performance.sample.simulator;

import io.autotask.performance.sample.simulator.SimulatorCounts.EndpointCounts;
import io.autotask.performance.sample.simulator.api.Operation;

/**
 * Counts of one object while they grow. Guarded by its ledger.
 */
final class EndpointTally {

	private long requests;

	private long readsById;

	private long childReads;

	private long queries;

	private long counts;

	private long metadata;

	private long writes;

	private long rejected;

	private long errors;

	private long unauthorised;

	private int maxInFlight;

	void arrived(Operation operation, int inFlight) {
		this.requests++;
		this.maxInFlight = Math.max(this.maxInFlight, inFlight);
		this.readsById += (operation == Operation.READ) ? 1 : 0;
		this.childReads += (operation == Operation.CHILD_LIST || operation == Operation.CHILD_READ) ? 1 : 0;
		this.queries += operation.isQuery() ? 1 : 0;
		this.counts += (operation == Operation.COUNT) ? 1 : 0;
		this.metadata += operation.isMetadata() ? 1 : 0;
		this.writes += operation.isWrite() ? 1 : 0;
	}

	void rejected() {
		this.rejected++;
	}

	void answered(int status) {
		this.errors += (status >= 500) ? 1 : 0;
		this.unauthorised += (status == 401) ? 1 : 0;
	}

	EndpointCounts counts() {
		return new EndpointCounts(this.requests, this.readsById, this.childReads, this.queries, this.counts,
				this.metadata, this.writes, this.rejected, this.errors, this.unauthorised, this.maxInFlight);
	}

}
