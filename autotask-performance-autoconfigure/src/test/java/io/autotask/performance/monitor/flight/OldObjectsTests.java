package io.autotask.performance.monitor.flight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;

/** On a virtual machine without a flight recorder there is nothing to test. */
@EnabledIf("io.autotask.performance.monitor.flight.JvmRecorder#isAvailable")
class OldObjectsTests {

	private final List<Object> kept = new ArrayList<>();

	@Test
	void saysWhereWhatStaysWasMadeAndLeavesNoFile() throws IOException {
		try (OldObjects objects = new OldObjects()) {
			for (int i = 0; i < 4_000; i++) {
				this.kept.add(new byte[10_000]);
			}
			// The recorder only tells of what a garbage collection has left.
			System.gc();
			List<String> found = objects.found();
			assertThat(found).isNotEmpty()
				.allMatch((words) -> words.contains("sampled objects that stay are"))
				.anyMatch((words) -> words.contains("[B") && words.contains("OldObjectsTests.saysWhereWhatStays"));
		}
		assertThat(this.kept).hasSize(4_000);
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			assertThat(files.map((file) -> file.getFileName().toString()))
				.noneMatch((name) -> name.startsWith("autotask-old-objects"));
		}
	}

}
