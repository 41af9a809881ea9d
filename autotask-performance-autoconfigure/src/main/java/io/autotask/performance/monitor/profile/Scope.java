package io.autotask.performance.monitor.profile;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The profiles that something is part of: the innermost, and those around it.
 *
 * @param profile the innermost
 * @param around those around it, or null
 */
record Scope(Profile profile, @Nullable Scope around) {

	/**
	 * Those that are open.
	 * @return the innermost first
	 */
	List<Profile> open() {
		List<Profile> open = new ArrayList<>();
		for (Scope scope = this; scope != null; scope = scope.around) {
			if (scope.profile.isOpen()) {
				open.add(scope.profile);
			}
		}
		return open;
	}

	/**
	 * The same without those that have ended.
	 * @return a scope, or null when none is open
	 */
	static @Nullable Scope pruned(@Nullable Scope scope) {
		if (scope == null) {
			return null;
		}
		Scope around = pruned(scope.around);
		if (!scope.profile.isOpen()) {
			return around;
		}
		return (around == scope.around) ? scope : new Scope(scope.profile, around);
	}

}
