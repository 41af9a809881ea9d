/**
 * Invented users of the service desk, to give the dashboard something to show.
 */
@NullMarked
package io.autotask.performance.sample.traffic;

import org.jspecify.annotations.NullMarked;
