/**
 * What the service desk does with Autotask. Nothing in here knows that calls are cached,
 * shared or queued.
 */
@NullMarked
package io.autotask.performance.sample.desk;

import org.jspecify.annotations.NullMarked;
