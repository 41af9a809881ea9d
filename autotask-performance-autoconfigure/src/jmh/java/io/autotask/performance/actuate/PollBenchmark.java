package io.autotask.performance.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.PerformanceDashboard.Performance;
import io.autotask.performance.PerformanceDashboard.TimelinePoint;
import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.monitor.Resolution;
import io.autotask.performance.stub.StubAutotask;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.ObjectMapper;

/**
 * What the page costs the application when it asks, after calls to twelve entities and
 * with a whole timeline: the figures and their JSON.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class PollBenchmark {

	private static final List<String> ENTITIES = List.of("Tickets", "Companies", "Contacts", "Resources", "Projects",
			"Tasks", "TimeEntries", "ConfigurationItems", "TicketNotes", "Contracts", "Products", "Roles");

	private StubAutotask autotask;

	private ConfigurableApplicationContext application;

	private AutotaskPerformanceEndpoint endpoint;

	private ObjectMapper mapper;

	private Instant last;

	@Setup
	public void start() throws InterruptedException {
		this.autotask = StubAutotask.start();
		this.application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run("--spring.main.banner-mode=off", "--autotask.performance.monitor.metrics-interval=100ms",
					"--autotask.performance.api.base-url=" + this.autotask.baseUrl(),
					"--autotask.performance.api.username=user", "--autotask.performance.api.secret=secret",
					"--autotask.performance.api.integration-code=code");
		this.endpoint = new AutotaskPerformanceEndpoint(this.application.getBean(AutotaskPerformance.class));
		this.mapper = this.application.getBean(ObjectMapper.class);
		AutotaskClient client = this.application.getBean(AutotaskClient.class);
		int id = 0;
		while (timeline().size() < 180) {
			for (String entity : ENTITIES) {
				client.entity(entity).get(id++ % 200 + 1).block(Duration.ofSeconds(10));
			}
		}
		this.last = timeline().get(178).timestamp();
	}

	private List<TimelinePoint> timeline() {
		Performance performance = this.endpoint.dashboard(null, null).performance();
		return Objects.requireNonNull(performance).timeline();
	}

	@TearDown
	public void stop() {
		this.application.close();
		this.autotask.close();
	}

	/** The first time: the whole timeline. */
	@Benchmark
	public byte[] first() {
		return this.mapper.writeValueAsBytes(this.endpoint.dashboard(Resolution.FINE, null));
	}

	/** Every time after that: what came since. The timeline moves on meanwhile. */
	@Benchmark
	public byte[] next() {
		DashboardDescriptor answer = this.endpoint.dashboard(Resolution.FINE, this.last);
		List<TimelinePoint> news = Objects.requireNonNull(answer.performance()).timeline();
		if (!news.isEmpty()) {
			this.last = news.get(news.size() - 1).timestamp();
		}
		return this.mapper.writeValueAsBytes(answer);
	}

	@EnableAutoConfiguration
	static class Application {

	}

}
