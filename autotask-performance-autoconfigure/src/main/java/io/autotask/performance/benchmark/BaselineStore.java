package io.autotask.performance.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.autotask.performance.benchmark.statistics.ChangePoint;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Baselines as files that are made to be read and to be kept beside the code:
 * {@code main.json} is the baseline, {@code main.history.csv} has a line for each run
 * that was saved under its name, the last {@value #LONGEST_HISTORY} of them. Blocking;
 * used where that is allowed.
 */
final class BaselineStore {

	static final int LONGEST_HISTORY = 500;

	private static final String HEAD = "measuredAt,run,benchmark,p50,p95,p99,requestsPerSecond,errorRate,upstream";

	private static final int MOST_BASELINES = 1_000;

	private final JsonMapper mapper = JsonMapper.builder()
		.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		.enable(SerializationFeature.INDENT_OUTPUT)
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
		.defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
		.build();

	private final Path directory;

	BaselineStore(Path directory) {
		this.directory = directory;
	}

	/**
	 * A name that may be a file's.
	 */
	static String name(String field, String name) {
		if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}") || name.contains("..")) {
			throw BenchmarkRefusedException.of(field, name,
					"a name of letters, digits, dots, dashes and underscores, such as main");
		}
		return name;
	}

	void save(Baseline baseline, BenchmarkResult result) {
		try {
			Files.createDirectories(this.directory);
			write(baseline.name() + ".json", this.mapper.writeValueAsString(rounded(baseline)) + "\n");
			List<String> lines = new ArrayList<>(historyLines(baseline.name()));
			lines.add(line(result));
			List<String> kept = lines.subList(Math.max(0, lines.size() - LONGEST_HISTORY), lines.size());
			write(baseline.name() + ".history.csv", HEAD + "\n" + String.join("\n", kept) + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The baseline '" + baseline.name() + "' could not be written to "
					+ this.directory.toAbsolutePath() + " ('autotask.performance.benchmark.baseline-directory')", ex);
		}
	}

	@Nullable Baseline load(String name) {
		Path file = this.directory.resolve(name("baseline", name) + ".json");
		if (!Files.isRegularFile(file)) {
			return null;
		}
		try {
			return this.mapper.readValue(Files.readString(file), Baseline.class);
		}
		catch (IOException | JacksonException ex) {
			throw new BenchmarkRefusedException("baseline",
					"'baseline' is '" + name + "', but " + file.toAbsolutePath() + " cannot be read as a baseline",
					null);
		}
	}

	List<String> names() {
		if (!Files.isDirectory(this.directory)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((file) -> file.endsWith(".json"))
				.map((file) -> file.substring(0, file.length() - 5))
				.sorted()
				.limit(MOST_BASELINES)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The runs that were saved under a name, and where their 95th percentile changed.
	 */
	BenchmarkHistory history(String name) {
		try {
			List<BenchmarkHistory.Point> points = historyLines(name("baseline", name)).stream()
				.map(BaselineStore::point)
				.filter((point) -> !Double.isNaN(point.p95()))
				.toList();
			return new BenchmarkHistory(name, points,
					ChangePoint.find(points.stream().mapToDouble(BenchmarkHistory.Point::p95).toArray()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> historyLines(String name) throws IOException {
		Path file = this.directory.resolve(name + ".history.csv");
		if (!Files.isRegularFile(file)) {
			return List.of();
		}
		return Files.readAllLines(file).stream().skip(1).filter((line) -> !line.isBlank()).toList();
	}

	private static String line(BenchmarkResult result) {
		Baseline baseline = Baseline.of("", result);
		return String.join(",", result.summary().startTime().toString(), result.id(),
				result.name().replace(',', ' ').replace('\n', ' '), median(baseline, "p50"), median(baseline, "p95"),
				median(baseline, "p99"), median(baseline, "requestsPerSecond"), median(baseline, "errorRate"),
				median(baseline, "upstream"));
	}

	private static String median(Baseline baseline, String figure) {
		List<Double> sorted = baseline.figure(figure).stream().sorted().toList();
		return sorted.isEmpty() ? "" : String.format(Locale.ROOT, "%.4f", sorted.get(sorted.size() / 2));
	}

	private static BenchmarkHistory.Point point(String line) {
		String[] cells = line.split(",", -1);
		return new BenchmarkHistory.Point(cells[0], cells[1], number(cells[3]), number(cells[4]), number(cells[5]));
	}

	private static double number(String cell) {
		return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
	}

	/** Four digits are what a round tells; more only make differences hard to read. */
	private static Baseline rounded(Baseline baseline) {
		return new Baseline(baseline.name(), baseline.run(), baseline.measuredAt(), baseline.benchmark(),
				baseline.workload(), baseline.machine(), baseline.spoilt(), Rounding.of(baseline.figures()),
				Rounding.of(baseline.endpoints()));
	}

	private void write(String name, String text) throws IOException {
		// Nobody reads half a file.
		Path temporary = Files.createTempFile(this.directory, name, ".tmp");
		Files.writeString(temporary, text, StandardCharsets.UTF_8);
		Files.move(temporary, this.directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
	}

}
