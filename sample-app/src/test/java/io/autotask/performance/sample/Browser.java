package io.autotask.performance.sample;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Chromium, which waits for what a page is about to show. */
final class Browser implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final ChromeDriver driver;

	private final WebDriverWait wait;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
		this.wait = new WebDriverWait(driver, Duration.ofSeconds(60));
		this.wait.ignoring(JavascriptException.class);
	}

	static boolean isInstalled() {
		return program("chromedriver") != null && program("chromium") != null;
	}

	/**
	 * Opens one.
	 * @param profile an empty directory for what it keeps
	 */
	static Browser open(Path profile) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(installed("chromium").toFile());
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
				"--user-data-dir=" + profile.resolve("chromium"));
		options.setExperimentalOption("prefs", Map.of("download.default_directory", profile.toString()));
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		logs.enable(LogType.PERFORMANCE, Level.ALL);
		options.setCapability("goog:loggingPrefs", logs);
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(installed("chromedriver").toFile())
			.usingAnyFreePort()
			.build();
		Browser browser = new Browser(new ChromeDriver(service, options));
		browser.resize(1366, 768);
		return browser;
	}

	/** What Selenium itself offers. */
	ChromeDriver driver() {
		return this.driver;
	}

	WebDriverWait waiting() {
		return this.wait;
	}

	void visit(String url) {
		this.driver.get(url);
	}

	void resize(int width, int height) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
	}

	void prefer(String theme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
	}

	/**
	 * Runs a script before those of each page that is visited from now on.
	 * @return what to pass to {@link #without}
	 */
	String before(String script) {
		return String
			.valueOf(this.driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
				.get("identifier"));
	}

	void without(String before) {
		this.driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", before));
	}

	void press(String key) {
		for (String type : List.of("keyDown", "keyUp")) {
			this.driver.executeCdpCommand("Input.dispatchKeyEvent", Map.of("type", type, "key", key, "code", key,
					"text", type.equals("keyDown") && key.equals("Enter") ? "\r" : ""));
		}
	}

	WebElement find(String css) {
		return this.driver.findElement(By.cssSelector(css));
	}

	String text(String css) {
		return find(css).getText();
	}

	void click(String css) {
		find(css).click();
	}

	/** The value of an expression. */
	@Nullable Object value(String expression, Object... arguments) {
		return this.driver.executeScript("return " + expression, arguments);
	}

	boolean is(String expression, Object... arguments) {
		return Boolean.TRUE.equals(value(expression, arguments));
	}

	/** The value of an expression over a module of the page, which may be a promise. */
	@Nullable Object module(String module, String expression) {
		return this.driver.executeAsyncScript("const done = arguments[arguments.length - 1]; "
				+ "import(location.pathname + '/' + arguments[0]).then(async (it) => done(await (" + expression
				+ ")), (problem) => done('failed: ' + problem.stack))", module);
	}

	JsonNode json(String module, String expression) {
		return JSON.readTree(String.valueOf(module(module, "JSON.stringify(" + expression + ")")));
	}

	void until(String expression, Object... arguments) {
		this.wait.withMessage(() -> expression + " in " + this.driver.getCurrentUrl() + ": " + complaints())
			.until((ignored) -> is(expression, arguments));
	}

	/** Everything that went wrong in the page since the last look. */
	List<String> complaints() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::toString).toList();
	}

	/** Every address that was asked for since the last look. */
	List<String> requested() {
		List<String> urls = new ArrayList<>();
		for (LogEntry entry : this.driver.manage().logs().get(LogType.PERFORMANCE)) {
			JsonNode message = JSON.readTree(entry.getMessage()).path("message");
			if (message.path("method").asString().equals("Network.requestWillBeSent")) {
				urls.add(message.at("/params/request/url").asString());
			}
		}
		return urls;
	}

	byte[] picture() {
		return this.driver.getScreenshotAs(OutputType.BYTES);
	}

	@Override
	public void close() {
		this.driver.quit();
	}

	private static Path installed(String name) {
		Path program = program(name);
		if (program == null) {
			throw new IllegalStateException("'" + name + "' is not on the path");
		}
		return program;
	}

	private static @Nullable Path program(String name) {
		return List.of(System.getenv("PATH").split(File.pathSeparator))
			.stream()
			.map((directory) -> Path.of(directory, name))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
	}

}
