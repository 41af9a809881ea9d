package io.autotask.performance.insight.finding;

import java.util.List;

import io.autotask.performance.insight.replay.Setting;
import org.jspecify.annotations.Nullable;

/**
 * Something that a rule found.
 *
 * @param rule the rule's id
 * @param object at what, such as an entity
 * @param title what to do, in one line
 * @param severity how bad it is
 * @param confidence how sure it is
 * @param view under which heading people look for it
 * @param why what was seen
 * @param evidence what it rests on
 * @param gain what it would bring, or null when that cannot be said
 * @param risk what it may cost
 * @param fix what to do
 * @param applying who may do it
 * @param settings what would be set; empty when it is no matter of settings
 */
public record Finding(String rule, String object, String title, Severity severity, Confidence confidence, View view,
		String why, Evidence evidence, @Nullable Gain gain, Risk risk, Fix fix, Applying applying,
		List<Setting> settings) {

	/**
	 * The same for the same thing, whenever it is found.
	 * @return rule and object
	 */
	public String id() {
		return this.rule + ":" + this.object;
	}

	/**
	 * Under which heading people look for it.
	 *
	 * @param type whether it is in the way, or could be better
	 * @param area which part
	 * @param impact what it does
	 */
	public record View(Type type, String area, String impact) {

		/**
		 * Something that is in the way.
		 * @param component which part
		 * @param impact what it does
		 * @return the view
		 */
		public static View bottleneck(String component, String impact) {
			return new View(Type.BOTTLENECK, component, impact);
		}

		/**
		 * Something that could be better.
		 * @param area which part
		 * @param potential how much
		 * @return the view
		 */
		public static View opportunity(String area, String potential) {
			return new View(Type.OPPORTUNITY, area, potential);
		}

		/** Whether it is in the way, or could be better. */
		public enum Type {

			/** It is in the way. */
			BOTTLENECK,

			/** It could be better. */
			OPPORTUNITY

		}

	}

}
