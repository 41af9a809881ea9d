/**
 * The façade of the starter: what an application injects to look at what was done, and to
 * switch it off and on.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance;
