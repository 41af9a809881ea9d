package io.autotask.performance.client.relation;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A value of a picklist, and the word for it. A component of a record:
 * {@code record Ticket(long id, Label status)}. Written as the value it is. Thread-safe.
 */
public final class Label {

	private final @Nullable Object value;

	private final @Nullable Mono<Picklist> picklist;

	Label(@Nullable Object value, @Nullable Mono<Picklist> picklist) {
		this.value = value;
		this.picklist = picklist;
	}

	/**
	 * A value that is only to be written.
	 * @param value a number or a text, or null for none
	 * @return a label whose word cannot be read
	 */
	public static Label of(@Nullable Object value) {
		return new Label(value, null);
	}

	/**
	 * The value.
	 * @return a number or a text, or null when there is none
	 */
	public @Nullable Object value() {
		return this.value;
	}

	/**
	 * The word for the value.
	 * @return reads the picklist when subscribed to, unless it was read before; the value
	 * itself when it has no label; an empty text when there is no value
	 */
	public Mono<String> text() {
		Mono<Picklist> words = this.picklist;
		if (this.value == null) {
			return Mono.just("");
		}
		return (words != null) ? words.map((list) -> list.label(this.value))
				: Mono.error(new IllegalStateException("The label was made to be written: its word cannot be read"));
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Label label && Objects.equals(String.valueOf(this.value), String.valueOf(label.value));
	}

	@Override
	public int hashCode() {
		return String.valueOf(this.value).hashCode();
	}

	@Override
	public String toString() {
		return "Label[" + this.value + "]";
	}

}
