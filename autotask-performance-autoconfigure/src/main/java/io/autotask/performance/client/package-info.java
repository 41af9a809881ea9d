/**
 * A typed, reactive client of the Autotask REST API over the application's
 * {@code WebClient}: rows as records, maps or trees, errors in Autotask's own words.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.client;
