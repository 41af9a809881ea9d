package io.autotask.performance.stub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.autotask.performance.cache.SharedMemory;
import io.autotask.performance.call.TimeSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The shared memory of several instances in one thread, whose every step a test takes:
 * what is asked of it, and what it tells, is done in whatever order the test likes, or is
 * lost.
 */
public final class ModelMemory {

	private static final long LONGEST_WRITE = Duration.ofMinutes(2).toNanos();

	private final TimeSource time;

	private final Map<String, Mark> marks = new HashMap<>();

	private final Map<String, Kept> answers = new HashMap<>();

	private final List<Instance> instances = new ArrayList<>();

	private final List<Step> steps = new ArrayList<>();

	private long values;

	private int found;

	public ModelMemory(TimeSource time) {
		this.time = time;
	}

	/** The memory as another instance sees it. */
	public SharedMemory join() {
		Instance instance = new Instance();
		this.instances.add(instance);
		return instance;
	}

	/** How often an instance found what another, or itself, had kept. */
	public int found() {
		return this.found;
	}

	/** What is to be done. */
	public List<Step> steps() {
		return this.steps;
	}

	public void take(Step step) {
		this.steps.remove(step);
		step.action.run();
	}

	/** Nobody hears what became of it, and it is not done. */
	public void lose(Step step) {
		this.steps.remove(step);
		step.instead.run();
	}

	private String seal(List<String> names) {
		return names.stream()
			.map((name) -> this.marks.computeIfAbsent(name, (key) -> new Mark(this.values++, 0, Map.of())).value()
					+ ";")
			.collect(Collectors.joining());
	}

	private boolean isHeld(String name) {
		Mark mark = this.marks.get(name);
		return mark != null && (mark.holders().values().stream().anyMatch((end) -> end - this.time.nanos() > 0)
				|| mark.quarantineEnd() - this.time.nanos() > 0);
	}

	private void set(Collection<String> names, long quarantineEnd, Consumer<Map<String, Long>> holding) {
		for (String name : names) {
			Mark mark = this.marks.getOrDefault(name, new Mark(0, 0, Map.of()));
			Map<String, Long> holders = new HashMap<>(mark.holders());
			holding.accept(holders);
			this.marks.put(name, new Mark(this.values++, Math.max(mark.quarantineEnd(), quarantineEnd), holders));
		}
	}

	/** One thing to be done, and what is done when it is lost. */
	public static final class Step {

		private final Runnable action;

		private final Runnable instead;

		private Step(Runnable action, Runnable instead) {
			this.action = action;
			this.instead = instead;
		}

	}

	private record Mark(long value, long quarantineEnd, Map<String, Long> holders) {

	}

	private record Kept(String seal, long since, long end, byte[] bytes) {

	}

	private final class Instance implements SharedMemory {

		private final List<Set<String>> unreleased = new ArrayList<>();

		private Listener listener;

		@Override
		public Mono<Found> look(String name, List<String> names) {
			return inTime((sink) -> ask(sink, () -> {
				if (concerns(names)) {
					sink.success();
					return;
				}
				String seal = seal(names);
				Kept kept = ModelMemory.this.answers.get(name);
				long now = ModelMemory.this.time.nanos();
				boolean counts = kept != null && kept.seal().equals(seal) && kept.end() - now > 0
						&& names.stream().noneMatch(ModelMemory.this::isHeld);
				ModelMemory.this.found += counts ? 1 : 0;
				sink.success(counts ? new Found(seal, kept.bytes(), Duration.ofNanos(now - kept.since()))
						: new Found(seal, null, Duration.ZERO));
			}));
		}

		@Override
		public Mono<Void> keep(String name, List<String> names, String seal, Times times, Supplier<byte[]> bytes) {
			long now = ModelMemory.this.time.nanos();
			return inTime((sink) -> ask(sink, () -> {
				if (seal(names).equals(seal) && names.stream().noneMatch(ModelMemory.this::isHeld)) {
					ModelMemory.this.answers.put(name,
							new Kept(seal, now - times.age().toNanos(), now + times.left().toNanos(), bytes.get()));
				}
				sink.success();
			}));
		}

		@Override
		public Mono<Void> hold(String write, Collection<String> names) {
			return inTime((sink) -> ask(sink, () -> {
				long end = ModelMemory.this.time.nanos() + LONGEST_WRITE;
				set(names, 0, (holders) -> holders.put(write, end));
				sink.success();
			}));
		}

		@Override
		public Mono<Void> release(String write, Collection<String> names, Duration quarantine, byte[] news) {
			Set<String> all = Set.copyOf(names);
			this.unreleased.add(all);
			return inTime((sink) -> release(sink, write, all, quarantine, news));
		}

		/** Whoever waits goes on after a while; what he asked for may still be done. */
		private static <T> Mono<T> inTime(Consumer<MonoSink<T>> asked) {
			return Mono.create(asked).timeout(Duration.ofMillis(50), Mono.empty());
		}

		private void release(MonoSink<Void> sink, String write, Set<String> names, Duration quarantine, byte[] news) {
			ModelMemory.this.steps.add(new Step(() -> {
				set(names, quarantine.isZero() ? 0 : ModelMemory.this.time.nanos() + quarantine.toNanos(),
						(holders) -> holders.remove(write));
				this.unreleased.remove(names);
				ModelMemory.this.instances.forEach((instance) -> ModelMemory.this.steps
					.add(new Step(() -> instance.listener.heard(news), instance.listener::missed)));
				sink.success();
			}, () -> {
				sink.success();
				release(sink, write, names, quarantine, news);
			}));
		}

		/** What the instance itself has changed, and could not say yet. */
		private boolean concerns(Collection<String> names) {
			return this.unreleased.stream().anyMatch((one) -> one.isEmpty() || names.stream().anyMatch(one::contains));
		}

		private void ask(MonoSink<?> sink, Runnable action) {
			ModelMemory.this.steps.add(new Step(action, sink::success));
		}

		@Override
		public boolean isHeard() {
			return true;
		}

		@Override
		public void listen(Listener other) {
			this.listener = other;
		}

	}

}
