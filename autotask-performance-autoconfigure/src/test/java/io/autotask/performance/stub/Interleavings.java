package io.autotask.performance.stub;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Every order in which the steps of several actors can happen. */
public final class Interleavings {

	private Interleavings() {
	}

	/**
	 * Calls the consumer with each order, as a list of actors.
	 * @param steps the number of steps of each actor
	 * @return how many orders there are
	 */
	public static int forEach(Consumer<List<Integer>> consumer, int... steps) {
		return next(consumer, steps.clone(), new ArrayList<>());
	}

	private static int next(Consumer<List<Integer>> consumer, int[] left, List<Integer> order) {
		if (Arrays.stream(left).sum() == 0) {
			consumer.accept(List.copyOf(order));
			return 1;
		}
		int orders = 0;
		for (int actor = 0; actor < left.length; actor++) {
			if (left[actor] > 0) {
				left[actor]--;
				order.add(actor);
				orders += next(consumer, left, order);
				order.remove(order.size() - 1);
				left[actor]++;
			}
		}
		return orders;
	}

}
