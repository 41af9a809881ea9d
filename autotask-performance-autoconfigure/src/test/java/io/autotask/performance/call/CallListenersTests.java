package io.autotask.performance.call;

import java.util.ArrayList;
import java.util.List;

import io.autotask.performance.stub.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class CallListenersTests {

	@Test
	void aListenerThatThrowsIsCountedShownOnceAndKeepsNobodyElseFromHearing(CapturedOutput output) {
		OwnFailures failures = new OwnFailures();
		List<CallEvent> heard = new ArrayList<>();
		CallListeners listeners = new CallListeners(List.of((event) -> {
			throw new IllegalStateException("broken listener");
		}, heard::add), failures);
		for (int i = 0; i < 3; i++) {
			listeners.on(new CallEvent.Arrived(Calls.get("Tickets", 5)));
		}
		assertThat(heard).hasSize(3);
		assertThat(failures.count()).isEqualTo(3);
		assertThat(output.getAll().split("broken listener", -1)).hasSize(2);
	}

}
