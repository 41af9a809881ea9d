package io.autotask.performance.insight.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.autotask.performance.insight.replay.Recorded.What;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded, in the order in which calls came. Immutable.
 */
public final class Recording {

	private final List<Recorded> events;

	private final boolean full;

	/**
	 * A recording.
	 * @param events in any order
	 * @param full whether older events were overwritten
	 */
	public Recording(List<Recorded> events, boolean full) {
		List<Recorded> sorted = new ArrayList<>(events);
		sorted.sort(Comparator.comparingLong(Recorded::at));
		this.events = List.copyOf(sorted);
		this.full = full;
	}

	/**
	 * All that happened.
	 * @return the events by the time at which they began
	 */
	public List<Recorded> events() {
		return this.events;
	}

	/**
	 * Whether more happened than is remembered.
	 * @return true when the oldest were overwritten
	 */
	public boolean isFull() {
		return this.full;
	}

	/**
	 * Events of one sort.
	 * @param what what happened
	 * @return those that are it
	 */
	public List<Recorded> of(What what) {
		return filtered((event) -> event.what() == what);
	}

	/**
	 * The calls of the application that ended and whose caller had not gone away.
	 * @return the calls, without those of the starter itself
	 */
	public List<Recorded> calls() {
		return filtered((event) -> event.what() == What.CALL && !event.is(Recorded.BACKGROUND | Recorded.CANCELLED));
	}

	/**
	 * The same, by what they do.
	 * @return the calls by kind
	 */
	public Map<Kind, List<Recorded>> callsByKind() {
		return byKind(calls());
	}

	/**
	 * Events by what the calls do.
	 * @param events some events
	 * @return by kind, in the order of names
	 */
	public static Map<Kind, List<Recorded>> byKind(List<Recorded> events) {
		Map<Kind, List<Recorded>> kinds = new TreeMap<>();
		events.forEach((event) -> kinds.computeIfAbsent(event.kind(), (kind) -> new ArrayList<>()).add(event));
		return kinds;
	}

	/**
	 * Events by what they have in common.
	 * @param events some events
	 * @return by the key of the call, without those that have none
	 */
	public static Map<Long, List<Recorded>> byKey(List<Recorded> events) {
		Map<Long, List<Recorded>> keys = new TreeMap<>();
		events.stream()
			.filter((event) -> event.key() != 0)
			.forEach((event) -> keys.computeIfAbsent(event.key(), (key) -> new ArrayList<>()).add(event));
		return keys;
	}

	/**
	 * Some of the events.
	 * @param wanted which
	 * @return those, in the same order
	 */
	public List<Recorded> filtered(Predicate<Recorded> wanted) {
		return this.events.stream().filter(wanted).toList();
	}

	/**
	 * The part of it that began in a time.
	 * @param from nanoseconds of the time source
	 * @param until the end, which is not part of it
	 * @return that part
	 */
	public Recording between(long from, long until) {
		return new Recording(filtered((event) -> event.at() - from >= 0 && event.at() - until < 0), true);
	}

	/**
	 * The earlier and the later half of the time.
	 * @return two recordings; empty when there are fewer than two events
	 */
	public List<Recording> halves() {
		if (this.events.size() < 2) {
			return List.of();
		}
		long middle = from() + (until() - from()) / 2;
		return List.of(between(from(), middle), between(middle, until() + 1));
	}

	/**
	 * When the first event began.
	 * @return nanoseconds of the time source; 0 when there is none
	 */
	public long from() {
		return this.events.isEmpty() ? 0 : this.events.get(0).at();
	}

	/**
	 * When the last event began.
	 * @return nanoseconds of the time source; 0 when there is none
	 */
	public long until() {
		return this.events.isEmpty() ? 0 : this.events.get(this.events.size() - 1).at();
	}

	/**
	 * How long it is.
	 * @return from the first event to the last one
	 */
	public Duration duration() {
		return Duration.ofNanos(until() - from());
	}

	/**
	 * Something that so many of took no longer.
	 * @param events some events
	 * @param share from 0 to 1, such as 0.95
	 * @return milliseconds, or null when there are none
	 */
	public static @Nullable Double percentile(List<Recorded> events, double share) {
		if (events.isEmpty()) {
			return null;
		}
		long[] took = events.stream().mapToLong(Recorded::took).toArray();
		Arrays.sort(took);
		return took[Math.min(took.length - 1, (int) Math.ceil(share * took.length) - 1)] / 1e6;
	}

}
