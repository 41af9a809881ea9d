package io.autotask.performance.cache;

import java.util.List;
import java.util.Set;

/**
 * How far a write reaches.
 *
 * @param tags everything that depends on one of them goes
 * @param effects of what depends on the rows of an entity, goes what these may change
 */
record WriteReach(Set<Tag> tags, List<Effect> effects) {

	WriteReach {
		effects = List.copyOf(effects);
	}

}
