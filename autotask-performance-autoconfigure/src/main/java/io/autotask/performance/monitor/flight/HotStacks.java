package io.autotask.performance.monitor.flight;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * Where the process is found running, by looking at its threads every 20 milliseconds.
 * Events come about a second late. Starting and closing take a while, so neither is for
 * an event loop. Guarded by the monitor of this object.
 */
public final class HotStacks implements AutoCloseable {

	/** Stacks beyond are counted as one. */
	static final int MAX_STACKS = 5_000;

	private static final int DEEPEST = 64;

	private static final String EVENT = "jdk.ExecutionSample";

	private static final String OTHERS = "(others)";

	private final RecordingStream stream = new RecordingStream();

	private final Map<String, Long> stacks = new HashMap<>();

	private Instant until = Instant.MAX;

	/**
	 * Starts to look.
	 */
	public HotStacks() {
		this.stream.enable(EVENT).withPeriod(Duration.ofMillis(20));
		this.stream.onEvent(EVENT, this::sampled);
		this.stream.startAsync();
	}

	/**
	 * Counts nothing that is found later.
	 * @param moment the end
	 */
	public synchronized void until(Instant moment) {
		this.until = moment;
	}

	/**
	 * What was found.
	 * @param limit how many at most
	 * @return stacks and how often each was found, the most frequent first; of methods
	 * there are names only, the outermost first, with semicolons between
	 */
	public synchronized List<Map.Entry<String, Long>> top(int limit) {
		return this.stacks.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
			.limit(limit).<Map.Entry<String, Long>>map((stack) -> Map.entry(stack.getKey(), stack.getValue())).toList();
	}

	@Override
	public void close() {
		this.stream.close();
	}

	private synchronized void sampled(RecordedEvent event) {
		if (event.getStartTime().isAfter(this.until)) {
			return;
		}
		String stack = String.join(";", StackNames.of(event.getStackTrace(), DEEPEST));
		boolean known = this.stacks.containsKey(stack) || this.stacks.size() < MAX_STACKS;
		this.stacks.merge(known ? stack : OTHERS, 1L, Long::sum);
	}

}
