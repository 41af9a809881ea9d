package io.autotask.performance.sample;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.insight.Insights;
import io.autotask.performance.optimizer.RequestOptimizer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard in a real browser. Skipped where no Chromium is installed, and only
 * there.
 */
@EnabledIf("io.autotask.performance.sample.Browser#isInstalled")
class DashboardInBrowserTests {

	private static final String LIVE = "document.querySelector('#state.good') !== null";

	private static final String BATCHING = "feature-off:batching";

	private static final String CARD = "[data-key='" + BATCHING + "']";

	/** What a finding says, also where it is folded. */
	private static final String SHOWN = "document.querySelector('[data-key=\"' + arguments[0] + '\"]').textContent";

	private static final String BUTTON = "document.querySelector('[data-key=\"' + arguments[0] + '\"] [data-action='"
			+ " + arguments[1] + ']')";

	/** All that a page shows of figures, beside the answer that they are from. */
	private static final String FIGURES = "{ data: it.current().data, figures: [...document.querySelectorAll('[data-path]')]"
			+ ".map((one) => [one.dataset.path, one.dataset.value]) }";

	/** Colours of texts that stand out too little from what they stand on. */
	private static final String UNREADABLE = """
			((light) => ['text', 'soft', 'accent', 'critical', 'warning', 'medium', 'info', 'good'].filter((name) => {
			  const [one, other] = [light('--' + name), light('--card')].sort((a, b) => b - a);
			  return (one + 0.05) / (other + 0.05) < 4.5;
			}))((name) => {
			  const hex = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
			  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
			    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
			  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
			})""";

	private static ConfigurableApplicationContext desk;

	private static ConfigurableApplicationContext servlet;

	private static Browser browser;

	@BeforeAll
	static void start(@TempDir Path profile) {
		desk = SpringApplication.run(SampleApplication.class, "--server.port=0", "--sample.simulator.port=0",
				"--sample.simulator.latency=20ms", "--autotask.performance.monitor.metrics-interval=1s");
		servlet = servlet();
		use(desk);
		use(servlet);
		browser = Browser.open(profile);
	}

	@AfterAll
	static void stop() {
		browser.close();
		servlet.close();
		desk.close();
	}

	@BeforeEach
	void forgetWhatWasBefore() {
		browser.visit("about:blank");
		browser.prefer("light");
		browser.resize(1366, 768);
		browser.complaints();
		browser.requested();
	}

	@AfterEach
	void nothingWentWrongAndNobodyElseWasAsked() {
		assertThat(browser.complaints()).isEmpty();
		assertThat(browser.requested()).filteredOn((url) -> !url.startsWith("data:") && !url.equals("about:blank"))
			.isNotEmpty()
			.allMatch((url) -> url.matches("http://(localhost|127\\.0\\.0\\.1):\\d+/(actuator|manage)/.*"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactive", "servlet" })
	void everyFigureIsTheOneOfTheJson(String stack) {
		ConfigurableApplicationContext application = stack.equals("servlet") ? servlet : desk;
		String url = url(application, "local.server.port", "/actuator/autotask-performance");
		open(url);
		browser.until("document.querySelector('[data-path=\"performance.metrics.totalRequests\"]').dataset.value > 3");
		JsonNode page = browser.json("feed.js", FIGURES);
		assertThat(page.path("figures")).hasSizeGreaterThan(30);
		page.path("figures").forEach((figure) -> assertSame(figure, page.path("data")));
		JsonNode now = ask(url);
		for (String path : List.of("/performance/metrics/totalRequests", "/performance/upstream/requests",
				"/optimization/metrics/requestsSaved", "/optimization/metrics/savedByCache", "/cache/stats/hits",
				"/cache/stats/misses", "/performance/endpoints/Tickets/get/count")) {
			assertThat(page.path("data").at(path)).as(path).isEqualTo(now.at(path));
		}
		assertThat(browser.text("#endpoints")).contains("Tickets", "Companies");
	}

	@Test
	void bothThemesCanBeReadWithAndWithoutAChoice() {
		open(url(desk, "local.server.port", "/actuator/autotask-performance"));
		Object light = browser.value("getComputedStyle(document.body).backgroundColor");
		assertThat(browser.value(UNREADABLE)).as("light").isEqualTo(List.of());
		browser.prefer("dark");
		Object dark = browser.value("getComputedStyle(document.body).backgroundColor");
		assertThat(dark).isNotEqualTo(light);
		assertThat(browser.value(UNREADABLE)).as("dark").isEqualTo(List.of());
		browser.value("(document.getElementById('theme').value = 'light', "
				+ "document.getElementById('theme').dispatchEvent(new Event('change')))");
		assertThat(browser.value("getComputedStyle(document.body).backgroundColor")).isEqualTo(light);
		browser.driver().navigate().refresh();
		browser.until(LIVE);
		assertThat(browser.value("getComputedStyle(document.body).backgroundColor")).as("kept").isEqualTo(light);
		browser.value("localStorage.clear()");
	}

	@Test
	void theFirstGlanceFitsOneScreenAndNothingIsWiderThanAPhone() {
		open(url(desk, "local.server.port", "/actuator/autotask-performance"));
		assertThat(browser.is("document.querySelector('.tiles').getBoundingClientRect().bottom <= innerHeight"))
			.isTrue();
		browser.resize(390, 844);
		browser.until("innerWidth === 390");
		assertThat(browser.is("document.documentElement.scrollWidth <= innerWidth")).isTrue();
		browser.resize(2560, 1440);
		browser.until("innerWidth === 2560");
		assertThat(browser.is("document.documentElement.scrollWidth <= innerWidth")).isTrue();
	}

	@Test
	void hostileNamesStayText() throws Exception {
		String hostile = browser.before(new ClassPathResource("hostile.js").getContentAsString(StandardCharsets.UTF_8));
		try {
			open(url(desk, "local.server.port", "/actuator/autotask-performance"));
			for (String id : List.of("findings", "alerts", "entities", "cache", "queues", "patterns", "benchmarks",
					"connections", "profiles")) {
				browser.until("document.getElementById(arguments[0]).textContent.includes('<img')", id);
			}
			browser.until("document.querySelector('.finding').textContent.includes('<img')");
			browser.module("share.js", "it.snapshot().then((page) => document.body.append(page))");
			assertThat(browser.is("document.querySelector('img, [onerror], main script') === null && hacked === 0"))
				.isTrue();
		}
		finally {
			browser.without(hostile);
		}
	}

	@Test
	void followsBasePathManagementPortAndPathMapping() {
		try (ConfigurableApplicationContext moved = servlet("--management.server.port=0",
				"--management.endpoints.web.base-path=/manage",
				"--management.endpoints.web.path-mapping.autotaskperformance=desk/mine")) {
			open(url(moved, "local.management.port", "/manage/desk/mine"));
			assertThat(browser.module("resources.js", "it.dashboard")).isEqualTo("/manage/desk/mine");
		}
	}

	@Test
	void whatWasShownStaysWhenTheApplicationIsGone() {
		ConfigurableApplicationContext mortal = servlet();
		try (mortal) {
			use(mortal);
			browser.visit(url(mortal, "local.server.port", "/actuator/autotask-performance"));
			browser.until(LIVE);
		}
		browser.until("document.querySelector('#state.bad')?.textContent.startsWith('No answer')");
		assertThat(browser.text("[data-path='performance.metrics.totalRequests']")).isNotEqualTo("–");
		assertThat(browser.complaints()).allMatch((complaint) -> complaint.contains("ERR_CONNECTION_REFUSED"));
	}

	@Test
	void everythingCanBeReachedByKeysAndHasAName() {
		open(url(desk, "local.server.port", "/actuator/autotask-performance"));
		browser.until("document.querySelector('#chart-calls canvas') !== null");
		browser.value("document.querySelector('#chart-calls .canvas').focus()");
		browser.press("ArrowLeft");
		browser.until("document.querySelector('#chart-calls .canvas').hasAttribute('data-looked')");
		browser.value("document.querySelector('#endpoints thead th:nth-child(3) button').focus()");
		browser.press("Enter");
		browser.until("document.querySelector('#endpoints thead th:nth-child(3)').ariaSort === 'descending'");
		browser.until(
				"!document.getElementById('hint').hidden && document.getElementById('hint').textContent.includes('Window:')");
		assertThat(browser
			.value("""
					[...document.querySelectorAll('button, select, input, a, summary, [role=img], [role=region]')]
					  .filter((one) => one.checkVisibility() && !one.textContent.trim() && !one.ariaLabel && !one.labels?.length)
					  .map((one) => one.outerHTML)"""))
			.isEqualTo(List.of());
		assertThat(browser.value("""
				[...document.querySelectorAll('dd[data-path]')].map((one) => one.parentElement.querySelector('dt'))
				  .filter((name) => !name.getAttribute('aria-description')).length""")).isEqualTo(0L);
		assertThat(browser.value("""
				[...document.querySelectorAll('[id]')].map((one) => one.id)
				  .filter((id, index, all) => all.indexOf(id) !== index)""")).isEqualTo(List.of());
	}

	@Test
	void aSnapshotNeedsNothingAndRunsNothing(@TempDir Path files) throws Exception {
		open(url(desk, "local.server.port", "/actuator/autotask-performance"));
		browser.until("document.querySelector('#chart-calls canvas') !== null");
		Path file = files.resolve("snapshot.html");
		Files.writeString(file, String.valueOf(browser.module("share.js", "it.snapshot()")));
		String total = browser.text("[data-path='performance.metrics.totalRequests']");
		browser.requested();
		browser.visit(file.toUri().toString());
		assertThat(browser.text("[data-path='performance.metrics.totalRequests']")).isEqualTo(total);
		assertThat(browser.is("document.querySelector('script, button.small, form, canvas') === null")).isTrue();
		assertThat(browser
			.is("[...document.images].length > 3 && [...document.images].every((one) => one.naturalWidth > 0)"))
			.isTrue();
		assertThat(browser.requested()).allMatch((url) -> url.startsWith("file:") || url.startsWith("data:"));
		browser.visit(url(desk, "local.server.port", "/actuator/autotask-performance"));
	}

	@Test
	void figuresAreComputedAsTheySay() {
		open(url(desk, "local.server.port", "/actuator/autotask-performance"));
		assertThat(browser.json("format.js",
				"""
						[it.millis(0.0004), it.millis(0.25), it.millis(12.34), it.millis(61_000), it.bytes(1_536), it.bytes(1_073_741_824),
						  it.percent(null), it.number(1_234_567), it.span(90_061_000), it.words('savedByCache'), it.words('cpu_usage')]"""))
			.extracting(JsonNode::asString)
			.containsExactly("400 ns", "250 µs", "12.3 ms", "1 min 1 s", "1.5 KB", "1.0 GB", "–", "1,234,567",
					"1 d 1 h", "Saved by cache", "Cpu usage");
		assertThat(browser.json("series.js", """
				it.rollingHour([10, 40, 65, 80].map((minute) => (
				  { timestamp: new Date(minute * 60_000).toISOString(), duration: 60_000, upstreamRequests: 5 })),
				  (point) => point.upstreamRequests).map((point) => point.value)""")).extracting(JsonNode::asInt)
			.containsExactly(5, 10, 15, 15);
		assertThat(browser.json("series.js",
				"""
						it.merged([{ timestamp: '2026-01-01T00:01:00Z', duration: 60_000, n: 1 }, { timestamp: '2026-01-01T00:01:30Z', duration: 30_000, n: 2 }],
						  [{ timestamp: '2026-01-01T00:01:50Z', duration: 50_000, n: 3 }], 10).map((point) => point.n)"""))
			.extracting(JsonNode::asInt)
			.containsExactly(1, 3);
		assertThat(browser.json("series.js", "it.csv(['a', 'b'], [['=1+1', 2], ['x,\"y\"', null]])").asString())
			.isEqualTo("a,b\r\n'=1+1,2\r\n\"x,\"\"y\"\"\",\r\n");
	}

	@Test
	void everyFigureIsExplainedInTheDocumentsAsOnThePage() throws Exception {
		open(url(desk, "local.server.port", "/actuator/autotask-performance"));
		String document = Files.readString(Path.of("../docs/dashboard.md"));
		JsonNode figures = browser.json("figures.js",
				"[it.FIGURES, ...Object.values(it.COLUMNS)].flatMap((some) => Object.values(some))");
		assertThat(figures).hasSizeGreaterThan(50);
		assertThat(figures).allSatisfy((figure) -> assertThat(document)
			.contains("| " + figure.path("label").asString() + " | `" + figure.path("path").asString() + "` | "
					+ figure.path("formula").asString() + " | " + figure.path("window").asString() + " |"));
	}

	@Test
	void aBenchmarkStartedByAClickComesToItsEnd() {
		String url = url(desk, "local.server.port", "/actuator/autotask-benchmarks");
		open(url(desk, "local.server.port", "/actuator/autotask-performance"));
		browser.until("document.getElementById('benchmark-start').checkVisibility()");
		browser.find("[name=maxRequests]").sendKeys("60");
		browser.find("[name=duration]").sendKeys("2s");
		browser.click("#benchmark-form button[type=button]");
		browser.until("document.querySelector('#benchmarks .result').textContent.startsWith('It would make')");
		assertThat(ask(url).path("benchmarks")).as("nothing is started by asking").isEmpty();
		browser.click("#benchmark-start");
		browser.until("document.getElementById('benchmark-result').textContent.includes('completed')");
		String id = ask(url).at("/benchmarks/0/id").asString();
		JsonNode run = ask(url + "/" + id);
		assertThat(run.path("status").asString()).isEqualTo("completed");
		assertThat(browser.text("#benchmark-result")).contains(run.at("/summary/totalRequests").asString());
		browser.until("document.querySelector('#benchmarks-table tbody').textContent.includes('completed')");
	}

	@Test
	void aBenchmarkIsCancelledByAClick() {
		open(url(desk, "local.server.port", "/actuator/autotask-performance"));
		browser.until("document.getElementById('benchmark-start').checkVisibility()");
		browser.find("[name=duration]").sendKeys("60s");
		browser.click("#benchmark-start");
		browser.until("document.getElementById('benchmark-cancel').checkVisibility()");
		browser.click("#benchmark-cancel");
		browser.until("document.getElementById('benchmark-result').textContent.includes('cancelled')");
	}

	@Test
	void whoMayOnlyReadHasNoButtons() {
		try (ConfigurableApplicationContext reading = servlet(
				"--management.endpoint.autotaskbenchmarks.access=read-only",
				"--management.endpoint.autotaskinsights.access=read-only")) {
			open(url(reading, "local.server.port", "/actuator/autotask-performance"));
			browser.until("document.getElementById('benchmarks').textContent.includes('read-only here')");
			assertThat(browser.is("document.getElementById('benchmark-start').checkVisibility()")).isFalse();
			browser.until("document.getElementById('findings').textContent.includes('rules were looked at')");
			assertThat(browser.is("document.querySelector('[data-action]') === null")).isTrue();
		}
	}

	@Test
	void aFindingIsPreviewedTriedAndRolledBackByClicks() {
		try (ConfigurableApplicationContext slow = readingOneByOne()) {
			RequestOptimizer optimizer = slow.getBean(RequestOptimizer.class);
			String finding = finding(slow);
			open(url(slow, "local.server.port", "/actuator/autotask-performance"));
			clickOn("preview");
			browser.until(SHOWN + ".includes('nothing is changed by looking')", BATCHING);
			assertThat(shown()).contains("batching.enabled → true", "As it is: 120 requests for 120 calls");
			assertThat(ask(finding).path("status").asString()).isEqualTo("open");
			assertThat(optimizer.readsPerQuery()).isEqualTo(1);

			clickOn("apply");
			browser.until(BUTTON + " !== null", BATCHING, "revert");
			assertThat(shown()).contains("Trial running", "batching.enabled: false → true");
			assertThat(ask(finding).path("status").asString()).isEqualTo("applied");
			assertThat(ask(finding).at("/trial/state").asString()).isEqualTo("running");
			assertThat(optimizer.readsPerQuery()).isEqualTo(500);

			clickOn("revert");
			browser.until(BUTTON + " !== null", BATCHING, "apply");
			assertThat(shown()).contains("Trial reverted");
			assertThat(ask(finding).path("status").asString()).isEqualTo("open");
			assertThat(ask(finding).at("/trial/state").asString()).isEqualTo("reverted");
			assertThat(optimizer.readsPerQuery()).isEqualTo(1);
		}
	}

	@Test
	void aFindingIsDismissedWithAReasonByAClickAndOpenedAgain() {
		try (ConfigurableApplicationContext slow = readingOneByOne()) {
			String finding = finding(slow);
			open(url(slow, "local.server.port", "/actuator/autotask-performance"));
			notNow();
			choose("Reason to dismiss", "not-applicable");
			browser.find(CARD + " input[aria-label=Note]").sendKeys("<b>known</b>");
			clickOn("dismiss");
			browser.until(BUTTON + " !== null", BATCHING, "reopen");
			assertThat(shown()).contains("dismissed", "Not applicable", "<b>known</b>");
			assertThat(ask(finding).path("status").asString()).isEqualTo("dismissed");
			assertThat(ask(finding).at("/decision/reason").asString()).isEqualTo("not-applicable");
			assertThat(ask(finding).at("/decision/note").asString()).isEqualTo("<b>known</b>");
			reopen(finding);
		}
	}

	@Test
	void aFindingIsSnoozedByAClickAndOpenedAgain() {
		try (ConfigurableApplicationContext slow = readingOneByOne()) {
			String finding = finding(slow);
			open(url(slow, "local.server.port", "/actuator/autotask-performance"));
			notNow();
			choose("Snooze for", "1d");
			clickOn("snooze");
			browser.until(BUTTON + " !== null", BATCHING, "reopen");
			assertThat(shown()).contains("snoozed", ", until ");
			JsonNode snoozed = ask(finding);
			assertThat(snoozed.path("status").asString()).isEqualTo("snoozed");
			assertThat(Duration.between(Instant.parse(snoozed.at("/decision/at").asString()),
					Instant.parse(snoozed.at("/decision/until").asString())))
				.isEqualTo(Duration.ofDays(1));
			reopen(finding);
		}
	}

	/** An application that reads at once, one by one, what one query could read. */
	private static ConfigurableApplicationContext readingOneByOne() {
		ConfigurableApplicationContext application = servlet("--autotask.performance.cache.enabled=false",
				"--autotask.performance.optimization.batching.enabled=false");
		AutotaskClient client = application.getBean(AutotaskClient.class);
		Flux.range(1, 120).flatMap((id) -> client.companies().get(id), 120).collectList().block();
		application.getBean(Insights.class).evaluate();
		return application;
	}

	private static String finding(ConfigurableApplicationContext application) {
		return url(application, "local.server.port", "/actuator/autotask-insights/" + BATCHING);
	}

	private static String shown() {
		return String.valueOf(browser.value(SHOWN, BATCHING));
	}

	private static void clickOn(String action) {
		browser.until(BUTTON + "?.checkVisibility()", BATCHING, action);
		browser.click(CARD + " [data-action=" + action + "]");
	}

	private static void notNow() {
		browser.until(BUTTON + " !== null", BATCHING, "dismiss");
		browser.click(CARD + " .actions summary");
	}

	private static void choose(String label, String value) {
		browser.click(CARD + " select[aria-label='" + label + "'] option[value='" + value + "']");
	}

	private static void reopen(String finding) {
		browser.click("#findings > .body > details > summary");
		clickOn("reopen");
		browser.until(BUTTON + " !== null", BATCHING, "dismiss");
		assertThat(ask(finding).path("status").asString()).isEqualTo("open");
	}

	private static void open(String url) {
		browser.visit(url);
		browser.until(LIVE);
		browser.click("#pause");
		browser.until("document.querySelector('#state.paused') !== null");
	}

	private static void assertSame(JsonNode figure, JsonNode data) {
		String path = figure.path(0).asString();
		JsonNode value = data.at("/" + path.replace('.', '/'));
		String shown = figure.path(1).asString();
		if (value.isNumber()) {
			assertThat(Double.parseDouble(shown)).as(path).isEqualTo(value.asDouble());
		}
		else {
			assertThat(shown).as(path).isEqualTo((value.isNull() || value.isMissingNode()) ? "" : value.asString());
		}
	}

	private static void use(ConfigurableApplicationContext application) {
		AutotaskClient client = application.getBean(AutotaskClient.class);
		for (int i = 0; i < 2; i++) {
			client.tickets().get(5).block();
			client.companies().get(1).block();
			client.companies().get(2).block();
		}
	}

	private static JsonNode ask(String url) {
		return Objects.requireNonNull(WebClient.builder()
			.clientConnector(new JdkClientHttpConnector())
			.build()
			.get()
			.uri(url)
			.header("Accept", "application/json")
			.retrieve()
			.bodyToMono(JsonNode.class)
			.block());
	}

	private static String url(ConfigurableApplicationContext application, String port, String path) {
		return "http://localhost:" + application.getEnvironment().getRequiredProperty(port) + path;
	}

	/** An application of the other kind, on the Autotask of the desk. */
	private static ConfigurableApplicationContext servlet(String... args) {
		SpringApplication application = new SpringApplication(OnServlet.class, OwnEventLoops.class);
		application.setDefaultProperties(Map.of("server.port", "0", "spring.main.banner-mode", "off"));
		List<String> all = new ArrayList<>();
		for (String name : List.of("base-url", "username", "secret", "integration-code")) {
			String property = "autotask.performance.api." + name;
			all.add("--" + property + "=" + desk.getEnvironment().getRequiredProperty(property));
		}
		all.add("--spring.main.web-application-type=servlet");
		all.addAll(List.of(args));
		return application.run(all.toArray(String[]::new));
	}

	/** Not a component, so that the desk does not find it. */
	@EnableAutoConfiguration
	static class OnServlet {

	}

}
