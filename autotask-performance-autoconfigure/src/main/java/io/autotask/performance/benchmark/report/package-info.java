/**
 * Results for people and for other programs: one HTML file that needs nothing else,
 * Markdown, JUnit XML.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.benchmark.report;
