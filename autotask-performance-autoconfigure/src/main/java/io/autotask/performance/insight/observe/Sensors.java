package io.autotask.performance.insight.observe;

import java.util.Map;

import io.autotask.performance.insight.replay.ReplaySettings;
import org.jspecify.annotations.Nullable;

/**
 * Where figures come from that no event tells. Quick, and calls nobody outside of the
 * process.
 */
public interface Sensors {

	/**
	 * How full things are now.
	 * @return the levels of this moment
	 */
	Level level();

	/**
	 * How memory does.
	 * @return by entity
	 */
	Map<String, CacheFigures> cache();

	/**
	 * How connections do.
	 * @return the figures, or null when they cannot be seen
	 */
	@Nullable PoolFigures pools();

	/**
	 * What is set now.
	 * @return what a replay has to assume
	 */
	ReplaySettings settings();

}
