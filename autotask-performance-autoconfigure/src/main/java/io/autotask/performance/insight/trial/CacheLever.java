package io.autotask.performance.insight.trial;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.replay.Setting;
import org.jspecify.annotations.Nullable;

/**
 * Changes times to live, which the cache lets be set at run time. Everything else of the
 * cache is fixed when it is made.
 */
public final class CacheLever implements Lever {

	private final IntelligentCache cache;

	/**
	 * A lever.
	 * @param cache what it moves
	 */
	public CacheLever(IntelligentCache cache) {
		this.cache = cache;
	}

	@Override
	public boolean isMovable(Setting setting) {
		return setting instanceof Setting.Ttl ttl
				&& !this.cache.configuredTtl(ttl.entity(), Setting.Ttl.OPERATIONS.get(0)).isZero();
	}

	@Override
	public Undo move(Setting setting) {
		Setting.Ttl ttl = (Setting.Ttl) setting;
		String before = Setting.words(this.cache.ttl(ttl.entity(), Setting.Ttl.OPERATIONS.get(0)));
		Map<Operation, @Nullable Duration> set = new EnumMap<>(Operation.class);
		for (Operation operation : Setting.Ttl.OPERATIONS) {
			set.put(operation, this.cache.ttlSetAtRunTime(ttl.entity(), operation));
			this.cache.setTtl(ttl.entity(), operation, ttl.ttl());
		}
		return new Undo(before, () -> set.forEach((operation, time) -> {
			if (time != null) {
				this.cache.setTtl(ttl.entity(), operation, time);
			}
			else {
				this.cache.resetTtl(ttl.entity(), operation);
			}
		}));
	}

}
