/**
 * Reading all rows of a query: page after page by their ids, one range of ids or several
 * at once, as slowly as the reader wants, and again from where it stopped. Knows nothing
 * of HTTP: a {@link io.autotask.performance.client.scan.PageReader} asks for the pages.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.client.scan;
