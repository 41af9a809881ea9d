package io.autotask.performance.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A support lead at the desk, in a real browser. Skipped where no Chromium is installed.
 */
@EnabledIf("io.autotask.performance.sample.Browser#isInstalled")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.simulator.port=0", "sample.simulator.latency=1ms" })
class BoardInBrowserTests {

	@LocalServerPort
	private int port;

	@TempDir
	private Path profile;

	private Browser window;

	private WebDriver browser;

	private WebDriverWait wait;

	@BeforeEach
	void open() {
		this.window = Browser.open(this.profile);
		this.browser = this.window.driver();
		this.wait = this.window.waiting();
	}

	@AfterEach
	void close() {
		this.window.close();
	}

	@Test
	void aTicketIsCreatedFoundChangedAndCounted() {
		visit("/");
		int open = Integer.parseInt(text("open"));
		assertThat(this.browser.findElements(By.cssSelector("#tickets tbody tr"))).hasSize(25);

		click(By.linkText("Companies"));
		click(By.linkText("New ticket"));
		this.browser.findElement(By.id("title")).sendKeys("The <b>coffee</b> machine is down");
		new Select(this.browser.findElement(By.id("priority"))).selectByIndex(1);
		new Select(this.browser.findElement(By.id("queueID"))).selectByIndex(1);
		click(By.id("create"));
		assertThat(text("title")).isEqualTo("The <b>coffee</b> machine is down");
		assertThat(status()).isEqualTo("New");
		String ticket = this.browser.getCurrentUrl();

		visit("/");
		assertThat(text("open")).isEqualTo(String.valueOf(open + 1));

		this.browser.get(ticket);
		new Select(this.browser.findElement(By.id("status"))).selectByVisibleText("Complete");
		click(By.id("change-status"));
		assertThat(status()).isEqualTo("Complete");

		visit("/");
		assertThat(text("open")).isEqualTo(String.valueOf(open));
		assertThat(Integer.parseInt(text("sent"))).isBetween(1, Integer.parseInt(text("asked")) - 1);
		assertNothingWentWrongInTheBrowser();
	}

	@Test
	void theDashboardShowsWhatTheDeskAsked() {
		visit("/");
		visit("/");
		click(By.id("dashboard"));
		By made = By.cssSelector("[data-path='performance.metrics.totalRequests']");
		By saved = By.cssSelector("[data-path='optimization.metrics.requestsSaved']");
		this.wait.until(ExpectedConditions.textMatches(made, Pattern.compile("[1-9][0-9,]*")));
		assertThat(this.browser.findElement(saved).getText()).matches("[1-9][0-9,]*");
		assertThat(this.browser.findElement(By.id("endpoints")).getText()).contains("Tickets", "Companies",
				"Resources");
		assertNothingWentWrongInTheBrowser();
	}

	@Test
	void allTicketsAreDownloadedWhileABarShowsHowFarItIs() {
		visit("/export");
		this.browser.findElement(By.id("ndjson")).click();
		this.wait.until(ExpectedConditions.textMatches(By.id("said"),
				java.util.regex.Pattern.compile("Done: [\\d,.]+ tickets, \\d+ requests")));
		assertThat(this.browser.findElement(By.id("bar")).getDomProperty("value")).isEqualTo("1");
		Path file = this.profile.resolve("tickets.ndjson");
		this.wait.until((browser) -> Files.exists(file));
		int tickets = Integer.parseInt(text("said").replaceFirst(" tickets.*", "").replaceAll("\\D", ""));
		assertThat(tickets).isGreaterThanOrEqualTo(2_000);
		assertThat(file).content().hasLineCount(tickets);
		assertNothingWentWrongInTheBrowser();
	}

	@Test
	void invitedUsersComeAndGo() {
		visit("/");
		click(By.id("traffic"));
		assertThat(text("traffic")).isEqualTo("Stop traffic");
		click(By.id("traffic"));
		assertThat(text("traffic")).isEqualTo("Simulate traffic");
	}

	private void visit(String path) {
		this.browser.get("http://localhost:" + this.port + path);
	}

	private void click(By what) {
		var page = this.browser.findElement(By.tagName("html"));
		this.browser.findElement(what).click();
		this.wait.until(ExpectedConditions.stalenessOf(page));
	}

	private String text(String id) {
		return this.browser.findElement(By.id(id)).getText();
	}

	private String status() {
		return new Select(this.browser.findElement(By.id("status"))).getFirstSelectedOption().getText();
	}

	private void assertNothingWentWrongInTheBrowser() {
		assertThat(this.window.complaints()).isEmpty();
	}

}
