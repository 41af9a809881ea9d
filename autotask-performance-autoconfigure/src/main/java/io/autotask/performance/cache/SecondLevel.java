package io.autotask.performance.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.ClientScope;
import io.autotask.performance.call.OwnFailures;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The cache as one of several instances: what memory has not, another instance may have
 * asked for, and what one writes, all others drop. Memory decides as it always does: an
 * answer of another instance gets in under the same versions as one of the network.
 */
final class SecondLevel implements SharedMemory.Listener {

	private static final String NEWS = "news";

	private static final int MAX_IDENTITIES = 1_000;

	private static final ClientScope NOBODY = new ClientScope(NEWS);

	private final IntelligentCache cache;

	private final SharedMemory shared;

	private final Envelope envelope;

	private final OwnFailures failures;

	private final LongAdder recalled = new LongAdder();

	private final LongAdder kept = new LongAdder();

	private final LongAdder news = new LongAdder();

	/** How this instance signs its news. */
	private final String name = UUID.randomUUID().toString();

	/**
	 * The first connector through which somebody calls. Another one may send what no
	 * filter sees, so its answers stay here.
	 */
	private final Map<String, ClientScope> scopes = new ConcurrentHashMap<>();

	SecondLevel(IntelligentCache cache, Sharing sharing, OwnFailures failures) {
		this.cache = cache;
		this.shared = sharing.memory();
		this.envelope = new Envelope(sharing.secret());
		this.failures = failures;
		this.shared.listen(this);
	}

	/**
	 * The answer of another instance, which is kept here from now on.
	 * @return empty when there is none that counts
	 */
	Mono<Answer.Whole> recall(CallExchange exchange, CallKey key, Takeoff takeoff) {
		if (!isShared(key)) {
			return Mono.empty();
		}
		return Mono.defer(() -> {
			AnswerMemory.Departure departure = takeoff.glance();
			Mono<SharedMemory.Found> look = departure.versions().quarantined() ? Mono.empty()
					: this.shared.look(Marks.nameOf(key), Marks.ofRead(exchange.call()));
			return look.mapNotNull((found) -> answer(exchange, key, takeoff, departure, found))
				.onErrorResume(RuntimeException.class, (failure) -> {
					this.failures.record("An answer of another instance could not be used", failure);
					return Mono.empty();
				})
				.switchIfEmpty(Mono.fromRunnable(takeoff::glancedInVain));
		});
	}

	private Answer.@Nullable Whole answer(CallExchange exchange, CallKey key, Takeoff takeoff,
			AnswerMemory.Departure departure, SharedMemory.Found found) {
		byte[] sealed = found.bytes();
		byte[] bytes = (sealed != null) ? this.envelope.open(Marks.nameOf(key), sealed) : null;
		SharedAnswer answer = (bytes != null) ? SharedAnswer.read(bytes, this.cache.settings().maxEntrySize()) : null;
		long asOf = this.cache.time().nanos() - found.age().toNanos();
		Answer.Whole recalled = (answer != null)
				? this.cache.memory().adopt(exchange.call(), key, departure, asOf, answer) : null;
		if (recalled == null) {
			takeoff.sealed(found.seal());
			return null;
		}
		exchange.recall();
		this.recalled.increment();
		return recalled;
	}

	/**
	 * An answer of the network was kept here: others may have it. One that says that
	 * there is no such row stays here: a create ends it, and no mark says so.
	 */
	void keep(CallExchange exchange, CallKey key, Takeoff takeoff, StoredAnswer stored) {
		String seal = takeoff.seal();
		boolean absent = stored.tags().stream().anyMatch((tag) -> tag.is(Tag.Kind.BIRTHS));
		if (seal == null || absent || !isShared(key)) {
			return;
		}
		long age = this.cache.time().nanos() - stored.times().asOf();
		long left = stored.times().ttl() - age;
		if (left > 0) {
			this.kept.increment();
			String named = Marks.nameOf(key);
			SharedMemory.Times times = new SharedMemory.Times(Duration.ofNanos(age), Duration.ofNanos(left));
			this.shared
				.keep(named, Marks.ofRead(exchange.call()), seal, times,
						() -> this.envelope.seal(named,
								new SharedAnswer(stored.response(), stored.times().cost()).write()))
				.subscribe((nothing) -> {
				}, (failure) -> this.failures.record("An answer was not kept for other instances", failure));
		}
	}

	/**
	 * Tells all others of a write before its caller hears how it ended.
	 */
	<T> Mono<T> around(WriteReach reach, Mono<T> write, Function<@Nullable T, WriteOutcome> outcomeOf) {
		if (!isShared()) {
			return write;
		}
		List<String> marks = Marks.ofWrite(reach);
		AtomicBoolean known = new AtomicBoolean();
		return Mono.usingWhen(
				Mono.fromSupplier(() -> UUID.randomUUID().toString()).delayUntil((id) -> this.shared.hold(id, marks)),
				(id) -> write.doOnSuccess((answer) -> known.set(outcomeOf.apply(answer) == WriteOutcome.KNOWN)),
				(id) -> release(id, marks, reach, known.get() ? WriteOutcome.KNOWN : WriteOutcome.UNKNOWN),
				(id, failure) -> release(id, marks, reach, WriteOutcome.of(failure)),
				(id) -> release(id, marks, reach, WriteOutcome.UNKNOWN));
	}

	private Mono<Void> release(String write, List<String> marks, WriteReach reach, WriteOutcome outcome) {
		return this.shared.release(write, marks, this.cache.quarantine(outcome),
				sealed(new News.Written(reach, outcome)));
	}

	/**
	 * Tells all others what the application has invalidated here.
	 */
	void tell(Collection<String> marks, News news) {
		if (isShared()) {
			this.shared.release(null, marks, Duration.ZERO, sealed(news)).subscribe((nothing) -> {
			}, (failure) -> this.failures.record("Other instances were not told what is old", failure));
		}
	}

	@Override
	public void heard(byte[] sealed) {
		byte[] bytes = this.envelope.open(NEWS, sealed);
		NewsFormat.Told told = (bytes != null) ? NewsFormat.read(bytes) : null;
		if (told == null) {
			// An instance of another version, or with another secret, has changed
			// something.
			this.news.increment();
			this.cache.follow(new News.Anything());
		}
		else if (!told.teller().equals(this.name)) {
			this.news.increment();
			this.cache.follow(told.news());
		}
	}

	@Override
	public void missed() {
		this.cache.follow(new News.Anything());
	}

	@Override
	public byte[] anything() {
		return sealed(new News.Anything());
	}

	CacheSnapshot.@Nullable Shared snapshot() {
		return isShared()
				? new CacheSnapshot.Shared(this.shared.isHeard(), this.recalled.sum(), this.kept.sum(), this.news.sum())
				: null;
	}

	private byte[] sealed(News news) {
		return this.envelope.seal(NEWS, NewsFormat.write(this.name, news));
	}

	private boolean isShared() {
		return this.shared != SharedMemory.NONE;
	}

	private boolean isShared(CallKey key) {
		if (!isShared()) {
			return false;
		}
		if (this.scopes.size() < MAX_IDENTITIES) {
			this.scopes.putIfAbsent(key.identity(), key.scope());
		}
		return key.scope().equals(this.scopes.getOrDefault(key.identity(), NOBODY));
	}

}
