package io.autotask.performance.optimizer.budget;

/**
 * Who spends a request of the hour. When it runs short, the first of them stops first,
 * and the last one last.
 */
public enum Rank {

	/** Nobody in the application waits for it, or its priority is 1 to 3. */
	BACKGROUND,

	/** A read of priority 4 to 7. */
	NORMAL,

	/** A write of priority 4 to 7: what people did must not get lost. */
	WRITE,

	/** Priority 8 to 10: a person waits. */
	INTERACTIVE

}
