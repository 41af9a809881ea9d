/**
 * A report that needs the rows behind its rows.
 */
@NullMarked
package io.autotask.performance.sample.report;

import org.jspecify.annotations.NullMarked;
