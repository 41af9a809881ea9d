package io.autotask.performance.monitor.profile;

import org.jspecify.annotations.Nullable;

/**
 * Which profiles the current thread works for. What has ended is taken out when somebody
 * looks, so that a profile which was closed elsewhere leaves nothing behind.
 */
final class Scopes {

	private final ThreadLocal<@Nullable Scope> current = new ThreadLocal<>();

	@Nullable Scope current() {
		Scope scope = this.current.get();
		Scope open = Scope.pruned(scope);
		if (open != scope) {
			set(open);
		}
		return open;
	}

	void set(@Nullable Scope scope) {
		if (scope != null) {
			this.current.set(scope);
		}
		else {
			this.current.remove();
		}
	}

	/**
	 * Runs something for the given profiles.
	 */
	void within(Scope scope, Runnable work) {
		Scope before = this.current.get();
		set(scope);
		try {
			work.run();
		}
		finally {
			set(before);
		}
	}

}
