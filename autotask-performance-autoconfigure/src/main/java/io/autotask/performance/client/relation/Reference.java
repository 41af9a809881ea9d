package io.autotask.performance.client.relation;

import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A row that another row refers to by its id, read when it is first used. All references
 * that are used at the same time are read by one query. A component of a record:
 * {@code record Ticket(long id, String title, Reference<Company> companyID)}. Written as
 * the id it is.
 * <p>
 * A row that was read stays what it was. Thread-safe.
 *
 * @param <T> what the row is read into
 */
public final class Reference<T> {

	private final @Nullable Long id;

	private final @Nullable Source<T> source;

	private volatile @Nullable T loaded;

	private volatile boolean used;

	private volatile boolean foreseen;

	Reference(@Nullable Long id, @Nullable Source<T> source) {
		this.id = id;
		this.source = source;
	}

	/**
	 * A reference that is only to be written.
	 * @param id the row's id, or null for none
	 * @param <T> what the row would be read into
	 * @return a reference whose row cannot be read
	 */
	public static <T> Reference<T> to(@Nullable Long id) {
		return new Reference<>(id, null);
	}

	/**
	 * The id.
	 * @return the row's id, or null when there is none
	 */
	public @Nullable Long id() {
		return this.id;
	}

	/**
	 * The row.
	 * @return reads it when subscribed to, unless it was read before; empty when there is
	 * no id, no such row, or the API user may not see it
	 */
	public Mono<T> get() {
		return Mono.defer(() -> {
			Source<T> from = this.source;
			if (from != null && this.id != null && !this.used) {
				this.used = true;
				from.used(this.foreseen);
			}
			return load(from);
		});
	}

	/**
	 * The row, if it was read.
	 * @return the row; empty also when it was read and is not there
	 */
	public Optional<T> ifLoaded() {
		return Optional.ofNullable(this.loaded);
	}

	/**
	 * Reads the row because somebody may want it.
	 */
	Mono<T> foresee() {
		this.foreseen = true;
		return load(this.source);
	}

	/**
	 * Reads the row because it was asked for together with the row that refers to it.
	 */
	Mono<T> join() {
		return load(this.source);
	}

	private Mono<T> load(@Nullable Source<T> from) {
		T known = this.loaded;
		if (this.id == null || known != null) {
			return Mono.justOrEmpty(known);
		}
		if (from == null) {
			return Mono.error(new IllegalStateException(
					"The reference to " + this.id + " was made to be written: its row cannot be read"));
		}
		return from.load(this.id).doOnNext((row) -> this.loaded = row);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Reference<?> reference && Objects.equals(this.id, reference.id);
	}

	@Override
	public int hashCode() {
		return Objects.hashCode(this.id);
	}

	@Override
	public String toString() {
		return "Reference[" + this.id + "]";
	}

	/**
	 * Where the row comes from.
	 *
	 * @param <T> what the row is read into
	 */
	interface Source<T> {

		/** Reads a row; empty when there is none. */
		Mono<T> load(long id);

		/**
		 * Somebody used the reference for the first time.
		 * @param foreseen whether that was foreseen
		 */
		void used(boolean foreseen);

	}

}
