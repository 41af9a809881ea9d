package io.autotask.performance.benchmark.work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.Entities;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the latest calls of the application, so that they can be played again: when,
 * which operation on which entity, and which calls were the same. Holds no id and no
 * value of a caller. Deletes are not kept, for what is gone cannot go again. A ring, of
 * which the oldest is overwritten. Thread-safe, without locks.
 */
public final class TrafficRecorder implements CallListener {

	/** The caller that a benchmark gives itself. */
	public static final String CALLER = "autotask-benchmark";

	private final AtomicReferenceArray<@Nullable Arrival> ring;

	private final AtomicLong next = new AtomicLong();

	private final TimeSource time;

	/**
	 * A recorder.
	 * @param size how many calls it remembers; 0 remembers none
	 * @param time the clock
	 */
	public TrafficRecorder(int size, TimeSource time) {
		this.ring = new AtomicReferenceArray<>(size);
		this.time = time;
	}

	@Override
	public void on(CallEvent event) {
		if (this.ring.length() > 0 && event instanceof CallEvent.Arrived arrived) {
			ApiCall call = arrived.call();
			OperationType operation = operation(call);
			if (operation != null && !call.options().background() && !isOurs(call)
					&& Entities.known().isKnown(call.entity())) {
				int place = (int) (this.next.getAndIncrement() % this.ring.length());
				this.ring.set(place, new Arrival(this.time.nanos(), operation, call.entity(), sameness(call)));
			}
		}
	}

	/**
	 * What is remembered.
	 * @param writes whether to play writes too
	 * @return the calls in order, the first at offset 0; rows and queries are numbered in
	 * the order in which they were first asked for
	 */
	public List<WorkloadSettings.Recorded> recorded(boolean writes) {
		List<Arrival> arrivals = new ArrayList<>();
		for (int i = 0; i < this.ring.length(); i++) {
			Arrival arrival = this.ring.get(i);
			if (arrival != null && (writes || !arrival.operation().isWrite())) {
				arrivals.add(arrival);
			}
		}
		arrivals.sort(Comparator.comparingLong(Arrival::at));
		Map<String, Map<Integer, Integer>> numbers = new HashMap<>();
		List<WorkloadSettings.Recorded> steps = new ArrayList<>(arrivals.size());
		for (Arrival arrival : arrivals) {
			Map<Integer, Integer> known = numbers.computeIfAbsent(arrival.operation() + " " + arrival.entity(),
					(key) -> new HashMap<>());
			int number = Objects.requireNonNull(known.computeIfAbsent(arrival.sameness(), (key) -> known.size()));
			steps.add(new WorkloadSettings.Recorded(arrival.at() - arrivals.get(0).at(),
					new Step(arrival.operation(), arrival.entity(), number, RecordSize.MEDIUM.rows(), true)));
		}
		return steps;
	}

	private static boolean isOurs(ApiCall call) {
		String caller = call.options().caller();
		return caller != null && caller.startsWith(CALLER);
	}

	private static @Nullable OperationType operation(ApiCall call) {
		return switch (call.operation()) {
			case GET -> OperationType.GET;
			case QUERY, LIST -> OperationType.SEARCH;
			case COUNT -> OperationType.COUNT;
			case CREATE -> OperationType.CREATE;
			case UPDATE, REPLACE -> OperationType.UPDATE;
			case DELETE, METADATA, OTHER -> null;
		};
	}

	private static int sameness(ApiCall call) {
		return Objects.hash(call.id(), call.parent(), (call.key() != null) ? call.key().subject() : null);
	}

	/** One call as it came. */
	private record Arrival(long at, OperationType operation, String entity, int sameness) {

	}

}
