package io.autotask.performance.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Holds nothing, and hears of nobody because there is nobody. */
final class NoSharedMemory implements SharedMemory {

	@Override
	public Mono<Found> look(String name, List<String> marks) {
		return Mono.empty();
	}

	@Override
	public Mono<Void> keep(String name, List<String> marks, String seal, Times times, Supplier<byte[]> bytes) {
		return Mono.empty();
	}

	@Override
	public Mono<Void> hold(String write, Collection<String> marks) {
		return Mono.empty();
	}

	@Override
	public Mono<Void> release(@Nullable String write, Collection<String> marks, Duration quarantine, byte[] news) {
		return Mono.empty();
	}

	@Override
	public boolean isHeard() {
		return true;
	}

	@Override
	public void listen(Listener listener) {
		// Nobody will ever say anything.
	}

}
