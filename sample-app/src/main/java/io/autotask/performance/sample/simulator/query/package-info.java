/**
 * Queries: the filter's language, which rows it matches, and pages by id.
 */
@NullMarked
package io.autotask.performance.sample.simulator.query;

import org.jspecify.annotations.NullMarked;
