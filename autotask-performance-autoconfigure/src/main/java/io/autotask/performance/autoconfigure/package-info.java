/**
 * Wires the starter into a Spring Boot application: properties, and the beans made of
 * them.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.autoconfigure;
