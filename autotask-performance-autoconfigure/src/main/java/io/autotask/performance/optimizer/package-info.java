/**
 * What leaves for the API, and when: slots, queue, retry.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.optimizer;
