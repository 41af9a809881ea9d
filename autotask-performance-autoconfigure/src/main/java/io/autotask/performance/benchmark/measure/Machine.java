package io.autotask.performance.benchmark.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the machine again and again during a run. When there are more looks than are
 * kept, every second one is dropped, and from then on every second one is taken. Not
 * thread-safe but for {@link #moments()}: one thread looks.
 */
public final class Machine {

	private static final int MOST = 1_000;

	private final List<Moment> moments = new ArrayList<>();

	private final Supplier<Vitals> vitals;

	private final IntSupplier inFlight;

	private final IntSupplier onTheWire;

	private long looks;

	private long keepEvery = 1;

	/**
	 * A look-out.
	 * @param vitals tells how the machine is
	 * @param inFlight how many steps are on their way
	 * @param onTheWire how many requests are
	 */
	public Machine(Supplier<Vitals> vitals, IntSupplier inFlight, IntSupplier onTheWire) {
		this.vitals = vitals;
		this.inFlight = inFlight;
		this.onTheWire = onTheWire;
	}

	/**
	 * Looks.
	 * @param offset nanoseconds since the run began
	 */
	public synchronized void look(long offset) {
		if (this.looks++ % this.keepEvery != 0) {
			return;
		}
		if (this.moments.size() == MOST) {
			for (int i = MOST - 1; i > 0; i -= 2) {
				this.moments.remove(i);
			}
			this.keepEvery *= 2;
		}
		this.moments.add(moment(offset));
	}

	/**
	 * What was seen.
	 * @return a copy, in order
	 */
	public synchronized List<Moment> moments() {
		return List.copyOf(this.moments);
	}

	private Moment moment(long offset) {
		Vitals vitals = this.vitals.get();
		return new Moment(offset / 1e9, vitals.heapUsed(), vitals.heapCommitted(), vitals.collections(),
				vitals.collecting(), vitals.cpu(), vitals.systemCpu(), vitals.threads(), this.inFlight.getAsInt(),
				this.onTheWire.getAsInt());
	}

	/**
	 * The machine at one moment.
	 *
	 * @param seconds since the run began
	 * @param heapUsed heap in use, in bytes
	 * @param heapCommitted heap that the system has given, in bytes
	 * @param collections garbage collections since the start of the process
	 * @param collecting how long they took, in milliseconds
	 * @param cpu percent of all cores that this process uses, or null when not known
	 * @param systemCpu percent of all cores that all processes use, or null when not
	 * known
	 * @param threads threads of this process
	 * @param inFlight steps that are on their way
	 * @param connections requests of the run that are on the wire, each on a connection
	 * of its own
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Moment(double seconds, long heapUsed, long heapCommitted, long collections, long collecting,
			@Nullable Double cpu, @Nullable Double systemCpu, int threads, int inFlight, int connections) {

	}

}
