package io.autotask.performance.sample.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.autotask.performance.sample.export.ExportFormat;
import io.autotask.performance.sample.export.ExportProgress;
import io.autotask.performance.sample.export.ExportRuns;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;

/**
 * All tickets as a file. It is never held as a whole: pages go to the browser as they
 * come from Autotask, and no faster than the browser takes them.
 */
@Controller
class ExportController {

	private static final Duration LOOK_EVERY = Duration.ofMillis(200);

	private final ExportRuns runs;

	ExportController(ExportRuns runs) {
		this.runs = runs;
	}

	@GetMapping("/export")
	String page() {
		return "export";
	}

	@GetMapping("/export/tickets.{format:csv|ndjson}")
	ResponseEntity<Flux<DataBuffer>> tickets(@PathVariable String format, @RequestParam(defaultValue = "") String run,
			@RequestParam(required = false) @Nullable String after) {
		String name = "tickets." + format;
		ExportFormat written = ExportFormat.of(name);
		Flux<DataBuffer> body = this.runs.lines(run, written, after)
			.onErrorMap(IllegalArgumentException.class,
					(failure) -> new ResponseStatusException(HttpStatus.BAD_REQUEST, failure.getMessage(), failure))
			.map((text) -> DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8)));
		return ResponseEntity.ok()
			.contentType(new MediaType(written.mediaType(), StandardCharsets.UTF_8))
			.header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
			.body(body);
	}

	@GetMapping(path = "/export/progress/{run}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@ResponseBody
	Flux<ExportProgress> progress(@PathVariable String run) {
		return Flux.interval(Duration.ZERO, LOOK_EVERY)
			.onBackpressureDrop()
			.map((tick) -> this.runs.progress(run))
			.distinctUntilChanged()
			.takeUntil(ExportProgress::isOver);
	}

}
