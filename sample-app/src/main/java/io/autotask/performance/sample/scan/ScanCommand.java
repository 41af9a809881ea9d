package io.autotask.performance.sample.scan;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.autotask.performance.client.scan.Progress;
import io.autotask.performance.sample.export.ExportFormat;
import io.autotask.performance.sample.export.ExportPage;
import io.autotask.performance.sample.export.TicketExport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@code java -Xmx256m -jar sample-app.jar scan} reads all tickets and says what that
 * took. With {@code --sample.scan.file=tickets.ndjson} it writes them, and goes on where
 * it was when it is started again, however it ended.
 */
@Component
public class ScanCommand implements ApplicationRunner, ExitCodeGenerator {

	private static final String NAME = "scan";

	private static final Duration TELL_EVERY = Duration.ofSeconds(1);

	private final TicketExport export;

	private final ScanSettings settings;

	private final PrintStream out;

	private int exitCode;

	@Autowired
	ScanCommand(TicketExport export, ScanSettings settings) {
		this(export, settings, System.out);
	}

	ScanCommand(TicketExport export, ScanSettings settings, PrintStream out) {
		this.export = export;
		this.settings = settings;
		this.out = out;
	}

	/**
	 * Whether the sample is started for this command.
	 * @param arguments of the command line
	 * @return true when it shall read tickets and end
	 */
	public static boolean isAskedFor(String... arguments) {
		return Arrays.asList(arguments).contains(NAME);
	}

	@Override
	public void run(ApplicationArguments arguments) {
		if (!isAskedFor(arguments.getSourceArgs())) {
			return;
		}
		long begin = System.nanoTime();
		try {
			Path file = this.settings.file();
			Progress end = (file != null) ? write(file) : count();
			tell(end);
			this.out.printf(Locale.ROOT, "%,d tickets in %.1f s, with %,d requests, in a heap of %,d MB%n", end.rows(),
					(System.nanoTime() - begin) / 1e9, end.requests(), Runtime.getRuntime().maxMemory() >> 20);
		}
		catch (IOException | RuntimeException ex) {
			this.exitCode = 1;
			this.out.println("It stopped. " + ex.getMessage());
			if (this.settings.file() != null) {
				this.out.println("Start it again to go on from there.");
			}
		}
	}

	@Override
	public int getExitCode() {
		return this.exitCode;
	}

	private Progress count() {
		return read(ExportFormat.NDJSON, null, (page) -> Mono.empty());
	}

	private Progress write(Path file) throws IOException {
		try (ResumableFile written = ResumableFile.open(file)) {
			Progress end = read(ExportFormat.of(file.toString()), written.token(),
					(page) -> Mono.<Void>fromRunnable(() -> append(written, page))
						.subscribeOn(Schedulers.boundedElastic()));
			written.complete();
			return end;
		}
	}

	private Progress read(ExportFormat format, @Nullable String token, Function<ExportPage, Mono<Void>> sink) {
		AtomicReference<Progress> last = new AtomicReference<>(new Progress(0, 0, 0, null, null));
		Flux<Void> reading = this.export.pages(format, token, last::set).concatMap(sink, 1);
		Flux.interval(TELL_EVERY)
			.doOnNext((second) -> tell(Objects.requireNonNull(last.get())))
			.takeUntilOther(reading.then())
			.blockLast();
		return Objects.requireNonNull(last.get());
	}

	private static void append(ResumableFile file, ExportPage page) {
		try {
			file.append(page.text(), page.continuationToken());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void tell(Progress progress) {
		Double share = progress.share();
		if (progress.total() != null && share != null) {
			this.out.printf(Locale.ROOT, "%,d of %,d tickets (%.0f %%), %,d requests%n", progress.rows(),
					progress.total(), 100 * share, progress.requests());
		}
	}

}
