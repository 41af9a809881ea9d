package io.autotask.performance.sample.simulator.api;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.autotask.performance.sample.simulator.schema.RefusedException;
import io.autotask.performance.sample.simulator.schema.WireDates;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as the API reads it, single quotes and all, and as it writes it.
 */
public final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private Json() {
	}

	/**
	 * Reads JSON.
	 * @return the value, or {@code null} if there is nothing to read
	 * @throws RefusedException in the API's words if it is not JSON
	 */
	public static @Nullable JsonNode read(byte[] bytes) {
		return (bytes.length == 0) ? null : read(() -> MAPPER.readTree(bytes));
	}

	/** Reads JSON from text, with the same rules. */
	public static @Nullable JsonNode read(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : read(() -> MAPPER.readTree(text));
	}

	public static byte[] write(Consumer<JsonGenerator> content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
		try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
			content.accept(json);
		}
		return bytes.toByteArray();
	}

	/** A value of a row: dates as the API writes them, and decimals with four digits. */
	public static void writeValue(JsonGenerator json, @Nullable Object value) {
		if (value == null) {
			json.writeNull();
		}
		else if (value instanceof Long number) {
			json.writeNumber(number);
		}
		else if (value instanceof BigDecimal number) {
			json.writeNumber(number.setScale(4, RoundingMode.HALF_UP));
		}
		else if (value instanceof Boolean flag) {
			json.writeBoolean(flag);
		}
		else if (value instanceof Instant instant) {
			json.writeString(WireDates.format(instant));
		}
		else {
			json.writeString(value.toString());
		}
	}

	private static @Nullable JsonNode read(Supplier<JsonNode> reader) {
		try {
			JsonNode node = reader.get();
			return node.isMissingNode() ? null : node;
		}
		catch (JacksonException ex) {
			TokenStreamLocation location = ex.getLocation();
			throw new RefusedException("Unexpected character encountered while parsing value. Path '', line "
					+ ((location != null) ? location.getLineNr() : 0) + ", position "
					+ ((location != null) ? location.getColumnNr() : 0) + ".");
		}
	}

}
