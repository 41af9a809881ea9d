package io.autotask.performance.sample.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.autotask.performance.benchmark.BenchmarkConfig;
import io.autotask.performance.benchmark.BenchmarkResult;
import io.autotask.performance.benchmark.BenchmarkSuite;
import io.autotask.performance.benchmark.report.HtmlReport;
import io.autotask.performance.benchmark.report.JUnitReport;
import io.autotask.performance.benchmark.report.MarkdownReport;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.sample.SampleApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs one benchmark of the sample against its simulator, writes the reports, and ends
 * with 0 when the run passed, with 1 when not: see {@code docs/benchmarking.md}.
 */
public final class BenchmarkMain {

	private final Bench bench;

	private final Path reports;

	private final Path baselines;

	private BenchmarkMain(Bench bench, Path reports, Path baselines) {
		this.bench = bench;
		this.reports = reports;
		this.baselines = baselines;
	}

	/**
	 * Runs it.
	 * @param args the name of the benchmark, the directory of the reports, the directory
	 * of the baselines, and {@code save} to save the run as a baseline; then properties
	 * such as {@code --sample.simulator.latency=80ms}
	 * @throws IOException when the reports cannot be written
	 */
	public static void main(String[] args) throws IOException {
		BenchmarkMain main = new BenchmarkMain(Bench.of(args[0]), Path.of(args[1]), Path.of(args[2]));
		List<String> more = List.of(args).subList(3, args.length);
		System.exit(main.run(more.contains("save"), more.stream().filter((arg) -> arg.startsWith("--")).toList()));
	}

	private int run(boolean save, List<String> properties) throws IOException {
		FastSchedulers.install(this.bench.acceleration());
		try (ConfigurableApplicationContext context = start(properties)) {
			BenchmarkSuite suite = context.getBean(BenchmarkSuite.class);
			BenchmarkConfig.Builder config = this.bench.config();
			if (suite.baselines().contains(this.bench.word()) && !save) {
				config.baseline(this.bench.word()).thresholds("vs-baseline upstream change < 10%");
			}
			BenchmarkResult result = finished(suite.runBenchmark(config.build()));
			write(result);
			if (save) {
				suite.saveAsBaseline(result, this.bench.word());
			}
			return result.passed() ? 0 : 1;
		}
	}

	private ConfigurableApplicationContext start(List<String> properties) {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		application.addInitializers((context) -> {
			if (this.bench.acceleration() > 1) {
				context.getBeanFactory()
					.registerSingleton("fastTime", (TimeSource) new FastTime(this.bench.acceleration()));
			}
		});
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--sample.simulator.port=0",
				"--autotask.performance.benchmark.allow-writes=true",
				"--autotask.performance.benchmark.max-requests=500000",
				"--autotask.performance.benchmark.max-duration=2h",
				"--autotask.performance.benchmark.baseline-directory=" + this.baselines));
		arguments.addAll(this.bench.properties());
		arguments.addAll(properties);
		return application.run(arguments.toArray(String[]::new));
	}

	private static BenchmarkResult finished(Mono<BenchmarkResult> run) {
		return run.blockOptional().orElseThrow();
	}

	private void write(BenchmarkResult result) throws IOException {
		Files.createDirectories(this.reports);
		String markdown = MarkdownReport.of(result);
		if (this.bench.acceleration() > 1) {
			markdown += "\nThe clock of the process ran " + this.bench.acceleration()
					+ " times as fast as that of the machine, so what the process itself takes counts "
					+ this.bench.acceleration() + " times.\n";
		}
		Path report = this.reports.resolve(this.bench.word());
		Files.writeString(Path.of(report + ".md"), markdown);
		Files.writeString(Path.of(report + ".html"), new HtmlReport().of(result));
		Files.writeString(this.reports.resolve("TEST-benchmark-" + this.bench.word() + ".xml"), JUnitReport.of(result));
		JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
		Files.writeString(Path.of(report + ".json"), json.writeValueAsString(result));
		System.out.println(markdown);
		System.out.println("Report: " + Path.of(report + ".html").toAbsolutePath());
	}

}
