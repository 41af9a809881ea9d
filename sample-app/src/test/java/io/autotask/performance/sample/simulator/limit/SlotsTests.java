package io.autotask.performance.sample.simulator.limit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Slots by integration code and object.
 */
class SlotsTests {

	private final Slots slots = new Slots(2);

	@Test
	void eachKeyHasItsOwn() {
		Slots.Key tickets = new Slots.Key("A", "Tickets");
		assertThat(this.slots.take(tickets)).isTrue();
		assertThat(this.slots.take(tickets)).isTrue();
		assertThat(this.slots.take(tickets)).isFalse();
		assertThat(this.slots.take(new Slots.Key("A", "Companies"))).isTrue();
		assertThat(this.slots.take(new Slots.Key("B", "Tickets"))).isTrue();
		assertThat(this.slots.taken()).isEqualTo(4);
		this.slots.free(tickets);
		assertThat(this.slots.take(tickets)).isTrue();
	}

	@Test
	void nothingIsKeptOfKeysWithoutTakenSlots() {
		Slots.Key key = new Slots.Key("A", "Tickets");
		this.slots.take(key);
		this.slots.free(key);
		this.slots.free(key);
		assertThat(this.slots.taken()).isZero();
		assertThat(this.slots.take(key)).isTrue();
	}

}
