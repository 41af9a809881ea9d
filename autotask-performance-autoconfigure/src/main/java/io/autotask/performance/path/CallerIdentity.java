package io.autotask.performance.path;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, as {@link Callers} tells it.
 *
 * @param identity a keyed digest of all that tells one caller from another, or null when
 * the three credentials are not complete
 * @param integration a digest of the integration code, empty when there is none
 * @param overridden whether a header says that another method is meant than that of the
 * request
 */
record CallerIdentity(@Nullable String identity, String integration, boolean overridden) {

}
