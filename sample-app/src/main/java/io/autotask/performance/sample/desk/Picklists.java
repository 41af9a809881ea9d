package io.autotask.performance.sample.desk;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The words for the numbers in a ticket. Each tenant has its own.
 *
 * @param statuses the label of each active status, in the order of the picklist
 * @param priorities the label of each active priority, in the order of the picklist
 * @param queues the label of each active queue, in the order of the picklist
 */
public record Picklists(Map<Integer, String> statuses, Map<Integer, String> priorities, Map<Integer, String> queues) {

	String status(@Nullable Integer value) {
		return label(this.statuses, value);
	}

	String priority(@Nullable Integer value) {
		return label(this.priorities, value);
	}

	private static String label(Map<Integer, String> labels, @Nullable Integer value) {
		return (value != null) ? labels.getOrDefault(value, String.valueOf(value)) : "";
	}

}
