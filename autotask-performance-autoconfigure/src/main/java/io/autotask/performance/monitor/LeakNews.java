package io.autotask.performance.monitor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.monitor.flight.JvmRecorder;
import io.autotask.performance.monitor.flight.OldObjects;
import io.autotask.performance.monitor.memory.LeakSuspicion;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a leak, and where to look. Where the flight recorder is allowed, it first
 * looks for a minute at which objects stay.
 */
final class LeakNews {

	private static final Duration RECORDING = Duration.ofMinutes(1);

	private final Outlet outlet;

	private final OwnFailures failures;

	private final boolean recorderAllowed;

	private final AtomicReference<@Nullable OldObjects> recording = new AtomicReference<>();

	/**
	 * The news.
	 * @param recorderAllowed whether the flight recorder may be used
	 */
	LeakNews(Outlet outlet, OwnFailures failures, boolean recorderAllowed) {
		this.outlet = outlet;
		this.failures = failures;
		this.recorderAllowed = recorderAllowed;
	}

	/**
	 * Tells of a leak.
	 * @param known bytes that parts of the starter hold
	 * @param later runs something on the monitor's thread after a while
	 */
	void tell(LeakSuspicion suspicion, Map<String, Long> known, BiConsumer<Duration, Runnable> later) {
		List<String> recommendations = recommendations(suspicion, known);
		if (!this.recorderAllowed || !JvmRecorder.isAvailable()) {
			offer(suspicion, recommendations);
			return;
		}
		close();
		this.recording.set(new OldObjects());
		later.accept(RECORDING, () -> {
			recommendations.addAll(0, found());
			offer(suspicion, recommendations);
		});
	}

	/**
	 * Ends a recording that nobody waits for any more.
	 */
	void close() {
		OldObjects current = this.recording.getAndSet(null);
		if (current != null) {
			current.close();
		}
	}

	private void offer(LeakSuspicion suspicion, List<String> recommendations) {
		this.outlet.offer(new MemoryLeakDetectedEvent(suspicion.growthRate(), suspicion.confidence(),
				List.copyOf(recommendations)));
	}

	private List<String> found() {
		OldObjects current = this.recording.getAndSet(null);
		if (current == null) {
			return List.of();
		}
		try (current) {
			return current.found();
		}
		catch (IOException ex) {
			this.failures.record("Objects that stay could not be looked at", ex);
			return List.of();
		}
	}

	private static List<String> recommendations(LeakSuspicion suspicion, Map<String, Long> known) {
		List<String> recommendations = new ArrayList<>();
		if (suspicion.where().equals("heap")) {
			recommendations.add("Take two heap dumps some time apart (jcmd <pid> GC.heap_dump <file>) and compare of "
					+ "which classes there are more.");
			recommendations.add("Look for collections and caches without a bound, listeners and subscriptions that are "
					+ "never removed, and ThreadLocals of pooled threads.");
			new TreeMap<>(known).forEach((part, bytes) -> recommendations.add("It is not the starter's " + part
					+ ", which is bounded: the " + bytes / 1024 / 1024 + " MB that it holds are taken out."));
		}
		else {
			recommendations
				.add("Look for responses whose body is never read: who uses 'exchangeToMono' has to read the "
						+ "body, or release it.");
			recommendations.add("Start with -Dio.netty.leakDetection.level=paranoid: Netty then logs who does not "
					+ "release its buffers.");
		}
		return recommendations;
	}

}
