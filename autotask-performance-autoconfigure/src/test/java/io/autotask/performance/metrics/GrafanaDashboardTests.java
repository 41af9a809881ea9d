package io.autotask.performance.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.autotask.performance.cache.AutotaskCacheManager;
import io.autotask.performance.cache.CacheSettings;
import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.call.Serving.Source;
import io.autotask.performance.monitor.Gauges;
import io.autotask.performance.monitor.PerformanceMonitor;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard for Grafana asks for what Prometheus is given, and for nothing else.
 */
class GrafanaDashboardTests {

	private static final Pattern SELECTOR = Pattern.compile("([a-z_]+)\\{([^}]*)}");

	private static final Pattern LABEL = Pattern.compile("([a-z_]+)(=~|!~|!=|=)\"");

	private static final Pattern GROUPING = Pattern.compile("by \\(([a-z_, ]+)\\)");

	private static final Pattern SAMPLE = Pattern.compile("^([a-z_]+)(?:\\{([^}]*)})? ", Pattern.MULTILINE);

	/** A tag that applications give to all their meters, and the bounds of histograms. */
	private static final Set<String> NOT_OURS = Set.of("application", "le");

	private final ManualTime time = new ManualTime();

	@Test
	void everyMeterAndTagItNamesExists() throws IOException {
		Map<String, Set<String>> samples = samples(scrape());
		List<String> expressions = expressions();
		assertThat(expressions).hasSizeGreaterThan(15);
		for (String expression : expressions) {
			Set<String> labels = new TreeSet<>();
			for (String name : names(expression)) {
				assertThat(samples).as(expression).containsKey(name);
				labels.addAll(samples.getOrDefault(name, Set.of()));
			}
			assertThat(labels).as(expression).containsAll(asked(expression));
		}
	}

	@Test
	void everyMeterOfOursIsOnIt() throws IOException {
		Set<String> shown = new TreeSet<>();
		expressions().forEach((expression) -> shown.addAll(names(expression)));
		Set<String> ours = new TreeSet<>(samples(scrape()).keySet());
		assertThat(ours).allSatisfy(
				(name) -> assertThat(shown).anySatisfy((other) -> assertThat(stem(other)).isEqualTo(stem(name))));
	}

	private String scrape() {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		registry.config().meterFilter(new WithHistograms());
		PerformanceMonitor monitor = new PerformanceMonitor(this.time);
		monitor.connect(Gauges.none()
			.withQueue(() -> new Gauges.QueueLevel(4, 1000))
			.withBudget(() -> new Gauges.BudgetLevel(1_234, 10_000)));
		new AutotaskMeters(monitor).bindTo(registry);
		IntelligentCache cache = new IntelligentCache(CacheSettings.defaults(), this.time);
		new AutotaskCacheMeters(cache, new AutotaskCacheManager(cache)).bindTo(registry);
		monitor.on(new CallEvent.SlotGranted(Calls.get("Tickets", 5), Duration.ofMillis(70)));
		monitor.on(new CallEvent.Returned(Calls.get("Tickets", 5), 200, Duration.ofMillis(40), 10));
		monitor.on(new CallEvent.Completed(Calls.get("Tickets", 5), Outcome.SUCCESS, 200, Source.NETWORK,
				Duration.ofMillis(110), 10, null, this.time.nanos()));
		monitor.on(new CallEvent.Merged(Calls.get("Tickets", 5), 25));
		return registry.scrape();
	}

	private static List<String> expressions() throws IOException {
		JsonNode dashboard = JsonMapper.shared()
			.readTree(Files.readString(Path.of("..", "docs", "grafana-dashboard.json")));
		List<String> expressions = new ArrayList<>();
		dashboard.path("panels")
			.forEach((panel) -> panel.path("targets")
				.forEach((target) -> expressions.add(target.path("expr").asString())));
		return expressions;
	}

	private static Set<String> names(String expression) {
		return SELECTOR.matcher(expression).results().map((selector) -> selector.group(1)).collect(toSet());
	}

	private static Set<String> asked(String expression) {
		Set<String> asked = SELECTOR.matcher(expression)
			.results()
			.flatMap((selector) -> LABEL.matcher(selector.group(2)).results())
			.map((label) -> label.group(1))
			.collect(toSet());
		GROUPING.matcher(expression)
			.results()
			.flatMap((grouping) -> List.of(grouping.group(1).split(", ")).stream())
			.forEach(asked::add);
		asked.removeAll(NOT_OURS);
		return asked;
	}

	private static Map<String, Set<String>> samples(String scraped) {
		Map<String, Set<String>> samples = new HashMap<>();
		Matcher sample = SAMPLE.matcher(scraped);
		while (sample.find()) {
			Set<String> labels = samples.computeIfAbsent(sample.group(1), (name) -> new TreeSet<>());
			if (sample.group(2) != null) {
				LABEL.matcher(sample.group(2)).results().forEach((label) -> labels.add(label.group(1)));
			}
		}
		return samples;
	}

	private static String stem(String name) {
		return name.replaceFirst("_(count|sum|max|bucket|total)$", "");
	}

	private static java.util.stream.Collector<String, ?, TreeSet<String>> toSet() {
		return java.util.stream.Collectors.toCollection(TreeSet::new);
	}

	/** As with {@code management.metrics.distribution.percentiles-histogram.autotask}. */
	private static final class WithHistograms implements MeterFilter {

		@Override
		public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
			return DistributionStatisticConfig.builder().percentilesHistogram(true).build().merge(config);
		}

	}

}
