package io.autotask.performance.monitor.flight;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/**
 * Stacks as names of methods. They hold no values.
 */
final class StackNames {

	private StackNames() {
	}

	/**
	 * The frames of a stack.
	 * @param deepest how many at most, from the top
	 * @return the outermost first
	 */
	static List<String> of(@Nullable RecordedStackTrace stack, int deepest) {
		List<String> names = new ArrayList<>();
		if (stack != null) {
			for (RecordedFrame frame : stack.getFrames()) {
				if (frame.isJavaFrame() && names.size() < deepest) {
					names.add(frame.getMethod().getType().getName() + "." + frame.getMethod().getName());
				}
			}
		}
		Collections.reverse(names);
		return names;
	}

}
