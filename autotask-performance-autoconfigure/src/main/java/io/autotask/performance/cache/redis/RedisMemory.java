package io.autotask.performance.cache.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.autotask.performance.cache.SharedMemory;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The shared memory in Redis. Every step is one script, so that looking at marks and
 * doing something about it is one step, too. Redis may be slow, hang or go away at any
 * moment: then nothing is found, nothing is kept, and what has to be released waits.
 * <p>
 * All keys have one hash tag, so that they live on one node of a cluster. Thread-safe.
 */
public final class RedisMemory implements SharedMemory, AutoCloseable {

	/** How long a mark lives that nobody asks for: longer than what depends on it. */
	private static final Duration MARKS_LIVE = Duration.ofHours(25);

	/** Nothing is kept for longer. */
	private static final Duration LONGEST = Duration.ofHours(24);

	/** No write is on the wire for longer, and carried out after that. */
	private static final Duration LONGEST_WRITE = Duration.ofMinutes(2);

	private static final int MAX_KEEPING = 100;

	private final String prefix;

	private final Duration timeout;

	private final OwnFailures failures;

	private final Outage outage;

	private final Releases releases = new Releases();

	private final AtomicInteger keeping = new AtomicInteger();

	private final Upkeep upkeep;

	/**
	 * A memory. Nothing is connected before {@link #start}.
	 * @param connections to Redis
	 * @param settings how it is used
	 * @param failures counts what goes wrong
	 * @param time the clock
	 */
	public RedisMemory(ReactiveRedisConnectionFactory connections, RedisSettings settings, OwnFailures failures,
			TimeSource time) {
		this.prefix = "{" + settings.keyPrefix() + "}:";
		this.timeout = settings.timeout();
		this.failures = failures;
		this.outage = new Outage(time);
		this.upkeep = new Upkeep(connections, new Channel(this.prefix + "news", this.prefix + "told"),
				new Hearing(time), this::releaseWaiting, failures);
	}

	/**
	 * Connects, in the background, and again whenever it has to.
	 */
	public void start() {
		this.upkeep.start();
	}

	@Override
	public void close() {
		this.upkeep.close();
	}

	@Override
	public Mono<Found> look(String name, List<String> marks) {
		ReactiveRedisConnection connection = this.upkeep.connection();
		if (connection == null || this.releases.concern(marks) || !this.outage.mayAsk()) {
			return Mono.empty();
		}
		return run(Script.LOOK, connection, keys(name, marks), List.of(text(newValue()), millis(MARKS_LIVE)))
			.collectList()
			.mapNotNull((parts) -> this.releases.concern(marks) ? null : found(parts))
			.publishOn(Schedulers.parallel());
	}

	private static @Nullable Found found(List<Object> parts) {
		List<Object> all = (parts.size() == 1 && parts.get(0) instanceof List<?> list) ? List.copyOf(list) : parts;
		if (all.isEmpty()) {
			return null;
		}
		String seal = string(all.get(0));
		return (all.size() < 3) ? new Found(seal, null, Duration.ZERO)
				: new Found(seal, bytes(all.get(2)), Duration.ofMillis(Long.parseLong(string(all.get(1)))));
	}

	@Override
	public Mono<Void> keep(String name, List<String> marks, String seal, Times times, Supplier<byte[]> bytes) {
		return Mono.defer(() -> {
			ReactiveRedisConnection connection = this.upkeep.connection();
			if (connection == null || this.outage.isOn() || this.releases.concern(marks)) {
				return Mono.empty();
			}
			if (this.keeping.incrementAndGet() > MAX_KEEPING) {
				this.keeping.decrementAndGet();
				return Mono.empty();
			}
			Duration left = (times.left().compareTo(LONGEST) > 0) ? LONGEST : times.left();
			return Mono.fromSupplier(bytes)
				.subscribeOn(Schedulers.parallel())
				.flatMapMany((made) -> run(Script.KEEP, connection, keys(name, marks),
						List.of(text(seal), millis(times.age()), millis(left), ByteBuffer.wrap(made))))
				.doFinally((signal) -> this.keeping.decrementAndGet())
				.then();
		});
	}

	@Override
	public Mono<Void> hold(String write, Collection<String> marks) {
		return Mono.defer(() -> {
			ReactiveRedisConnection connection = this.upkeep.connection();
			return (connection == null || this.outage.isOn()) ? Mono.empty() : run(Script.HOLD, connection,
					withHolders(marks), List.of(text(newValue()), millis(LONGEST_WRITE), text(write)))
				.then();
		});
	}

	@Override
	public Mono<Void> release(@Nullable String write, Collection<String> marks, Duration quarantine, byte[] news) {
		Releases.Release release = this.releases.add(write, marks, quarantine, news);
		return Mono.defer(() -> {
			ReactiveRedisConnection connection = this.upkeep.connection();
			return (connection == null || this.outage.isOn()) ? Mono.empty() : release(connection, release);
		});
	}

	private Mono<Void> release(ReactiveRedisConnection connection, Releases.Release release) {
		return release(connection, release.write(), release.marks(), release.quarantine(), release.news())
			.doOnNext((done) -> this.releases.done(release))
			.then();
	}

	private Flux<Object> release(ReactiveRedisConnection connection, String write, Collection<String> marks,
			Duration quarantine, byte[] news) {
		List<ByteBuffer> keys = new ArrayList<>(List.of(text(this.upkeep.channel().counter())));
		keys.addAll(withHolders(marks));
		return run(Script.RELEASE, connection, keys, List.of(text(newValue()), millis(MARKS_LIVE), millis(quarantine),
				text(this.upkeep.channel().name()), ByteBuffer.wrap(news), text(write)));
	}

	/** What could not be released when it was to be. */
	private Mono<Void> releaseWaiting(ReactiveRedisConnection connection) {
		Mono<Void> everything = Mono.empty();
		if (this.releases.areTooMany()) {
			long overflows = this.releases.overflows();
			everything = release(connection, "", List.of(), Duration.ZERO, this.upkeep.anything())
				.doOnNext((done) -> this.releases.everythingIsDone(overflows))
				.then();
		}
		return everything.thenMany(Flux.fromIterable(this.releases.waiting()))
			.concatMap((release) -> release(connection, release))
			.then();
	}

	@Override
	public boolean isHeard() {
		return this.upkeep.isHeard();
	}

	@Override
	public void listen(Listener listener) {
		this.upkeep.listen(listener);
	}

	private Flux<Object> run(Script script, ReactiveRedisConnection connection, List<ByteBuffer> keys,
			List<ByteBuffer> arguments) {
		return script.run(connection, keys, arguments)
			.timeout(this.timeout)
			.doOnComplete(this.outage::succeeded)
			.onErrorResume((failure) -> {
				this.outage.failed();
				this.failures.record("Redis did not do what the cache asked for", failure);
				return Mono.empty();
			});
	}

	private List<ByteBuffer> keys(String name, List<String> marks) {
		List<ByteBuffer> keys = new ArrayList<>(marks.size() + 2);
		keys.add(text(this.prefix + "answer:" + name));
		keys.add(everything());
		marks.forEach((mark) -> keys.add(mark(mark)));
		return keys;
	}

	/** Marks, and then for each of them those who hold it; no marks are everything. */
	private List<ByteBuffer> withHolders(Collection<String> marks) {
		if (marks.isEmpty()) {
			return List.of(everything(), text(this.prefix + "holders"));
		}
		List<ByteBuffer> keys = new ArrayList<>(2 * marks.size());
		marks.forEach((mark) -> keys.add(mark(mark)));
		marks.forEach((mark) -> keys.add(text(this.prefix + "holders:" + mark)));
		return keys;
	}

	private ByteBuffer mark(String mark) {
		return text(this.prefix + "mark:" + mark);
	}

	private ByteBuffer everything() {
		return text(this.prefix + "everything");
	}

	/** One that no mark ever had. */
	private static String newValue() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		return new UUID(random.nextLong(), random.nextLong()).toString();
	}

	private static ByteBuffer millis(Duration duration) {
		return text(Long.toString(duration.toMillis()));
	}

	private static ByteBuffer text(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String string(Object part) {
		return new String(bytes(part), StandardCharsets.UTF_8);
	}

	private static byte[] bytes(Object part) {
		ByteBuffer buffer = ((ByteBuffer) part).duplicate();
		byte[] bytes = new byte[buffer.remaining()];
		buffer.get(bytes);
		return bytes;
	}

}
