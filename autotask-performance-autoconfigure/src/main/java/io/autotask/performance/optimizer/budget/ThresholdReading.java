package io.autotask.performance.optimizer.budget;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What {@code ThresholdInformation} says.
 *
 * @param count requests of all integrations in the last 60 minutes
 * @param limit how many there may be, or null when it does not say
 */
public record ThresholdReading(int count, @Nullable Integer limit) {

	private static final JsonFactory JSON = new JsonFactory();

	private static final int MINUTES = 60;

	/**
	 * Reads an answer. The three fields are looked for at any depth, in any case, because
	 * answers of the API are wrapped now in one way and now in another.
	 * @param body the answer
	 * @return what it says, or null when it says nothing of 60 minutes
	 */
	public static @Nullable ThresholdReading of(byte[] body) {
		Integer count = null;
		Integer limit = null;
		int timeframe = MINUTES;
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				if (token != JsonToken.VALUE_NUMBER_INT) {
					continue;
				}
				int value = (int) Math.max(0, Math.min(Integer.MAX_VALUE, parser.getLongValue()));
				switch (name(parser)) {
					case "currenttimeframerequestcount" -> count = value;
					case "externalrequestthreshold" -> limit = value;
					case "requestthresholdtimeframe" -> timeframe = value;
					default -> {
						// Nothing that matters here.
					}
				}
			}
		}
		catch (JacksonException ex) {
			// What is not JSON says nothing.
			return null;
		}
		return (count != null && timeframe == MINUTES)
				? new ThresholdReading(count, (limit == null || limit == 0) ? null : limit) : null;
	}

	private static String name(JsonParser parser) {
		String name = parser.currentName();
		return (name != null) ? name.toLowerCase(Locale.ROOT) : "";
	}

}
