package io.autotask.performance.sample.export;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * The exports of late, by a name that the browser made up. As many are known as people
 * can watch; of older ones nobody asks. Thread-safe.
 */
@Component
public class ExportRuns {

	static final int MOST = 100;

	private static final int LONGEST_NAME = 64;

	private final TicketExport export;

	private final Map<String, ExportProgress> runs = new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, ExportProgress> eldest) {
			return size() > MOST;
		}

	};

	ExportRuns(TicketExport export) {
		this.export = export;
	}

	/**
	 * Writes all tickets, and tells how far it is to whoever asks by the same name.
	 * @param run the name; empty when nobody will ask
	 * @param format how they are written
	 * @param after where to go on, or null to begin
	 * @return the lines
	 */
	public Flux<String> lines(String run, ExportFormat format, @Nullable String after) {
		return this.export.pages(format, after, (progress) -> change(run, (before) -> ExportProgress.of(progress)))
			.map(ExportPage::text)
			.doOnComplete(() -> change(run, (before) -> before.ended(ExportProgress.State.DONE)))
			.doOnCancel(() -> change(run, (before) -> before.ended(ExportProgress.State.CANCELLED)))
			.doOnError((failure) -> change(run, (before) -> before.failed(failure)));
	}

	/**
	 * How far an export is.
	 * @param run its name
	 * @return waiting when nobody has asked for it yet
	 */
	public synchronized ExportProgress progress(String run) {
		return this.runs.getOrDefault(run, ExportProgress.WAITING);
	}

	private synchronized void change(String run, UnaryOperator<ExportProgress> change) {
		if (!run.isEmpty() && run.length() <= LONGEST_NAME) {
			this.runs.put(run, change.apply(progress(run)));
		}
	}

}
