package io.autotask.performance.sample.simulator.api;

import java.util.List;
import java.util.function.Predicate;

import io.autotask.performance.sample.simulator.limit.RollingHour;
import org.jspecify.annotations.Nullable;

/**
 * Paths that are no entities.
 *
 * @param knownUser whether a login is one of the tenant's
 */
record Services(RollingHour hour, Metadata metadata, Predicate<String> knownUser) {

	private static final int DATABASE = 30595;

	ApiAnswer service(ApiCall call) {
		return switch (call.endpoint()) {
			case "ThresholdInformation" -> ApiAnswer.json(200,
					"{\"externalRequestThreshold\":%d,\"requestThresholdTimeframe\":60,\"currentTimeframeRequestCount\":%d}"
						.formatted(this.hour.limit(), this.hour.count()));
			case "Version" -> ApiAnswer.json(200,
					"{\"majorVersion\":2026,\"minorVersion\":3,\"build\":1,\"customerType\":\"Simulator\"}");
			case "Modules" -> ApiAnswer.json(200, "{\"modules\":[]}");
			case "EntityInformation" -> this.metadata.allEntities();
			default -> ApiAnswer.json(200, "{\"authToken\":\"\",\"expiration\":null}");
		};
	}

	ApiAnswer versions() {
		return ApiAnswer.json(200, "{\"apiVersions\":[\"1.0\"]}");
	}

	/**
	 * The zone of a user.
	 * @param origin scheme, host and port of the zone
	 */
	ApiAnswer zone(@Nullable String user, String origin) {
		if (user == null || !this.knownUser.test(user)) {
			return ApiAnswer.errors(500, List.of("Zone information could not be determined"));
		}
		return ApiAnswer.ok(Json.write((json) -> {
			json.writeStartObject();
			json.writeStringProperty("zoneName", "Simulator");
			json.writeStringProperty("url", origin + "/ATServicesRest/");
			json.writeStringProperty("webUrl", origin + "/");
			json.writeNumberProperty("ci", DATABASE);
			json.writeEndObject();
		}));
	}

}
