package io.autotask.performance.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Names, at the start, every property below our prefix that does not exist, with the
 * nearest one that does: a misspelled property would otherwise just have no effect.
 */
final class PropertyReport implements InitializingBean {

	private static final String PREFIX = "autotask.performance.";

	private static final String ENVIRONMENT_PREFIX = "AUTOTASK_PERFORMANCE_";

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private static final Log logger = LogFactory.getLog(PropertyReport.class);

	private final ConfigurableEnvironment environment;

	PropertyReport(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	@Override
	public void afterPropertiesSet() {
		Set<String> seen = seen();
		if (seen.isEmpty()) {
			return;
		}
		Set<String> known = new TreeSet<>();
		readMetadata(known);
		Map<String, Set<String>> maps = Map.of(PREFIX + "cache.entities",
				componentsOf(AutotaskPerformanceProperties.Cache.Entity.class), PREFIX + "cache.invalidation.rules",
				componentsOf(AutotaskPerformanceProperties.Cache.Invalidation.Rule.class,
						AutotaskPerformanceProperties.Cache.Invalidation.Condition.class),
				PREFIX + "cache.warming.queries",
				componentsOf(AutotaskPerformanceProperties.Cache.Warming.WarmQuery.class),
				PREFIX + "optimization.rules", componentsOf(OptimizerProperties.Rule.class));
		new UnknownProperties(known, maps).describe(seen).forEach(logger::warn);
	}

	private Set<String> seen() {
		Set<String> seen = new TreeSet<>();
		this.environment.getPropertySources().forEach((source) -> {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				for (String name : enumerable.getPropertyNames()) {
					if (name.startsWith(PREFIX) || name.startsWith(ENVIRONMENT_PREFIX)) {
						seen.add(name);
					}
				}
			}
		});
		return seen;
	}

	@SafeVarargs
	private static Set<String> componentsOf(Class<? extends Record>... types) {
		Set<String> names = new TreeSet<>();
		for (Class<? extends Record> type : types) {
			for (RecordComponent component : type.getRecordComponents()) {
				names.add(component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
			}
		}
		return names;
	}

	private static void readMetadata(Set<String> known) {
		JsonMapper mapper = new JsonMapper();
		try {
			ClassLoader loader = PropertyReport.class.getClassLoader();
			for (URL url : Collections.list(loader.getResources(METADATA))) {
				try (InputStream stream = url.openStream()) {
					mapper.readTree(stream).path("properties").forEach((property) -> add(property, known));
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("The metadata of our own properties cannot be read", ex);
		}
	}

	private static void add(JsonNode property, Set<String> known) {
		String name = property.path("name").asString("");
		if (name.startsWith(PREFIX)) {
			known.add(name);
		}
	}

}
