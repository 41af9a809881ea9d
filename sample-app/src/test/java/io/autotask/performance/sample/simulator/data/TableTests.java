package io.autotask.performance.sample.simulator.data;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import io.autotask.performance.sample.simulator.schema.Catalog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows that are computed and rows that were written, as one table.
 */
class TableTests {

	private final Table tickets = new Tenant(Catalog.load(), 1, 100, LocalDate.parse("2026-11-24")).table("Ticket");

	@Test
	void rowsAreInTheOrderOfTheirIds() {
		this.tickets.update(50, (draft) -> draft.set("title", "Changed"));
		this.tickets.delete(60);
		long added = this.tickets.insert((draft) -> draft.set("title", "New")).id();
		assertThat(ids(Selection.all()))
			.isEqualTo(LongStream.rangeClosed(1, added).filter((id) -> id != 60).boxed().toList());
		assertThat(this.tickets.find(60)).isNull();
		assertThat(this.tickets.find(50).value(this.tickets.schema().require("title"))).isEqualTo("Changed");
	}

	@Test
	void aSelectionBoundsTheScan() {
		this.tickets.insert((draft) -> draft.set("title", "New"));
		assertThat(ids(Selection.all().from(99))).containsExactly(99L, 100L, 101L);
		assertThat(ids(Selection.all().to(2))).containsExactly(1L, 2L);
		assertThat(ids(Selection.all().from(5).to(4))).isEmpty();
		assertThat(ids(Selection.all().only(new long[] { 101, 7, 7, 500, 3 }))).containsExactly(3L, 7L, 101L);
		assertThat(ids(Selection.all().only(new long[] { 1, 2, 3 }).only(new long[] { 3, 4 }).from(2)))
			.containsExactly(3L);
		assertThat(ids(Selection.all().from(Long.MAX_VALUE))).isEmpty();
	}

	@Test
	void aWriteThatIsRefusedLeavesNothing() {
		try {
			this.tickets.insert((draft) -> {
				throw new IllegalStateException("refused");
			});
		}
		catch (IllegalStateException ex) {
			assertThat(ex).hasMessage("refused");
		}
		assertThat(this.tickets.insert((draft) -> draft.set("title", "New")).id()).isEqualTo(101);
		assertThat(this.tickets.update(9999, (draft) -> draft.set("title", "Nobody"))).isNull();
		assertThat(this.tickets.delete(9999)).isFalse();
	}

	@Test
	void aScanNeitherMissesNorRepeatsRowsThatAreWrittenMeanwhile() {
		AtomicBoolean done = new AtomicBoolean();
		CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
			for (long id = 1; !done.get(); id = id % 100 + 1) {
				this.tickets.update(id, (draft) -> draft.set("title", "Changed"));
			}
		});
		List<Long> all = LongStream.rangeClosed(1, 100).boxed().toList();
		for (int scan = 0; scan < 2000; scan++) {
			assertThat(ids(Selection.all())).isEqualTo(all);
		}
		done.set(true);
		writer.join();
	}

	private List<Long> ids(Selection selection) {
		List<Long> ids = new ArrayList<>();
		Iterator<Row> rows = this.tickets.rows(selection);
		rows.forEachRemaining((row) -> ids.add(row.id()));
		return ids;
	}

}
