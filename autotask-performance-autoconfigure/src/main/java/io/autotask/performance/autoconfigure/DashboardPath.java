package io.autotask.performance.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Where the dashboard is on its server. Not known before the endpoints are made.
 */
interface DashboardPath {

	/**
	 * The path, with that of all endpoints before it.
	 * @return the path, or null when the dashboard is not exposed
	 */
	@Nullable String path();

}
