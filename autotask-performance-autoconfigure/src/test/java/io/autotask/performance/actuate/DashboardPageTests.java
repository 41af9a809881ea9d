package io.autotask.performance.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;

class DashboardPageTests {

	private static final Path SOURCES = Path.of("src/main/resources/io/autotask/performance/actuate/page");

	@Test
	void servesEveryFileOfThePageAndNothingElse() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			assertThat(
					files.map((file) -> file.getFileName().toString()).filter((name) -> name.matches(".*\\.(js|css)")))
				.isNotEmpty()
				.allMatch((name) -> DashboardPage.file(name) != null);
		}
		assertThat(Stream.of("page.html", "uPlot.LICENSE", "../page.css", "vendor/uPlot.min.css", ""))
			.allMatch((name) -> DashboardPage.file(name) == null);
	}

	@Test
	void findsItsSiblingsWhereverTheApplicationPutsThem() {
		Map<String, String> paths = Map.of("autotaskperformance", "desk/\"mine\"", "autotaskinsights", "found");
		assertThat(new DashboardPage(paths::get).html()).contains("href=\"&quot;mine&quot;/page.css\"")
			.contains("name=\"autotask-insights\" content=\"../found\"")
			.contains("name=\"autotask-benchmarks\" content=\"\"")
			.doesNotContain("{{");
	}

	@Test
	void hasNoMarkupMadeOfTextAndNothingInline() throws IOException {
		assertThat(Files.readString(SOURCES.resolve("page.html"))).doesNotContain("style=")
			.doesNotContainPattern("<script(?![^>]*src=)")
			.doesNotContainPattern(" on[a-z]+=")
			.doesNotContain("http://")
			.doesNotContain("https://");
		try (Stream<Path> files = Files.list(SOURCES)) {
			assertThat(files.filter((file) -> file.toString().endsWith(".js")))
				.allSatisfy((file) -> assertThat(Files.readString(file)).doesNotContainPattern(
						"innerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|DOMParser|https?://(?!www\\.w3\\.org/2000/svg)"));
		}
	}

	/** The files of the package uplot 1.6.32, as it was published. */
	@Test
	void whatOthersMadeIsAsTheyPublishedIt() throws Exception {
		assertThat(sha256("uPlot.iife.min.js"))
			.isEqualTo("19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f");
		assertThat(sha256("uPlot.min.css"))
			.isEqualTo("df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04");
		assertThat(Files.readString(SOURCES.resolve("vendor/uPlot.LICENSE"))).contains("MIT License", "Leon Sorokin");
	}

	private static String sha256(String name) throws Exception {
		Resource file = Objects.requireNonNull(DashboardPage.file(name));
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file.getContentAsByteArray()));
	}

}
