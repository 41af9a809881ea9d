package io.autotask.performance.cache;

import java.util.List;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallKey.QueryForm;
import io.autotask.performance.stub.Calls;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerStoreTests {

	@Test
	void dropsWhatATagNamesAndNothingElse() {
		AnswerStore store = new AnswerStore(100, 1 << 20);
		store.add(answer(Calls.get("Tickets", 5), 10));
		store.add(answer(Calls.get("Tickets", 6), 10));
		store.add(answer(Calls.query("Tickets", "open", QueryForm.POST), 10));
		store.drop(List.of(Tag.row(Calls.ORIGIN, "tickets", 5)));
		assertThat(store.find(Calls.get("Tickets", 5).key())).isNull();
		assertThat(store.find(Calls.get("Tickets", 6).key())).isNotNull();
		assertThat(store.find(Calls.query("Tickets", "open", QueryForm.POST).key())).isNotNull();
		assertThat(store.invalidations()).isEqualTo(1);
	}

	@Test
	void aDropOfTheOldEntryOfAKeyLeavesTheNewOneAlone() {
		AnswerStore store = new AnswerStore(100, 1 << 20);
		StoredAnswer old = answer(Calls.get("Tickets", 5), 10);
		store.add(old);
		StoredAnswer current = answer(Calls.get("Tickets", 5), 20);
		store.add(current);
		assertThat(store.find(current.key())).isSameAs(current);
		store.drop(List.of(Tag.row(Calls.ORIGIN, "Tickets", 5)));
		assertThat(store.find(current.key())).isNull();
		assertThat(store.invalidations()).isEqualTo(1);
	}

	@Test
	void neverHoldsMoreAnswersThanMayBe() {
		AnswerStore store = new AnswerStore(100, 64 << 20);
		for (int id = 0; id < 10_000; id++) {
			store.add(answer(Calls.get("Tickets", id), 10));
		}
		assertThat(store.entries()).isBetween(1L, 100L);
		assertThat(store.evictions()).isEqualTo(10_000 - store.entries());
	}

	@Test
	void neverHoldsMoreBytesThanMayBe() {
		AnswerStore store = new AnswerStore(1_000_000, 1 << 20);
		for (int id = 0; id < 1_000; id++) {
			store.add(answer(Calls.get("Tickets", id), 10_000));
		}
		assertThat(store.entries()).isBetween(1L, 104L);
		assertThat(store.weight()).isLessThanOrEqualTo(1 << 20);
	}

	@Test
	void holdsExactlyAsManyAsMayBe() {
		AnswerStore store = new AnswerStore(3, 64 << 20);
		for (int id = 0; id < 3; id++) {
			store.add(answer(Calls.get("Tickets", id), 10));
		}
		assertThat(store.entries()).isEqualTo(3);
	}

	@Test
	void theIndexForgetsWhatIsEvictedDroppedAndCleared() {
		AnswerStore store = new AnswerStore(100, 64 << 20);
		for (int id = 0; id < 10_000; id++) {
			store.add(answer(Calls.get("Tickets", id), 10));
		}
		assertThat(store.entries()).isLessThanOrEqualTo(100);
		// One tag for each row that is left, one for all rows, one for the
		// identity, one for everything.
		assertThat(store.indexedTags()).isEqualTo((int) store.entries() + 3);
		store.clear();
		assertThat(store.indexedTags()).isZero();
		assertThat(store.entries()).isZero();
	}

	private static StoredAnswer answer(ApiCall call, int bytes) {
		return new StoredAnswer(call.key(), Calls.json(200, "x".repeat(bytes)), Reach.ofRead(call), Footprint.UNKNOWN,
				new StoredAnswer.Times(0, 1, 0), (answer) -> {
				});
	}

}
