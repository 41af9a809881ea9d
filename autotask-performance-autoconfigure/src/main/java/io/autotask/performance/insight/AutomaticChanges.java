package io.autotask.performance.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.ReplaySettings;
import io.autotask.performance.insight.replay.Setting;

/**
 * The bounds of what is changed without anybody asking: a time to live, to twice of what
 * it was at most, and each setting once a day. Holds one entry per setting; settings are
 * bounded by the entities of the API. Not thread-safe.
 */
final class AutomaticChanges {

	private static final int STEP = 2;

	private static final Duration PAUSE = Duration.ofDays(1);

	private final Map<String, Instant> last = new HashMap<>();

	/**
	 * As much of what is proposed as may be done at once.
	 */
	List<Setting> step(List<Setting> proposed, ReplaySettings current) {
		return proposed.stream().map((setting) -> step(setting, current)).toList();
	}

	private static Setting step(Setting setting, ReplaySettings current) {
		if (setting instanceof Setting.Ttl ttl) {
			Duration most = current.ttl(new Kind(ttl.entity(), Setting.Ttl.OPERATIONS.get(0))).multipliedBy(STEP);
			return (ttl.ttl().compareTo(most) > 0) ? new Setting.Ttl(ttl.entity(), most) : ttl;
		}
		return setting;
	}

	boolean isDue(List<Setting> settings, Instant now) {
		return settings.stream().allMatch((setting) -> {
			Instant before = this.last.get(setting.property());
			return setting instanceof Setting.Ttl && (before == null || !now.isBefore(before.plus(PAUSE)));
		});
	}

	void changed(List<Setting> settings, Instant now) {
		settings.forEach((setting) -> this.last.put(setting.property(), now));
	}

}
