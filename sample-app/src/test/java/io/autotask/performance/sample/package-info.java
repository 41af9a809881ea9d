/**
 * The sample as its users meet it: the real application, the simulator, a real browser.
 */
@NullMarked
package io.autotask.performance.sample;

import org.jspecify.annotations.NullMarked;
