package io.autotask.performance.insight.trial;

import java.util.List;

import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.ReplaySettings;
import io.autotask.performance.insight.replay.Setting;

/**
 * What a change is made for, and what it is measured by.
 */
enum Aim {

	/** As few requests as possible, without slower or older answers. */
	FEWER_REQUESTS,

	/** Younger data, which costs requests and time. */
	FRESHER_DATA;

	/**
	 * The aim of settings: a shorter time to live is no way to save anything.
	 * @param proposed what is to be set
	 * @param current what is set
	 */
	static Aim of(List<Setting> proposed, ReplaySettings current) {
		boolean shorter = proposed.stream()
			.allMatch((setting) -> setting instanceof Setting.Ttl ttl
					&& ttl.ttl().compareTo(current.ttl(new Kind(ttl.entity(), Setting.Ttl.OPERATIONS.get(0)))) < 0);
		return shorter ? FRESHER_DATA : FEWER_REQUESTS;
	}

}
