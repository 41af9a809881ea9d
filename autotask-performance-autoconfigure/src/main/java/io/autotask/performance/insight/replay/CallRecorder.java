package io.autotask.performance.insight.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.CRC32C;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Serving;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.insight.replay.Recorded.What;
import io.autotask.performance.query.Condition;
import io.autotask.performance.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * Records what happens to calls, for rules to look at and to play again. Keeps digests
 * only. Bounded by a ring and two small maps. Thread-safe and without locks; an answer
 * from memory costs one write into the ring and allocates nothing.
 */
public final class CallRecorder implements CallListener {

	/** Calls of the starter's own tools say so by their caller. */
	private static final String OWN_CALLERS = "autotask-";

	private static final String THREAD_LIMIT = "thread-limit";

	private static final What[] WHATS = What.values();

	private static final Serving.Source[] SOURCES = Serving.Source.values();

	private final CallRing ring;

	private final TimeSource time;

	private final Kinds kinds = new Kinds();

	private final LongAdder sent = new LongAdder();

	private final SiteCounts sites = new SiteCounts();

	/**
	 * A recorder.
	 * @param size how many events it remembers, at least 1
	 * @param time the clock
	 */
	public CallRecorder(int size, TimeSource time) {
		this.ring = new CallRing(size);
		this.time = time;
	}

	@Override
	public void on(CallEvent event) {
		if (isOwn(event.call())) {
			return;
		}
		if (event instanceof CallEvent.Completed completed) {
			completed(completed);
		}
		else if (event instanceof CallEvent.Answered answered) {
			answered(answered);
		}
		else if (event instanceof CallEvent.Returned returned) {
			returned(returned);
		}
		else if (event instanceof CallEvent.SlotGranted granted) {
			simple(What.WAIT, granted.call(), granted.waited(), 0);
		}
		else if (event instanceof CallEvent.RetryPlanned retry) {
			boolean unsafe = retry.call().write() && !retry.cause().equals(THREAD_LIMIT);
			simple(What.RETRY, retry.call(), Duration.ZERO, unsafe ? Recorded.UNSAFE : 0);
		}
		else if (event instanceof CallEvent.Rejected rejected) {
			simple(What.REJECTED, rejected.call(), Duration.ZERO, 0);
		}
		else if (event instanceof CallEvent.Located located) {
			this.sites.add(new Kind(located.call().entity(), located.call().operation()), located.site());
		}
	}

	/**
	 * What is remembered.
	 * @return the events in the order in which they were told
	 */
	public Recording recording() {
		List<Recorded> events = new ArrayList<>();
		this.ring.read((words) -> events.add(event(words)));
		return new Recording(events, this.ring.written() > this.ring.size());
	}

	/**
	 * How many events were recorded since the start.
	 * @return the number, of which the latest are remembered
	 */
	public long recorded() {
		return this.ring.written();
	}

	/**
	 * How many requests ended on the wire since the start.
	 * @return the number, without those of the starter's own tools
	 */
	public long sent() {
		return this.sent.sum();
	}

	/**
	 * Where in the application calls were made, of those that were looked at.
	 * @param kind what they do
	 * @return places and how often each was seen, the most frequent first
	 */
	public List<Site> sites(Kind kind) {
		return this.sites.of(kind);
	}

	private void completed(CallEvent.Completed completed) {
		ApiCall call = completed.call();
		int flags = flags(call);
		if (completed.outcome() != Outcome.SUCCESS) {
			flags |= (completed.outcome() == Outcome.FAILURE) ? Recorded.FAILED : Recorded.CANCELLED;
		}
		long took = completed.took().toNanos();
		write(What.CALL, call, completed.endedAt() - took, took, completed.source(), completed.status(), flags,
				body(completed.bytes(), 0));
	}

	private void answered(CallEvent.Answered answered) {
		CRC32C digest = new CRC32C();
		byte[] bytes = answered.response().bytes();
		digest.update(bytes, 0, bytes.length);
		write(What.ANSWER, answered.call(), this.time.nanos(), 0, null, answered.response().status(),
				flags(answered.call()), body(bytes.length, (int) digest.getValue()));
	}

	private void returned(CallEvent.Returned returned) {
		this.sent.increment();
		int flags = flags(returned.call()) | ((returned.status() == null) ? Recorded.FAILED : 0);
		write(What.SENT, returned.call(), this.time.nanos(), returned.took().toNanos(), null, returned.status(), flags,
				body(returned.bytes(), 0));
	}

	private void simple(What what, ApiCall call, Duration took, int flags) {
		write(what, call, this.time.nanos(), took.toNanos(), null, null, flags(call) | flags, 0);
	}

	private void write(What what, ApiCall call, long at, long took, Serving.@Nullable Source source,
			@Nullable Integer status, int flags, long body) {
		long head = what.ordinal() | ((source != null) ? source.ordinal() + 1L : 0) << 4 | (long) flags << 8
				| (long) (((status != null) ? status : 0) & 0xfff) << 20
				| (long) this.kinds.of(call.entity(), call.operation()) << 32;
		this.ring.write(head, at, took, key(call), row(call), body, group(call));
	}

	private Recorded event(long[] words) {
		long head = words[1];
		int source = (int) (head >> 4) & 0xf;
		return new Recorded(WHATS[(int) head & 0xf], this.kinds.kind((int) (head >>> 32)), words[2], words[3], words[4],
				words[5], (int) words[7], (source > 0) ? SOURCES[source - 1] : null, (int) (head >> 20) & 0xfff,
				(int) (head >> 8) & 0xff, (int) (words[6] >>> 32), (int) words[6]);
	}

	private static boolean isOwn(ApiCall call) {
		String caller = call.options().caller();
		return caller != null && caller.startsWith(OWN_CALLERS);
	}

	private static int flags(ApiCall call) {
		int flags = call.write() ? Recorded.WRITE : 0;
		if (call.isRecallable()) {
			flags |= Recorded.RECALLABLE;
		}
		if (call.options().background()) {
			flags |= Recorded.BACKGROUND;
		}
		if (call.operation() == Operation.QUERY && isPage(call)) {
			flags |= Recorded.PAGE;
		}
		return flags;
	}

	/**
	 * One step of many over all rows: by a link, or from the id on where the last ended.
	 */
	private static boolean isPage(ApiCall call) {
		Query query = call.query();
		if (query == null || query.filter() == null) {
			return call.key() == null && call.identity() != null;
		}
		List<Condition> filter = query.filter();
		for (int i = 0; i < filter.size(); i++) {
			if (filter.get(i) instanceof Condition.Comparison comparison && comparison.field().equalsIgnoreCase("id")
					&& comparison.operator().regionMatches(true, 0, "gt", 0, 2)) {
				return true;
			}
		}
		return false;
	}

	private static long key(ApiCall call) {
		CallKey key = call.key();
		if (key == null) {
			return 0;
		}
		// Two halves that have nothing in common but what they are of.
		long mixed = (long) key.hashCode() << 32
				^ (31L * key.subject().hashCode() + key.identity().hashCode()) * 0x9E3779B97F4A7C15L;
		return (mixed != 0) ? mixed : 1;
	}

	private static long row(ApiCall call) {
		Long id = call.id();
		if (id == null) {
			return 0;
		}
		long mixed = (id + 1) * 0x9E3779B97F4A7C15L
				^ (long) (31 * call.origin().hashCode() + call.entity().hashCode()) << 16;
		return (mixed != 0) ? mixed : 1;
	}

	private static int group(ApiCall call) {
		String identity = call.identity();
		return 31 * call.origin().hashCode() + ((identity != null) ? identity.hashCode() : 0);
	}

	private static long body(long bytes, int digest) {
		return Math.min(bytes, Integer.MAX_VALUE) << 32 | (digest & 0xffffffffL);
	}

}
