package io.autotask.performance.actuate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.util.MimeType;
import org.springframework.util.StringUtils;
import org.springframework.web.util.HtmlUtils;

/**
 * The page of the dashboard and the files it is made of. Nothing but these is served.
 * Immutable.
 */
final class DashboardPage {

	private static final MimeType SCRIPT = MimeType.valueOf("text/javascript;charset=UTF-8");

	private static final MimeType STYLE = MimeType.valueOf("text/css;charset=UTF-8");

	private static final List<String> OWN = List.of("page.css", "parts.css", "page.js", "theme.js", "alerts.js",
			"bar.js", "benchmarkform.js", "benchmarks.js", "budget.js", "chart.js", "comparison.js", "decisions.js",
			"dom.js", "feed.js", "field.js", "figures.js", "finding.js", "format.js", "hint.js", "insights.js",
			"lists.js", "memory.js", "overtime.js", "profiles.js", "resources.js", "save.js", "savings.js",
			"section.js", "series.js", "share.js", "table.js", "tiles.js", "watched.js");

	private static final List<String> VENDORED = List.of("uPlot.iife.min.js", "uPlot.min.css");

	private static final Map<String, Resource> FILES = Stream
		.concat(OWN.stream().map((name) -> "page/" + name), VENDORED.stream().map((name) -> "page/vendor/" + name))
		.map(DashboardPage::resource)
		.collect(Collectors.toUnmodifiableMap(DashboardPage::name, (resource) -> resource));

	private final String template = template();

	private final Function<String, @Nullable String> paths;

	/**
	 * The page.
	 * @param paths from the id of an endpoint to where it is below the base path, or null
	 * when it is not exposed
	 */
	DashboardPage(Function<String, @Nullable String> paths) {
		this.paths = paths;
	}

	String html() {
		String own = Objects.requireNonNull(this.paths.apply(AutotaskPerformanceEndpoint.ID));
		return this.template.replace("{{path}}", HtmlUtils.htmlEscape(own.substring(own.lastIndexOf('/') + 1)))
			.replace("{{insights}}", beside(own, "autotaskinsights"))
			.replace("{{benchmarks}}", beside(own, "autotaskbenchmarks"));
	}

	static @Nullable Resource file(String name) {
		return FILES.get(name);
	}

	static MimeType type(String name) {
		return name.endsWith(".css") ? STYLE : SCRIPT;
	}

	/**
	 * Another endpoint's path as seen from this one's; empty when it is not exposed.
	 */
	private String beside(String own, String id) {
		String path = this.paths.apply(id);
		return (path != null) ? HtmlUtils.htmlEscape("../".repeat(StringUtils.countOccurrencesOf(own, "/")) + path)
				: "";
	}

	private static String template() {
		try {
			return resource("page/page.html").getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Resource resource(String name) {
		return new ClassPathResource(name, DashboardPage.class);
	}

	private static String name(Resource resource) {
		return String.valueOf(resource.getFilename());
	}

}
