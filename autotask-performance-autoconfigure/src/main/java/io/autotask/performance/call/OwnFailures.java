package io.autotask.performance.call;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Counts the failures of our own parts, which must never be the caller's problem, and
 * shows each kind once. Thread-safe.
 */
public final class OwnFailures {

	private static final int MAX_KINDS = 100;

	private static final Log logger = LogFactory.getLog(OwnFailures.class);

	private final LongAdder count = new LongAdder();

	private final Set<String> shown = ConcurrentHashMap.newKeySet();

	/**
	 * Something of ours failed.
	 * @param what what did not happen because of it, as a sentence without a full stop
	 * @param failure the failure
	 */
	public void record(String what, Throwable failure) {
		this.count.increment();
		String kind = what + "|" + failure.getClass().getName();
		if (this.shown.size() < MAX_KINDS && this.shown.add(kind)) {
			logger.warn(what + ". The call went on without it; further failures of this kind are logged at debug level",
					failure);
		}
		else {
			logger.debug(what, failure);
		}
	}

	/**
	 * How often something of ours failed.
	 * @return the number since the start
	 */
	public long count() {
		return this.count.sum();
	}

}
