package io.autotask.performance.sample.simulator.webhook;

/**
 * One event on its way to one webhook.
 *
 * @param subscription the webhook as it was when the event happened
 */
record Callout(Subscription subscription, long sequence, String payload) {

}
