package io.autotask.performance.sample.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.LongStream;

import io.autotask.performance.sample.export.ExportFormat;
import io.autotask.performance.sample.export.ExportPage;
import io.autotask.performance.sample.export.TicketExport;
import io.autotask.performance.sample.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "sample.simulator.port=0", "sample.simulator.latency=0ms", "sample.simulator.tickets=5000" })
class ScanCommandTests {

	private static final JsonMapper JSON = new JsonMapper();

	@Autowired
	private TicketExport export;

	@Autowired
	private Simulator simulator;

	@TempDir
	private Path directory;

	private final ByteArrayOutputStream said = new ByteArrayOutputStream();

	@Test
	void countsAllTicketsAndSaysWhatItTook() {
		assertThat(scan(null)).isZero();
		assertThat(said()).contains("5,000 of 5,000 tickets (100 %)", "5,000 tickets in ", " requests, in a heap of ");
	}

	@Test
	void goesOnAfterItWasKilledAndLosesAndRepeatsNothing() throws IOException {
		Path file = this.directory.resolve("tickets.ndjson");
		try (ResumableFile half = ResumableFile.open(file)) {
			for (ExportPage page : this.export.pages(ExportFormat.NDJSON, null, (progress) -> {
			}).take(4).toIterable()) {
				half.append(page.text(), page.continuationToken());
			}
		}
		Files.writeString(file, "{\"id\":17,\"title\":\"It was killed while it wr", StandardOpenOption.APPEND);
		assertThat(scan(file)).isZero();
		assertThat(ids(file)).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 5_000).boxed().toList());
		assertThat(said()).contains("5,000 of 5,000 tickets (100 %)");
		assertThat(this.directory).isDirectoryNotContaining("glob:**checkpoint*");
	}

	@Test
	void aFileThatIsCompleteIsNotWrittenOver() throws IOException {
		Path file = this.directory.resolve("tickets.csv");
		Files.writeString(file, "mine");
		assertThat(scan(file)).isOne();
		assertThat(said()).contains("tickets.csv' is there already and complete");
		assertThat(file).hasContent("mine");
	}

	@Test
	void whatStopsItIsSaid() {
		this.simulator.faults().unauthorised(true);
		try {
			assertThat(scan(this.directory.resolve("tickets.csv"))).isOne();
		}
		finally {
			this.simulator.faults().clear();
		}
		assertThat(said()).contains("It stopped.", "Autotask answered 401", "Start it again to go on from there.");
	}

	@Test
	void nobodyAskedForIt() {
		ScanCommand command = command(null);
		command.run(new DefaultApplicationArguments("--server.port=0"));
		assertThat(said()).isEmpty();
		assertThat(ScanCommand.isAskedFor("scan", "--x=y")).isTrue();
		assertThat(ScanCommand.isAskedFor("--scan")).isFalse();
	}

	private int scan(Path file) {
		ScanCommand command = command(file);
		command.run(new DefaultApplicationArguments("scan"));
		return command.getExitCode();
	}

	private ScanCommand command(Path file) {
		return new ScanCommand(this.export, new ScanSettings(file), new PrintStream(this.said, true));
	}

	private String said() {
		return this.said.toString(StandardCharsets.UTF_8);
	}

	private static List<Long> ids(Path file) throws IOException {
		return Files.readAllLines(file).stream().map((line) -> JSON.readTree(line).path("id").asLong()).toList();
	}

}
