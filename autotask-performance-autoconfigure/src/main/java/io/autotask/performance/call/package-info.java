/**
 * The words of the request path: what a call to Autotask asks for, who asks, how it is
 * answered and what happened on the way. Knows no feature and no Spring Boot.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.call;
