package io.autotask.performance.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A memory that several instances of an application share: named bytes, and marks on
 * which they depend. It knows nothing of Autotask, and its clock is the same for all.
 * <p>
 * Each mark has a value that nobody can guess and that never comes back. Bytes are kept
 * with the values that their marks had before they were asked for, and are found only as
 * long as all of these are the same. So neither a late command nor one that is sent again
 * can bring back what was invalidated, and a mark that is lost invalidates.
 * <p>
 * No method fails or blocks, and none takes longer than the memory is set to: what it
 * cannot do, it does not do. Implementations are thread-safe.
 */
public interface SharedMemory {

	/** The memory of an application that shares with nobody. */
	SharedMemory NONE = new NoSharedMemory();

	/**
	 * Looks for bytes, and takes the values of the marks on which they depend.
	 * @param name the name of the bytes
	 * @param marks on what they depend, in the same order each time
	 * @return what there is; empty when the memory cannot be asked, or something that was
	 * to be released is not yet
	 */
	Mono<Found> look(String name, List<String> marks);

	/**
	 * Keeps bytes, unless a mark has changed or is held.
	 * @param name the name of the bytes
	 * @param marks on what they depend
	 * @param seal the values of the marks, as {@link #look} told them before the bytes
	 * were asked for
	 * @param times how old the bytes are, and how long they may be found
	 * @param bytes makes the bytes, on another thread
	 * @return ends when it is done, or could not be
	 */
	Mono<Void> keep(String name, List<String> marks, String seal, Times times, Supplier<byte[]> bytes);

	/**
	 * A write is about to be sent: nothing that depends on these is found, and nothing is
	 * kept, until it is released. If this process dies in between, the memory releases
	 * them by itself some time after the write can have been carried out.
	 * @param write which one
	 * @param marks what the write may change
	 * @return ends when it is done, or could not be
	 */
	Mono<Void> hold(String write, Collection<String> marks);

	/**
	 * A write has ended, or something has changed: nothing from before it is found any
	 * more. What cannot be done now is done as soon as it can, and until then
	 * {@link #look} finds nothing of it. What another write holds is held still.
	 * @param write the write that has ended, or null when it is something else
	 * @param marks what has changed; none of them for everything there is
	 * @param quarantine for how long nothing is to be kept, because the write may still
	 * be carried out; zero when it is over
	 * @param news for all other instances
	 * @return ends when it is done, or could not be done yet
	 */
	Mono<Void> release(@Nullable String write, Collection<String> marks, Duration quarantine, byte[] news);

	/**
	 * Whether news of others come in. While they do not, nobody knows what the others
	 * write.
	 * @return true while they do
	 */
	boolean isHeard();

	/**
	 * Tells somebody the news of others.
	 * @param listener hears them; called one after another
	 */
	void listen(Listener listener);

	/**
	 * What was found.
	 *
	 * @param seal the values of the marks
	 * @param bytes the bytes, or null when there are none that count
	 * @param age how old they are; zero when there are none
	 */
	record Found(String seal, byte @Nullable [] bytes, Duration age) {

	}

	/**
	 * The times of bytes that are kept.
	 *
	 * @param age how old they are already
	 * @param left how long they may be found from now on
	 */
	record Times(Duration age, Duration left) {

	}

	/** Hears what the others do. */
	interface Listener {

		/**
		 * Another instance has released something.
		 * @param news what it said
		 */
		void heard(byte[] news);

		/**
		 * News may have been lost.
		 */
		void missed();

		/**
		 * What to tell the others when there is too much to tell.
		 * @return the news that anything may have changed
		 */
		byte[] anything();

	}

}
