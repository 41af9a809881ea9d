package io.autotask.performance.insight.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.replay.Recorded.What;
import org.jspecify.annotations.Nullable;

/**
 * Plays a recording again, in simulated time, against memory, flights, batches and slots
 * with other settings. Calls come when they came; how long Autotask takes is the measured
 * median of the same kind. What it leaves out, it leaves out under any settings, so it is
 * made for comparing two replays and not for foretelling one: memory evicts what was used
 * least recently, a write drops all lists of its entity, a row of a query answers no read
 * by id, and who waited for an answer before asking on would have asked sooner.
 * <p>
 * For one replay, by one thread.
 */
public final class Replay {

	private static final long UNKNOWN_SERVICE = Duration.ofMillis(100).toNanos();

	private final ReplaySettings settings;

	private final Map<Kind, Long> service = new HashMap<>();

	private final ReplayMemory memory;

	private final Map<Long, ReplayJob> flights = new HashMap<>();

	private final Map<String, ReplayLane> lanes = new HashMap<>();

	private final PriorityQueue<Event> events = new PriorityQueue<>();

	private final List<Long> latencies = new ArrayList<>();

	private long order;

	private long calls;

	private long requests;

	private long hits;

	private long shared;

	private long batched;

	private long known;

	private long outdated;

	private long oldest;

	private Replay(Recording recording, ReplaySettings settings) {
		this.settings = settings;
		this.memory = new ReplayMemory(settings.maxEntries());
		Recording.byKind(recording.of(What.SENT)).forEach((kind, sent) -> this.service.put(kind, median(sent)));
	}

	/**
	 * Plays a recording.
	 * @param recording what happened
	 * @param settings under which settings
	 * @return what would have happened
	 */
	public static ReplayResult of(Recording recording, ReplaySettings settings) {
		Replay replay = new Replay(recording, settings);
		SeenAnswers seen = new SeenAnswers(recording);
		for (Recorded event : recording.events()) {
			if (event.what() == What.CALL && !event.is(Recorded.BACKGROUND)) {
				replay.until(event.at());
				replay.call(event, seen.by(event));
			}
		}
		replay.end();
		return replay.result();
	}

	private void call(Recorded call, @Nullable Integer digest) {
		this.calls++;
		if (call.is(Recorded.WRITE)) {
			this.memory.write(call, call.at());
			enqueue(new ReplayJob(call, call.at(), digest, false), call.at());
			return;
		}
		boolean recallable = call.is(Recorded.RECALLABLE) && call.key() != 0;
		long ttl = this.settings.ttl(call.kind()).toNanos();
		if (recallable && ttl > 0 && recall(call, digest, ttl)) {
			return;
		}
		ReplayJob flight = (recallable && this.settings.sharing()) ? this.flights.get(call.key()) : null;
		if (flight != null) {
			this.shared++;
			flight.join(call.at());
			return;
		}
		ReplayJob job = new ReplayJob(call, call.at(), digest, recallable && ttl > 0);
		if (recallable) {
			this.flights.put(call.key(), job);
		}
		enqueue(job, call.at());
	}

	private boolean recall(Recorded call, @Nullable Integer digest, long ttl) {
		ReplayMemory.Entry entry = this.memory.get(call);
		if (entry == null) {
			return false;
		}
		long age = call.at() - entry.asOf();
		long grace = this.settings.times().grace(call.kind()).toNanos();
		if (age >= ttl && age - ttl >= grace) {
			return false;
		}
		this.hits++;
		this.latencies.add(0L);
		// Whoever really asked knows what Autotask answered: what memory has may differ.
		if (call.fromNetwork() && digest != null && entry.digest() != null) {
			this.known++;
			if (!digest.equals(entry.digest())) {
				this.outdated++;
				this.oldest = Math.max(this.oldest, age);
			}
		}
		if (age >= ttl && !this.flights.containsKey(call.key())) {
			ReplayJob behind = ReplayJob.behind(call, digest);
			this.flights.put(call.key(), behind);
			enqueue(behind, call.at());
		}
		return true;
	}

	private void enqueue(ReplayJob job, long now) {
		boolean mergeable = this.settings.batchSize() > 1 && job.call().kind().operation() == Operation.GET
				&& job.call().row() != 0;
		long ready = mergeable ? now + this.settings.linger().toNanos() : now;
		ReplayLane lane = this.lanes.computeIfAbsent(job.call().kind().entity(),
				(entity) -> new ReplayLane(this.settings.slots()));
		lane.add(job, mergeable, ready);
		if (ready > now) {
			this.events.add(new Event(ready, this.order++, lane, null));
		}
		serve(lane, now);
	}

	private void serve(ReplayLane lane, long now) {
		for (List<ReplayJob> leaving = lane.next(now, this.settings.batchSize()); !leaving.isEmpty(); leaving = lane
			.next(now, this.settings.batchSize())) {
			this.requests++;
			this.batched += leaving.size() - 1;
			leaving.forEach((job) -> job.depart(now));
			Kind kind = leaving.get(0).call().kind();
			Kind sent = (leaving.size() > 1) ? new Kind(kind.entity(), Operation.QUERY) : kind;
			long takes = this.service.getOrDefault(sent, this.service.getOrDefault(kind, UNKNOWN_SERVICE));
			this.events.add(new Event(now + takes, this.order++, lane, leaving));
		}
	}

	private void until(long time) {
		for (Event next = this.events.peek(); next != null && next.at() - time <= 0; next = this.events.peek()) {
			happen(this.events.remove());
		}
	}

	private void end() {
		for (Event next = this.events.poll(); next != null; next = this.events.poll()) {
			happen(next);
		}
	}

	private void happen(Event event) {
		if (event.ended() != null) {
			event.lane().free();
			event.ended().forEach((job) -> ended(job, event.at()));
		}
		serve(event.lane(), event.at());
	}

	private void ended(ReplayJob job, long now) {
		Recorded call = job.call();
		job.arrivals().forEach((arrived) -> this.latencies.add(now - arrived));
		if (call.is(Recorded.WRITE)) {
			this.memory.write(call, now);
			return;
		}
		this.flights.remove(call.key(), job);
		if (job.kept() && !call.is(Recorded.FAILED)) {
			this.memory.keep(call, job.departedAt(), job.digest());
		}
	}

	private ReplayResult result() {
		return new ReplayResult(this.calls, this.requests, this.hits, this.shared, this.batched, this.known,
				this.outdated, (this.outdated > 0) ? Duration.ofNanos(this.oldest) : null, p95());
	}

	private @Nullable Double p95() {
		long[] sorted = this.latencies.stream().mapToLong(Long::longValue).toArray();
		Arrays.sort(sorted);
		return (sorted.length > 0) ? sorted[(int) Math.ceil(0.95 * sorted.length) - 1] / 1e6 : null;
	}

	private static long median(List<Recorded> sent) {
		long[] took = sent.stream().mapToLong(Recorded::took).sorted().toArray();
		return took[took.length / 2];
	}

	/**
	 * Something that happens.
	 *
	 * @param at when
	 * @param order of two at the same time the first one that was planned is first
	 * @param lane where
	 * @param ended the request that ends, or null when one may leave now
	 */
	private record Event(long at, long order, ReplayLane lane,
			@Nullable List<ReplayJob> ended) implements Comparable<Event> {

		@Override
		public int compareTo(Event other) {
			return (this.at != other.at) ? Long.compare(this.at, other.at) : Long.compare(this.order, other.order);
		}

	}

}
