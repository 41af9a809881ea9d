/**
 * The queue in front of the network: as many requests at once as the API takes, the most
 * urgent first.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.optimizer.dispatch;
