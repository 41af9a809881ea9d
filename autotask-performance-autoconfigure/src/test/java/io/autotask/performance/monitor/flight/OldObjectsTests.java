package io.autotask.performance.monitor.flight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;

/** On a virtual machine without a flight recorder there is nothing to test. */
@EnabledIf("io.autotask.performance.monitor.flight.JvmRecorder#isAvailable")
class OldObjectsTests {

	private final List<Object> kept = new ArrayList<>();

	@Test
	void saysWhereWhatStaysWasMadeAndLeavesNoFile() throws IOException {
		// Right after another recording has ended the recorder may miss what is short.
		Awaitility.await()
			.pollInSameThread()
			.until(this::found,
					(found) -> found.stream().allMatch((words) -> words.contains("sampled objects that stay are"))
							&& found.stream()
								.anyMatch((words) -> words.contains("[B") && words.contains("OldObjectsTests.found")));
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			assertThat(files.map((file) -> file.getFileName().toString()))
				.noneMatch((name) -> name.startsWith("autotask-old-objects"));
		}
	}

	private List<String> found() throws IOException {
		this.kept.clear();
		try (OldObjects objects = new OldObjects()) {
			for (int i = 0; i < 4_000; i++) {
				this.kept.add(new byte[10_000]);
			}
			// The recorder only tells of what a garbage collection has left.
			System.gc();
			return objects.found();
		}
	}

}
