/** What the optimizer does beside what one would write without it. */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.optimizer.peers;
