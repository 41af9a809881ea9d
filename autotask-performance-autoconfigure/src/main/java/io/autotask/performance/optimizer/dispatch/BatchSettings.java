package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Which reads by id leave together as one query.
 *
 * @param enabled whether they do from the start on
 * @param maxSize how many at most; 1 or less for none
 * @param maxWait how long a read may be held though a slot is free, or null to hold it
 * only when company is expected, and at most until the next slot would come free
 */
public record BatchSettings(boolean enabled, int maxSize, @Nullable Duration maxWait) {

	/**
	 * Settings of an application in which reads leave together from the start on.
	 * @param maxSize how many at most; 1 or less for none
	 * @param maxWait how long a read may be held though a slot is free, or null to hold
	 * it only when company is expected
	 */
	public BatchSettings(int maxSize, @Nullable Duration maxWait) {
		this(true, maxSize, maxWait);
	}

	/**
	 * The settings of an application that sets nothing.
	 * @return as many as one query of the API takes, held when company is expected
	 */
	public static BatchSettings defaults() {
		return new BatchSettings(500, null);
	}

	/**
	 * Every read leaves alone, whatever happens.
	 * @return the settings of an application that switched the optimisation off
	 */
	public static BatchSettings none() {
		return new BatchSettings(false, 1, Duration.ZERO);
	}

}
