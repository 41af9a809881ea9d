/**
 * What goes wrong in the application itself, when it is asked for.
 */
@NullMarked
package io.autotask.performance.sample.trouble;

import org.jspecify.annotations.NullMarked;
