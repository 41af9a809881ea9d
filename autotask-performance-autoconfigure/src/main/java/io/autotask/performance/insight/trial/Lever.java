package io.autotask.performance.insight.trial;

import io.autotask.performance.insight.replay.Setting;

/**
 * Changes settings of the running application, as far as that can be done. Thread-safe.
 */
public interface Lever {

	/**
	 * Whether a setting can be changed while the application runs.
	 * @param setting any setting
	 * @return false when it counts from the next start on
	 */
	boolean isMovable(Setting setting);

	/**
	 * Changes a setting.
	 * @param setting one that can be changed
	 * @return takes it back
	 */
	Undo move(Setting setting);

	/**
	 * What a change was.
	 *
	 * @param before what was set before, for people
	 * @param run takes the change back
	 */
	record Undo(String before, Runnable run) {

	}

}
