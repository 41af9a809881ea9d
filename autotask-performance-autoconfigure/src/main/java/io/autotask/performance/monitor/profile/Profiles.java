package io.autotask.performance.monitor.profile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The profiles that are open, and the last ones that ended. A call belongs to the
 * profiles that its Reactor Context names, else to those that its thread works for. While
 * none is open, a call costs one look at a number. Thread-safe: lists are guarded by the
 * monitor of this object.
 */
public final class Profiles {

	static final int MAX_OPEN = 100;

	static final int MAX_ENDED = 50;

	private final TimeSource time;

	private final Supplier<ProcessUse> process;

	private final Consumer<ProfileSnapshot> whenEnded;

	private final Scopes scopes = new Scopes();

	private final AtomicLong count = new AtomicLong();

	private final Deque<Profile> open = new ArrayDeque<>();

	private final Deque<ProfileSnapshot> ended = new ArrayDeque<>();

	private volatile int howManyAreOpen;

	/**
	 * No profiles yet.
	 * @param time the clock
	 * @param process reads what the process has used
	 * @param whenEnded told of each profile that ended
	 */
	public Profiles(TimeSource time, Supplier<ProcessUse> process, Consumer<ProfileSnapshot> whenEnded) {
		this.time = time;
		this.process = process;
		this.whenEnded = whenEnded;
	}

	/**
	 * Starts a profile of what the current thread does, and of what follows on its calls.
	 * When very many are open already, the oldest is ended.
	 * @param name its name
	 * @return the profile, to be closed
	 */
	public Profile start(String name) {
		Profile profile = create(name);
		this.scopes.set(new Scope(profile, this.scopes.current()));
		return profile;
	}

	/**
	 * Profiles a Mono, from each subscription to its end.
	 * @param name the name of the profile
	 * @param work makes the Mono; given the profile, for markers
	 * @param <T> the type of its value
	 * @return the same, profiled
	 */
	public <T> Mono<T> profiled(String name, Function<Profile, Mono<T>> work) {
		return Mono.deferContextual((context) -> {
			Profile profile = create(name);
			return Mono.defer(() -> work.apply(profile))
				.doOnTerminate(profile::close)
				.doOnCancel(profile::close)
				.contextWrite((inner) -> within(profile, context, inner));
		});
	}

	/**
	 * Profiles a Flux, from each subscription to its end.
	 * @param name the name of the profile
	 * @param work makes the Flux; given the profile, for markers
	 * @param <T> the type of its values
	 * @return the same, profiled
	 */
	public <T> Flux<T> profiledMany(String name, Function<Profile, Flux<T>> work) {
		return Flux.deferContextual((context) -> {
			Profile profile = create(name);
			return Flux.defer(() -> work.apply(profile))
				.doOnTerminate(profile::close)
				.doOnCancel(profile::close)
				.contextWrite((inner) -> within(profile, context, inner));
		});
	}

	/**
	 * The profile that the current thread works for, or the one that was started last.
	 * @return the profile, or empty when none is open
	 */
	public Optional<Profile> current() {
		Scope scope = this.scopes.current();
		if (scope != null) {
			return Optional.of(scope.profile());
		}
		synchronized (this) {
			return Optional.ofNullable(this.open.peekLast());
		}
	}

	/**
	 * The profiles that ended last.
	 * @return the latest first
	 */
	public synchronized List<ProfileSnapshot> ended() {
		return new ArrayList<>(this.ended);
	}

	/**
	 * A call is made.
	 * @param context its Reactor Context
	 * @return who follows it, or null when it is part of no profile
	 */
	public @Nullable ProfiledCall call(ContextView context) {
		if (this.howManyAreOpen == 0) {
			return null;
		}
		Scope scope = context.getOrDefault(this, null);
		scope = (scope != null) ? scope : this.scopes.current();
		List<Profile> profiles = (scope != null) ? scope.open() : List.of();
		return (scope != null && !profiles.isEmpty()) ? new ProfiledCall(this.scopes, scope, profiles) : null;
	}

	/**
	 * Adds what was found out about a profile after it had ended.
	 * @param profile the profile
	 * @param stacks where the process was found running
	 * @return the profile with them
	 */
	public synchronized ProfileSnapshot add(ProfileSnapshot profile, List<ProfileSnapshot.HotStack> stacks) {
		ProfileSnapshot whole = profile.with(stacks);
		List<ProfileSnapshot> all = new ArrayList<>(this.ended);
		all.replaceAll((other) -> other.id().equals(profile.id()) ? whole : other);
		this.ended.clear();
		this.ended.addAll(all);
		return whole;
	}

	private Context within(Profile profile, ContextView outer, Context inner) {
		Scope around = outer.getOrDefault(this, null);
		return inner.put(this, new Scope(profile, (around != null) ? around : this.scopes.current()));
	}

	private Profile create(String name) {
		Profile profile = new Profile("profile-" + this.count.incrementAndGet(), name, this.time,
				new Meter(this.process), this::close);
		Profile oldest = null;
		synchronized (this) {
			this.open.addLast(profile);
			if (this.open.size() > MAX_OPEN) {
				oldest = this.open.peekFirst();
			}
			this.howManyAreOpen = this.open.size();
		}
		if (oldest != null) {
			oldest.close();
		}
		return profile;
	}

	private void close(Profile profile) {
		ProfileSnapshot result = profile.result().orElseThrow();
		synchronized (this) {
			this.open.remove(profile);
			this.howManyAreOpen = this.open.size();
			this.ended.addFirst(result);
			if (this.ended.size() > MAX_ENDED) {
				this.ended.removeLast();
			}
		}
		// Takes it out of the thread's scope.
		this.scopes.current();
		this.whenEnded.accept(result);
	}

}
