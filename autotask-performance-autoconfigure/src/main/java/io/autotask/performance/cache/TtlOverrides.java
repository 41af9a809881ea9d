package io.autotask.performance.cache;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.autotask.performance.call.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Times to live that were set at run time. They count for answers that are kept already
 * too, as far as they are shorter. Bounded by the entities and operations of the API.
 */
final class TtlOverrides {

	private final Map<Place, Duration> ttls = new ConcurrentHashMap<>();

	void set(String entity, @Nullable Operation operation, Duration ttl) {
		String name = EntityWords.known().entity(entity);
		if (!EntityWords.known().entities().contains(name)) {
			throw new IllegalArgumentException("'" + entity + "' is no entity of the API, such as 'Companies'");
		}
		if (ttl.isNegative() || ttl.isZero()) {
			throw new IllegalArgumentException(
					"The time to live of '" + entity + "' is " + ttl + ", it must be above 0");
		}
		this.ttls.put(new Place(name, operation), ttl);
	}

	void reset(String entity) {
		String name = EntityWords.known().entity(entity);
		this.ttls.keySet().removeIf((place) -> place.entity().equals(name));
	}

	void reset(String entity, Operation operation) {
		this.ttls.remove(new Place(EntityWords.known().entity(entity), operation));
	}

	/**
	 * The time that was set for exactly this, or null when none was.
	 */
	@Nullable Duration set(String entity, Operation operation) {
		return this.ttls.get(new Place(EntityWords.known().entity(entity), operation));
	}

	/**
	 * The time to live, or null when none was set.
	 */
	@Nullable Duration find(String entity, Operation operation) {
		if (this.ttls.isEmpty()) {
			return null;
		}
		String name = EntityWords.known().entity(entity);
		Duration ttl = this.ttls.get(new Place(name, operation));
		return (ttl != null) ? ttl : this.ttls.get(new Place(name, null));
	}

	private record Place(String entity, @Nullable Operation operation) {

	}

}
