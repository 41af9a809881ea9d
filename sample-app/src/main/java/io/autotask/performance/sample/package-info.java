/**
 * A small service desk on Autotask, written as a user of the starter would write it.
 */
@NullMarked
package io.autotask.performance.sample;

import org.jspecify.annotations.NullMarked;
