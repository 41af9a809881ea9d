package io.autotask.performance.monitor.profile;

import java.util.List;

import io.autotask.performance.call.Phase;
import io.autotask.performance.call.PhaseWatcher;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * One call that is part of profiles: tells them in which phase it is. Guarded by the
 * monitor of this object, which comes before those of the profiles.
 */
public final class ProfiledCall implements PhaseWatcher {

	private final Scopes scopes;

	private final Scope scope;

	private final List<Profile> profiles;

	private @Nullable Phase phase;

	private boolean over;

	private int retries;

	ProfiledCall(Scopes scopes, Scope scope, List<Profile> profiles) {
		this.scopes = scopes;
		this.scope = scope;
		this.profiles = profiles;
		entered(Phase.CACHE);
	}

	@Override
	public synchronized void entered(Phase next) {
		// After its end a call has nothing to do but to be made objects of.
		if (!this.over || next == Phase.DECODE) {
			this.retries += (next == Phase.BACKOFF) ? 1 : 0;
			move(next);
		}
	}

	@Override
	public synchronized void left() {
		move(null);
	}

	/**
	 * The call ended.
	 * @param end how
	 */
	public synchronized void ended(CallEnd end) {
		if (this.over) {
			return;
		}
		this.over = true;
		move(null);
		this.profiles.forEach((profile) -> profile.ended(end, this.retries));
	}

	/**
	 * Makes what follows on an answer part of the same profiles, on whatever thread it
	 * runs.
	 * @param answers the answer
	 * @param <T> its type
	 * @return the same answer
	 */
	public <T> Mono<T> spread(Mono<T> answers) {
		return answers.transform(Operators
			.<T, T>lift((source, subscriber) -> new ScopedSubscriber<>(subscriber, this.scopes, this.scope)));
	}

	private void move(@Nullable Phase next) {
		Phase before = this.phase;
		if (before != next) {
			this.phase = next;
			this.profiles.forEach((profile) -> profile.moved(before, next));
		}
	}

}
