package io.autotask.performance.sample.simulator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.autotask.performance.sample.simulator.api.Json;
import io.autotask.performance.sample.simulator.schema.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Faults as JSON, under the names and with the values of their properties.
 */
final class FaultsJson {

	private FaultsJson() {
	}

	static byte[] write(FaultSettings faults) {
		return Json.write((json) -> json.writePOJO(properties(faults)));
	}

	/**
	 * Changes what is given and leaves the rest.
	 * @throws IllegalArgumentException if a name or a value is none
	 */
	static FaultSettings read(FaultSettings current, String text) {
		Map<String, @Nullable Object> values = properties(current);
		for (Map.Entry<String, JsonNode> entry : object(text).properties()) {
			String name = values.keySet()
				.stream()
				.filter((known) -> uniform(known).equals(uniform(entry.getKey())))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException(
						"There is no fault '" + entry.getKey() + "'. There are " + values.keySet() + "."));
			values.put(name, entry.getValue().isNull() ? null : entry.getValue().asString(""));
		}
		return bind(values);
	}

	private static JsonNode object(String text) {
		try {
			JsonNode node = Json.read(text);
			if (node != null && node.isObject()) {
				return node;
			}
		}
		catch (RefusedException ex) {
			throw new IllegalArgumentException("The body is not JSON: " + ex.getMessage(), ex);
		}
		throw new IllegalArgumentException("The body is no JSON object, such as {\"unavailable\":0.1}.");
	}

	private static FaultSettings bind(Map<String, @Nullable Object> values) {
		Map<String, Object> properties = new LinkedHashMap<>();
		values.forEach((name, value) -> {
			if (value != null) {
				properties.put("faults." + name, value);
			}
		});
		try {
			return new Binder(new MapConfigurationPropertySource(properties)).bind("faults", FaultSettings.class).get();
		}
		catch (BindException ex) {
			throw new IllegalArgumentException(message(ex), ex);
		}
	}

	private static String message(BindException ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidSimulatorSettingException invalid) {
				return String.valueOf(invalid.getMessage());
			}
		}
		var property = ex.getProperty();
		return (property != null)
				? "The value '" + property.getValue() + "' of '" + property.getName() + "' cannot be read."
				: String.valueOf(ex.getMessage());
	}

	private static Map<String, @Nullable Object> properties(FaultSettings faults) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("unavailable", faults.unavailable());
		values.put("errors", faults.errors());
		values.put("unauthorised", faults.unauthorised());
		values.put("slow", faults.slow());
		values.put("slow-delay", millis(faults.slowDelay()));
		values.put("hang", faults.hang());
		values.put("reset-connections", faults.resetConnections());
		values.put("reverted-writes", faults.revertedWrites());
		values.put("sparse-queries", faults.sparseQueries());
		values.put("retry-after", (faults.retryAfter() != null) ? millis(faults.retryAfter()) : null);
		values.put("rejections-as500", faults.rejectionsAs500());
		values.put("zone-migration", faults.zoneMigration());
		return values;
	}

	private static String millis(Duration duration) {
		return duration.toMillis() + "ms";
	}

	/** The name without case and dashes, as Spring Boot compares names of properties. */
	private static String uniform(String name) {
		return name.replace("-", "").toLowerCase(Locale.ROOT);
	}

}
