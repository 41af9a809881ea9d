package io.autotask.performance.monitor.alert;

import java.util.Map;

/**
 * What was measured of one type.
 *
 * @param value the value, in the unit of the type
 * @param context what helps to find the cause
 */
public record AlertReading(double value, Map<String, String> context) {

	/**
	 * A value without more to say.
	 * @param value the value
	 * @return the reading
	 */
	public static AlertReading of(double value) {
		return new AlertReading(value, Map.of());
	}

}
