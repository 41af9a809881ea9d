package io.autotask.performance.optimizer.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * Says which reads may leave together, as far as that is known of the entity. Called
 * under the monitor of the queue: quick, and calls nothing back.
 */
interface Company {

	/**
	 * Whether some of these reads may leave together now.
	 * @return false when each has to leave alone
	 */
	boolean isAllowed(MergeKey key);

	/**
	 * Several of these reads are about to leave together.
	 * @return on which terms, or null when each has to leave alone after all
	 */
	@Nullable Terms terms(MergeKey key);

	/**
	 * Those who were about to leave are all gone.
	 * @param evidence the row that would have been read along
	 */
	void abandoned(MergeKey key, Specimen evidence);

	/**
	 * On which terms.
	 *
	 * @param most how many may leave together
	 * @param evidence a row to be read along, or null
	 */
	record Terms(int most, @Nullable Specimen evidence) {

	}

	/**
	 * Nobody leaves together.
	 */
	static Company none() {
		return new Company() {

			@Override
			public boolean isAllowed(MergeKey key) {
				return false;
			}

			@Override
			public @Nullable Terms terms(MergeKey key) {
				return null;
			}

			@Override
			public void abandoned(MergeKey key, Specimen evidence) {
				// There was none.
			}

		};
	}

}
