/**
 * The service desk in a browser, and as JSON.
 */
@NullMarked
package io.autotask.performance.sample.web;

import org.jspecify.annotations.NullMarked;
