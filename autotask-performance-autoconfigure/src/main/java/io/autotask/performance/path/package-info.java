/**
 * The way of a request: {@link io.autotask.performance.path.AutotaskPerformanceFilter}
 * holds it as one list of stages, in the order in which they are passed. The rest of this
 * package puts the filter next to the network, reads what a request asks for, and sends
 * it.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.path;
