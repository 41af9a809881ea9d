package io.autotask.performance.insight.replay;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.autotask.performance.call.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Memory as a replay has it: bounded, the least recently used goes, and nothing survives
 * a write that could have changed it.
 */
final class ReplayMemory {

	private final long maxEntries;

	private final LinkedHashMap<Long, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

	private final Map<String, Long> entityWrites = new HashMap<>();

	private final Map<String, Long> blindWrites = new HashMap<>();

	private final Map<Long, Long> rowWrites = new HashMap<>();

	ReplayMemory(long maxEntries) {
		this.maxEntries = maxEntries;
	}

	@Nullable Entry get(Recorded call) {
		Entry entry = this.entries.get(call.key());
		if (entry != null && !isCurrent(call, entry.asOf())) {
			this.entries.remove(call.key());
			return null;
		}
		return entry;
	}

	void keep(Recorded call, long asOf, @Nullable Integer digest) {
		if (!isCurrent(call, asOf)) {
			return;
		}
		this.entries.put(call.key(), new Entry(asOf, digest));
		if (this.entries.size() > this.maxEntries) {
			this.entries.remove(this.entries.keySet().iterator().next());
		}
	}

	void write(Recorded write, long at) {
		String entity = write.kind().entity();
		this.entityWrites.put(entity, at);
		if (write.row() != 0) {
			this.rowWrites.put(write.row(), at);
		}
		else if (write.kind().operation() != Operation.CREATE) {
			this.blindWrites.put(entity, at);
		}
	}

	private boolean isCurrent(Recorded call, long asOf) {
		Operation operation = call.kind().operation();
		if (operation == Operation.METADATA) {
			return true;
		}
		String entity = call.kind().entity();
		if (operation != Operation.GET) {
			return isAfter(asOf, this.entityWrites.get(entity));
		}
		return isAfter(asOf, this.blindWrites.get(entity)) && isAfter(asOf, this.rowWrites.get(call.row()));
	}

	private static boolean isAfter(long asOf, @Nullable Long write) {
		return write == null || asOf - write > 0;
	}

	/**
	 * An answer.
	 *
	 * @param asOf when its request departed
	 * @param digest of its body, or null when it is not known
	 */
	record Entry(long asOf, @Nullable Integer digest) {

	}

}
