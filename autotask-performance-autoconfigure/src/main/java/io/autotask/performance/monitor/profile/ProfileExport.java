package io.autotask.performance.monitor.profile;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes profiles for other tools. With a mapper of our own, so that no setting of the
 * application's changes the shape.
 */
final class ProfileExport {

	private static final double NANOS_PER_MILLI = 1_000_000;

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private ProfileExport() {
	}

	static String json(ProfileSnapshot profile) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("id", profile.id());
		json.put("name", profile.name());
		json.put("start", profile.start().toString());
		json.put("wall", millis(profile.wall()));
		json.put("explained", profile.explained());
		json.put("phases", times(profile.phases()));
		json.put("segments", profile.segments().stream().map(ProfileExport::segment).toList());
		json.put("calls", profile.calls());
		json.put("usage", usage(profile.usage()));
		json.put("samples", profile.samples().stream().map(ProfileExport::sample).toList());
		json.put("hotStacks", profile.hotStacks());
		return MAPPER.writeValueAsString(json);
	}

	static String collapsed(ProfileSnapshot profile) {
		return profile.segments()
			.stream()
			.flatMap((segment) -> segment.phases()
				.entrySet()
				.stream()
				.map((phase) -> frame(profile.name()) + ";" + frame(segment.name()) + ";" + phase.getKey() + " "
						+ phase.getValue().toNanos() / 1_000))
			.collect(Collectors.joining("\n", "", "\n"));
	}

	private static Map<String, Object> segment(ProfileSnapshot.Segment segment) {
		return Map.of("name", segment.name(), "start", millis(segment.start()), "wall", millis(segment.wall()),
				"phases", times(segment.phases()));
	}

	private static Map<String, @Nullable Object> usage(ProfileSnapshot.Usage usage) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("processCpu", (usage.processCpu() != null) ? millis(usage.processCpu()) : null);
		json.put("threadCpu", (usage.threadCpu() != null) ? millis(usage.threadCpu()) : null);
		json.put("threadAllocated", usage.threadAllocated());
		json.put("gcPauses", usage.gcPauses());
		json.put("gcPauseTime", millis(usage.gcPauseTime()));
		return json;
	}

	private static Map<String, @Nullable Object> sample(ProfileSnapshot.Sample sample) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("end", millis(sample.end()));
		json.put("entity", sample.entity());
		json.put("operation", sample.operation());
		json.put("outcome", sample.outcome().name().toLowerCase(Locale.ROOT));
		json.put("served", sample.served());
		json.put("took", millis(sample.took()));
		return json;
	}

	private static Map<String, Double> times(Map<String, Duration> phases) {
		Map<String, Double> times = new LinkedHashMap<>();
		phases.forEach((phase, time) -> times.put(phase, millis(time)));
		return times;
	}

	private static double millis(Duration duration) {
		return duration.toNanos() / NANOS_PER_MILLI;
	}

	/** A semicolon ends a frame and a line break a stack. */
	private static String frame(String name) {
		return List.of(name.split("[;\\r\\n]+")).stream().collect(Collectors.joining(","));
	}

}
