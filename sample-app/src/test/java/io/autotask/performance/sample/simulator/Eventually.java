package io.autotask.performance.sample.simulator;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;

/** Waits for what another thread is about to do. */
final class Eventually {

	private Eventually() {
	}

	static void until(Callable<Boolean> condition) {
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2))
			.atMost(Duration.ofSeconds(20))
			.until(condition);
	}

}
