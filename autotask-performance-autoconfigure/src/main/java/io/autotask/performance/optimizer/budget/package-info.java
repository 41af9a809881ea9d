/**
 * The tenant's requests of an hour: what was spent, by us and by others, and who may
 * spend the rest.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.optimizer.budget;
