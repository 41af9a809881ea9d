package io.autotask.performance.monitor.flight;

import jdk.jfr.FlightRecorder;
import org.springframework.util.ClassUtils;

/**
 * Whether the virtual machine has a flight recorder: some are built without.
 */
public final class JvmRecorder {

	private static final boolean THERE = ClassUtils.isPresent("jdk.jfr.consumer.RecordingStream",
			JvmRecorder.class.getClassLoader());

	private JvmRecorder() {
	}

	/**
	 * Whether it can be used.
	 * @return false when it is not there, or switched off
	 */
	public static boolean isAvailable() {
		return THERE && Loaded.isAvailable();
	}

	/** Loaded only where the recorder is. */
	private static final class Loaded {

		static boolean isAvailable() {
			return FlightRecorder.isAvailable();
		}

	}

}
