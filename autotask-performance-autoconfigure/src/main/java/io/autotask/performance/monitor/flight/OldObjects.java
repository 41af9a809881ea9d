package io.autotask.performance.monitor.flight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordingFile;

/**
 * A short recording of objects that stay: which kind they are, and where they were made.
 * The recorder keeps a sample of some hundreds. It writes a file into the directory for
 * temporary files, which is removed when it was read. Not thread-safe.
 */
public final class OldObjects implements AutoCloseable {

	private static final int FRAMES = 3;

	private static final int MOST = 5;

	private final Recording recording = new Recording();

	/**
	 * Starts a recording.
	 */
	public OldObjects() {
		this.recording.setName("Autotask Performance: objects that stay");
		this.recording.enable("jdk.OldObjectSample").withStackTrace().with("cutoff", "0 ns");
		this.recording.start();
	}

	/**
	 * Ends the recording.
	 * @return what stays, in words, the most frequent first; of methods and classes there
	 * are names only
	 * @throws IOException when the recording cannot be read
	 */
	public List<String> found() throws IOException {
		this.recording.stop();
		Path file = Files.createTempFile("autotask-old-objects", ".jfr");
		try {
			this.recording.dump(file);
			return read(file);
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	@Override
	public void close() {
		this.recording.close();
	}

	private static List<String> read(Path file) throws IOException {
		Map<String, Integer> kinds = new HashMap<>();
		int all = 0;
		try (RecordingFile events = new RecordingFile(file)) {
			while (events.hasMoreEvents()) {
				RecordedEvent event = events.readEvent();
				if (event.getEventType().getName().equals("jdk.OldObjectSample")) {
					kinds.merge(inWords(event), 1, Integer::sum);
					all++;
				}
			}
		}
		int sampled = all;
		return kinds.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
			.limit(MOST)
			.map((kind) -> kind.getValue() + " of " + sampled + " sampled objects that stay are " + kind.getKey())
			.toList();
	}

	private static String inWords(RecordedEvent event) {
		RecordedObject object = event.getValue("object");
		String type = (object != null && object.getClass("type") != null) ? object.getClass("type").getName()
				: "objects";
		List<String> frames = StackNames.of(event.getStackTrace(), FRAMES);
		return frames.isEmpty() ? type : type + ", made in " + String.join(" > ", frames);
	}

}
