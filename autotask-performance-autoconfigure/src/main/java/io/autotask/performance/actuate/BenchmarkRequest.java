package io.autotask.performance.actuate;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.autotask.performance.benchmark.BenchmarkConfig;
import io.autotask.performance.benchmark.BenchmarkProfiles;
import io.autotask.performance.benchmark.BenchmarkRefusedException;
import io.autotask.performance.benchmark.load.LoadPattern;
import io.autotask.performance.benchmark.work.WorkloadSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * What a request asks a benchmark to be: a profile, and what differs from it. Texts are
 * read here and not by the actuator, which would not say what is wrong with them.
 */
final class BenchmarkRequest {

	static final Map<String, Supplier<BenchmarkConfig.Builder>> PROFILES = BenchmarkProfiles.all();

	private final Map<String, @Nullable String> fields;

	private final Supplier<List<WorkloadSettings.Recorded>> recorded;

	BenchmarkRequest(Map<String, @Nullable String> fields, Supplier<List<WorkloadSettings.Recorded>> recorded) {
		this.fields = fields;
		this.recorded = recorded;
	}

	/**
	 * The benchmark.
	 * @throws BenchmarkRefusedException for a field that cannot be read
	 */
	BenchmarkConfig config() {
		BenchmarkConfig.Builder config = profile();
		given("entities", (text) -> config.targetEntities(Arrays.asList(text.split("\\s*,\\s*"))));
		given("operations", (text) -> config.operations(operations(text)));
		given("iterations", (text) -> config.iterations((long) number("iterations", text)));
		given("concurrency", (text) -> config.concurrency(whole("concurrency", text)));
		given("rate", (text) -> config.rate(number("rate", text)));
		given("peakRate", (text) -> config.peakRate(number("peakRate", text)));
		given("duration", (text) -> config.duration(duration(text)));
		given("maxRequests", (text) -> config.maxRequests(whole("maxRequests", text)));
		given("compare", (text) -> config.compare(flag("compare", text)));
		given("baseline", config::baseline);
		given("thresholds", (text) -> config.thresholds(text.split("\\s*,\\s*")));
		given("pattern", (text) -> pattern(config, text));
		return config.build();
	}

	/**
	 * A yes or no.
	 * @throws BenchmarkRefusedException when it is neither
	 */
	static boolean flag(String field, @Nullable String text) {
		if (text == null || text.equalsIgnoreCase("false")) {
			return false;
		}
		if (text.equalsIgnoreCase("true")) {
			return true;
		}
		throw refused(field, text, "true or false");
	}

	private BenchmarkConfig.Builder profile() {
		String name = this.fields.get("profile");
		if (name == null || name.isBlank()) {
			return BenchmarkProfiles.any();
		}
		Supplier<BenchmarkConfig.Builder> profile = PROFILES.get(name.trim());
		if (profile == null) {
			throw refused("profile", name, "one of " + String.join(", ", PROFILES.keySet().stream().sorted().toList()));
		}
		return profile.get();
	}

	private BenchmarkConfig.Builder pattern(BenchmarkConfig.Builder config, String text) {
		LoadPattern pattern;
		try {
			pattern = LoadPattern.of(text);
		}
		catch (IllegalArgumentException ex) {
			throw new BenchmarkRefusedException("pattern", "'pattern': " + ex.getMessage(), null);
		}
		return (pattern == LoadPattern.REPLAY) ? config.replay(this.recorded.get()) : config.pattern(pattern);
	}

	private void given(String field, Consumer<String> change) {
		String text = this.fields.get(field);
		if (text != null && !text.isBlank()) {
			change.accept(text.trim());
		}
	}

	private static Map<String, Double> operations(String text) {
		Map<String, Double> operations = new LinkedHashMap<>();
		for (String part : text.split("\\s*,\\s*")) {
			String[] sides = part.split("=", -1);
			if (sides.length > 2) {
				throw refused("operations", text, "for example list=40,get=30");
			}
			operations.merge(sides[0].trim(), (sides.length == 2) ? number("operations", sides[1].trim()) : 1,
					Double::sum);
		}
		return operations;
	}

	private static double number(String field, String text) {
		try {
			return Double.parseDouble(text);
		}
		catch (NumberFormatException ex) {
			throw refused(field, text, "a number");
		}
	}

	private static int whole(String field, String text) {
		double number = number(field, text);
		if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
			throw refused(field, text, "a whole number");
		}
		return (int) number;
	}

	private static Duration duration(String text) {
		try {
			// A number alone would be milliseconds, which nobody means.
			if (!text.matches("\\d+")) {
				return DurationStyle.detectAndParse(text);
			}
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw refused("duration", text, "a duration such as 30s or 5m");
		}
		throw refused("duration", text, "a duration with its unit, such as 30s or 5m");
	}

	private static BenchmarkRefusedException refused(String field, String seen, String allowed) {
		String shown = (seen.length() > 100) ? seen.substring(0, 100) + "…" : seen;
		return new BenchmarkRefusedException(field, "'" + field + "' is '" + shown + "', allowed is " + allowed, null);
	}

}
