package io.autotask.performance.stub;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What may block an event loop in tests. BlockHound is there from the first test on: it
 * fails any other call that does.
 */
public final class AllowedToBlock implements BlockHoundIntegration {

	@Override
	public void applyTo(BlockHound.Builder builder) {
		// Writing a log line to the console may block; no line of ours is per call.
		builder.allowBlockingCallsInside("ch.qos.logback.classic.Logger", "callAppenders");
	}

}
