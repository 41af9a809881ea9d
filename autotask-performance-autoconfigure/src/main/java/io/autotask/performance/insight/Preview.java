package io.autotask.performance.insight;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.autotask.performance.insight.finding.Gain;
import io.autotask.performance.insight.replay.ReplayResult;
import org.jspecify.annotations.Nullable;

/**
 * What settings would change, and what would have happened to the recorded calls with
 * them. Nothing is changed by it.
 *
 * @param ids of which findings
 * @param changes the settings
 * @param gain what they would bring, all together
 * @param before the replay with the settings as they are
 * @param after the replay with the changed ones
 * @param yaml all of them, as they are written in the configuration
 * @param possible whether it can be applied now by the endpoint
 * @param why why not, or null
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Preview(List<String> ids, List<Change> changes, Gain gain, ReplayResult before, ReplayResult after,
		String yaml, boolean possible, @Nullable String why) {

	/**
	 * One setting.
	 *
	 * @param property its name
	 * @param proposed what it would be
	 */
	public record Change(String property, String proposed) {

	}

}
