package io.autotask.performance.cache;

import io.autotask.performance.cache.CacheStatistics.MissReason;
import io.autotask.performance.call.Answer;

/**
 * What memory has for a read.
 */
sealed interface Recollection {

	/**
	 * An answer that may be given.
	 *
	 * @param answer the answer
	 * @param refresh whether it is to be asked for again, behind the caller's back
	 */
	record Found(Answer.Whole answer, boolean refresh) implements Recollection {

	}

	/**
	 * Nothing that may be given.
	 *
	 * @param reason why
	 */
	record Missing(MissReason reason) implements Recollection {

	}

}
