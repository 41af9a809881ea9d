/**
 * The tenant's rows. Most are computed from the seed by their id whenever they are asked
 * for, so a million tickets take no memory; only what was written is kept.
 */
@NullMarked
package io.autotask.performance.sample.simulator.data;

import org.jspecify.annotations.NullMarked;
