package io.autotask.performance.insight.trial;

import io.autotask.performance.insight.replay.Setting;
import io.autotask.performance.optimizer.RequestOptimizer;

/**
 * Lets reads by id leave together. No answer changes by it, and those who wait when it is
 * taken back go as they came.
 */
public final class BatchingLever implements Lever {

	private final RequestOptimizer optimizer;

	/**
	 * A lever.
	 * @param optimizer what it moves
	 */
	public BatchingLever(RequestOptimizer optimizer) {
		this.optimizer = optimizer;
	}

	@Override
	public boolean isMovable(Setting setting) {
		return setting instanceof Setting.Batching && this.optimizer.canBatch();
	}

	@Override
	public Undo move(Setting setting) {
		boolean before = this.optimizer.readsPerQuery() > 1;
		this.optimizer.setBatching(true);
		return new Undo(String.valueOf(before), () -> this.optimizer.setBatching(before));
	}

}
