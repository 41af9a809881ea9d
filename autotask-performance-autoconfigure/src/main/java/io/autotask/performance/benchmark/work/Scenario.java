package io.autotask.performance.benchmark.work;

import java.util.List;

/**
 * What a user does in a row, such as list, get and update.
 *
 * @param name its name
 * @param weight how often, in proportion to the other scenarios; above 0
 * @param actions what is done, in order
 */
public record Scenario(String name, double weight, List<Action> actions) {

	public Scenario {
		actions = List.copyOf(actions);
		if (!(weight > 0) || actions.isEmpty()) {
			throw new IllegalArgumentException("Scenario '" + name + "' has weight " + weight + " and " + actions.size()
					+ " actions, allowed are a weight above 0 and at least one action");
		}
	}

	/**
	 * One of the things done.
	 *
	 * @param operation what
	 * @param entity with which entity, in any case
	 */
	public record Action(OperationType operation, String entity) {

	}

}
