package io.autotask.performance.cache.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.autotask.performance.cache.SharedMemory;
import io.autotask.performance.call.OwnFailures;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.ReactiveSubscription.ChannelMessage;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The connections to Redis, and what has to be done once a second on a thread of its own:
 * connect, listen, speak to hear whether it is heard, release what waits. Thread-safe.
 */
final class Upkeep {

	private static final Duration EVERY = Duration.ofSeconds(1);

	private static final byte[] VOICE = "voice:".getBytes(StandardCharsets.UTF_8);

	private final ReactiveRedisConnectionFactory connections;

	private final Channel channel;

	private final Hearing hearing;

	private final Function<ReactiveRedisConnection, Mono<Void>> work;

	private final OwnFailures failures;

	private final byte[] voice = ("voice:" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);

	private final Disposable.Composite running = Disposables.composite();

	private final Disposable.Swap listening = Disposables.swap();

	private final AtomicReference<@Nullable ReactiveRedisConnection> connection = new AtomicReference<>();

	private final AtomicReference<SharedMemory.@Nullable Listener> listener = new AtomicReference<>();

	Upkeep(ReactiveRedisConnectionFactory connections, Channel channel, Hearing hearing,
			Function<ReactiveRedisConnection, Mono<Void>> work, OwnFailures failures) {
		this.connections = connections;
		this.channel = channel;
		this.hearing = hearing;
		this.work = work;
		this.failures = failures;
	}

	void start() {
		Scheduler thread = Schedulers.newBoundedElastic(1, 10, "autotask-shared-memory", 60, true);
		this.running.add(thread);
		this.running.add(this.listening);
		this.running.add(Flux.interval(Duration.ZERO, EVERY, thread)
			.onBackpressureDrop()
			.concatMap((second) -> round(), 1)
			.subscribe());
	}

	void close() {
		this.running.dispose();
		ReactiveRedisConnection open = this.connection.getAndSet(null);
		if (open != null) {
			open.closeLater().subscribe();
		}
	}

	@Nullable ReactiveRedisConnection connection() {
		return this.connection.get();
	}

	Channel channel() {
		return this.channel;
	}

	boolean isHeard() {
		return this.hearing.isGood();
	}

	void listen(SharedMemory.Listener other) {
		this.listener.set(other);
	}

	byte[] anything() {
		SharedMemory.Listener known = this.listener.get();
		return (known != null) ? known.anything() : new byte[0];
	}

	private Mono<Void> round() {
		return Mono.defer(() -> {
			ReactiveRedisConnection open = connected();
			if (this.listening.get() == null || this.listening.get().isDisposed()) {
				this.hearing.interrupted();
				this.listening.update(listenTo(this.connections.getReactiveConnection()));
			}
			return this.work.apply(open)
				.thenMany(Script.SPEAK.run(open, List.of(this.channel.counterBytes()),
						List.of(this.channel.nameBytes(), ByteBuffer.wrap(this.voice))))
				.then()
				.timeout(EVERY.multipliedBy(2));
		}).onErrorResume((failure) -> {
			this.failures.record("Redis could not be reached for the cache", failure);
			return Mono.empty();
		});
	}

	/** Connecting waits, which only this thread may. */
	private ReactiveRedisConnection connected() {
		ReactiveRedisConnection open = this.connection.get();
		if (open == null) {
			open = this.connections.getReactiveConnection();
			this.connection.set(open);
		}
		return open;
	}

	private Disposable listenTo(ReactiveRedisConnection own) {
		return own.pubSubCommands()
			.createSubscription(new org.springframework.data.redis.connection.SubscriptionListener() {
			})
			.flatMapMany(
					(subscription) -> subscription.subscribe(this.channel.nameBytes()).thenMany(subscription.receive()))
			.ofType(ChannelMessage.class)
			.publishOn(Schedulers.parallel())
			.doOnNext((message) -> heard(bytes(((ChannelMessage<?, ?>) message).getMessage())))
			.doFinally((signal) -> own.closeLater().subscribe())
			.subscribe((message) -> {
			}, (failure) -> this.failures.record("News of other instances do not come in", failure));
	}

	private void heard(byte[] bytes) {
		Channel.Message message = Channel.read(bytes);
		SharedMemory.Listener known = this.listener.get();
		if (known == null) {
			return;
		}
		if (message == null) {
			// Of somebody whom we do not understand, and who may have changed something.
			known.missed();
			return;
		}
		boolean voice = isVoice(message.text());
		if (voice && !Arrays.equals(message.text(), this.voice)) {
			return;
		}
		if (voice ? this.hearing.heardItself(message.number()) : this.hearing.heardNews(message.number())) {
			known.missed();
		}
		if (!voice) {
			known.heard(message.text());
		}
	}

	private static boolean isVoice(byte[] message) {
		return message.length > VOICE.length && Arrays.equals(message, 0, VOICE.length, VOICE, 0, VOICE.length);
	}

	private static byte[] bytes(Object message) {
		ByteBuffer buffer = ((ByteBuffer) message).duplicate();
		byte[] bytes = new byte[buffer.remaining()];
		buffer.get(bytes);
		return bytes;
	}

}
