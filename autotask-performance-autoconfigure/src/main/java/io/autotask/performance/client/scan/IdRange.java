package io.autotask.performance.client.scan;

import java.util.ArrayList;
import java.util.List;

import io.autotask.performance.query.Condition;
import io.autotask.performance.query.Filters;

/**
 * The ids between two bounds, neither of which is part of it.
 *
 * @param after the id below all of them; {@link Long#MIN_VALUE} for no bound
 * @param before the id above all of them; {@link Long#MAX_VALUE} for no bound
 */
public record IdRange(long after, long before) {

	/** All ids. */
	public static final IdRange ALL = new IdRange(Long.MIN_VALUE, Long.MAX_VALUE);

	/**
	 * All ids above one.
	 * @param id the id
	 * @return the range
	 */
	public static IdRange above(long id) {
		return new IdRange(id, Long.MAX_VALUE);
	}

	/**
	 * What a row must be like to be in it.
	 * @return no condition, one, or two
	 */
	public List<Condition> conditions() {
		List<Condition> conditions = new ArrayList<>(2);
		if (this.after != Long.MIN_VALUE) {
			conditions.add(Filters.gt("id", this.after));
		}
		if (isBounded()) {
			conditions.add(Filters.lt("id", this.before));
		}
		return conditions;
	}

	boolean isBounded() {
		return this.before != Long.MAX_VALUE;
	}

}
