package io.autotask.performance.benchmark;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a run will cost, known before it begins.
 *
 * @param name what it is called
 * @param target host and port of the API
 * @param thisMachine whether that is this machine
 * @param entities what is asked for
 * @param model whether answers decide when the next call comes
 * @param calls calls at most; the starter may answer many of them from memory
 * @param preparation calls that find the rows first
 * @param writes whether rows are created, changed or deleted
 * @param rounds in how many parts
 * @param seconds how long it takes, at most where answers decide
 * @param budget what it costs of the hour
 */
public record BenchmarkPlan(String name, String target, boolean thisMachine, List<String> entities, String model,
		long calls, int preparation, boolean writes, int rounds, double seconds, Cost budget) {

	/**
	 * What a run costs of the hour, when nothing is saved.
	 *
	 * @param requests requests at most
	 * @param limit requests in any sixty minutes, or null when not known
	 * @param used how many of them are used now, or null when not known
	 * @param usedAfter how many of them will be used at most, or null when not known
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Cost(long requests, @Nullable Long limit, @Nullable Long used, @Nullable Long usedAfter) {

	}

}
