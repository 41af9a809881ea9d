package io.autotask.performance.sample.simulator.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import io.autotask.performance.sample.simulator.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a scan has to look at: at least all those that a filter can match. It may be
 * too wide, never too narrow. Immutable.
 *
 * @param from lowest id
 * @param to highest id
 * @param listed sorted ids that alone come into question, or {@code null} for all
 * @param parents fields that must hold an id
 */
public record Selection(long from, long to, long @Nullable [] listed, Map<Field, Long> parents) {

	/** Every row. */
	public static Selection all() {
		return new Selection(Long.MIN_VALUE, Long.MAX_VALUE, null, Map.of());
	}

	public Selection from(long id) {
		return new Selection(Math.max(this.from, id), this.to, this.listed, this.parents);
	}

	public Selection to(long id) {
		return new Selection(this.from, Math.min(this.to, id), this.listed, this.parents);
	}

	/** Only these ids, and only those of them that came into question before. */
	public Selection only(long[] ids) {
		long[] before = this.listed;
		long[] now = Arrays.stream(ids)
			.filter((id) -> before == null || Arrays.binarySearch(before, id) >= 0)
			.sorted()
			.distinct()
			.toArray();
		return new Selection(this.from, this.to, now, this.parents);
	}

	/** Only rows whose field holds this id. */
	public Selection below(Field field, long id) {
		Map<Field, Long> all = new HashMap<>(this.parents);
		all.put(field, id);
		return new Selection(this.from, this.to, this.listed, Map.copyOf(all));
	}

}
