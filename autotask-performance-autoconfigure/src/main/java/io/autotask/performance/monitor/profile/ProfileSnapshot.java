package io.autotask.performance.monitor.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.autotask.performance.call.CallEvent.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of an operation went. Immutable.
 *
 * @param id one of its own
 * @param name the name that the application gave
 * @param start when it began
 * @param wall how long it took
 * @param segments from marker to marker, in order; the first is called {@code start}
 * @param calls what was called
 * @param usage what it cost the process
 * @param samples the calls that ended last, in order
 * @param hotStacks where the process was found running, the most frequent first; null
 * when the flight recorder is not allowed or not there
 */
public record ProfileSnapshot(String id, String name, Instant start, Duration wall, List<Segment> segments, Calls calls,
		Usage usage, List<Sample> samples, @Nullable List<HotStack> hotStacks) {

	/** The part that is the caller's own code, while none of its calls is under way. */
	public static final String OWN_CODE = "own-code";

	/**
	 * Where all of the time went.
	 * @return by phase; {@code own-code} is the caller's own
	 */
	public Map<String, Duration> phases() {
		Map<String, Duration> phases = new LinkedHashMap<>();
		this.segments
			.forEach((segment) -> segment.phases().forEach((phase, time) -> phases.merge(phase, time, Duration::plus)));
		return phases;
	}

	/**
	 * How much of the time is in one of the phases.
	 * @return percent from 0 to 100
	 */
	public double explained() {
		long named = phases().values().stream().mapToLong(Duration::toNanos).sum();
		return (this.wall.toNanos() > 0) ? Math.min(100, 100.0 * named / this.wall.toNanos()) : 100;
	}

	/**
	 * The profile as JSON. Times are in milliseconds.
	 * @return an object
	 */
	public String toJson() {
		return ProfileExport.json(this);
	}

	/**
	 * The profile as collapsed stacks, which tools for flame graphs read and compare: a
	 * line for each phase of each segment, with its microseconds.
	 * @return lines such as {@code Import;Companies read;first-byte 48211}
	 */
	public String toCollapsed() {
		return ProfileExport.collapsed(this);
	}

	ProfileSnapshot with(List<HotStack> stacks) {
		return new ProfileSnapshot(this.id, this.name, this.start, this.wall, this.segments, this.calls, this.usage,
				this.samples, stacks);
	}

	/**
	 * From one marker to the next.
	 *
	 * @param name the marker
	 * @param start how long after the beginning of the profile
	 * @param wall how long it took
	 * @param phases where that time went; the parts add up to it
	 */
	public record Segment(String name, Duration start, Duration wall, Map<String, Duration> phases) {

	}

	/**
	 * What was called.
	 *
	 * @param total calls that ended
	 * @param failures how many of them failed
	 * @param cancellations how many were given up
	 * @param retries how often one had to be sent once more
	 * @param rows rows in their answers
	 * @param bytes bytes of their answers
	 * @param served calls by how they were served, such as {@code cache}
	 */
	public record Calls(long total, long failures, long cancellations, long retries, long rows, long bytes,
			Map<String, Long> served) {

	}

	/**
	 * What the operation cost. What else the process did meanwhile is in it.
	 *
	 * @param processCpu processor time of the process, or null when it is not told
	 * @param threadCpu processor time of the thread that started and ended the profile,
	 * or null when those were two, or it is not told
	 * @param threadAllocated bytes that this thread allocated, or null likewise
	 * @param gcPauses pauses for garbage collections
	 * @param gcPauseTime how long they took together
	 */
	public record Usage(@Nullable Duration processCpu, @Nullable Duration threadCpu, @Nullable Long threadAllocated,
			long gcPauses, Duration gcPauseTime) {

	}

	/**
	 * One call.
	 *
	 * @param end how long after the beginning of the profile it ended
	 * @param entity the entity as the API spells it
	 * @param operation the operation
	 * @param outcome how it ended
	 * @param served how it was served, or null when it got no answer
	 * @param took how long its caller waited
	 */
	public record Sample(Duration end, String entity, String operation, Outcome outcome, @Nullable String served,
			Duration took) {

	}

	/**
	 * A stack that was found running.
	 *
	 * @param stack names of methods, the outermost first, with semicolons between
	 * @param samples how often
	 */
	public record HotStack(String stack, long samples) {

	}

}
