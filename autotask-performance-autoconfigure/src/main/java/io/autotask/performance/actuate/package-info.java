/**
 * The actuator endpoints: pictures of what was done, as JSON and as a page.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.actuate;
