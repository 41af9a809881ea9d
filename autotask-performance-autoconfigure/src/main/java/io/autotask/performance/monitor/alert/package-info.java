/**
 * What is wrong, and since when: one problem is one alert with a beginning and an end.
 * Pure but for the list of alerts; knows nothing of where its readings come from.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.monitor.alert;
