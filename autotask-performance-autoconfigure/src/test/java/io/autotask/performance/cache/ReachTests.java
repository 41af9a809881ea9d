package io.autotask.performance.cache;

import java.util.Set;

import io.autotask.performance.call.CallKey.QueryForm;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.RowRef;
import io.autotask.performance.stub.Calls;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReachTests {

	private static final Tag EVERYTHING = Tag.everything(Calls.ORIGIN);

	private static final Tag ROW = Tag.row(Calls.ORIGIN, "Tickets", 5);

	private static final Tag OTHER_ROW = Tag.row(Calls.ORIGIN, "Tickets", 6);

	private static final Tag ALL_ROWS = Tag.allRows(Calls.ORIGIN, "Tickets");

	private static final Tag LISTS = Tag.lists(Calls.ORIGIN, "Tickets");

	@Test
	void aReadOfARowDependsOnTheRowAndOnTheIdentity() {
		assertThat(Reach.ofRead(Calls.get("Tickets", 5))).containsExactlyInAnyOrder(EVERYTHING, ROW, ALL_ROWS,
				Tag.identity(Calls.ORIGIN, "me"));
	}

	@Test
	void aQueryAndACountDependOnWhichRowsThereAre() {
		assertThat(Reach.ofRead(Calls.query("Tickets", "x", QueryForm.GET))).contains(LISTS, ALL_ROWS)
			.doesNotContain(ROW);
		assertThat(Reach.ofRead(Calls.count("Tickets", "x"))).contains(LISTS, ALL_ROWS);
	}

	@Test
	void thatThereIsNoSuchRowDependsOnWhichRowsThereAreToo() {
		assertThat(Reach.ofAbsence(Calls.get("Tickets", 5))).contains(ROW, LISTS);
	}

	@Test
	void aWriteOfARowReachesTheRowAndTheListsButNoOtherRow() {
		Set<Tag> tags = Reach.ofWrite(Calls.update("Tickets", 5));
		assertThat(tags).contains(ROW, LISTS, Tag.anything("Tickets")).doesNotContain(OTHER_ROW, ALL_ROWS);
	}

	@Test
	void aCreateReachesTheLists() {
		assertThat(Reach.ofWrite(Calls.write(Operation.CREATE, "Tickets", null, null))).contains(LISTS)
			.doesNotContain(ALL_ROWS, ROW);
	}

	@Test
	void aWriteThatDoesNotSayWhichRowItChangesReachesAllOfThem() {
		for (Operation operation : new Operation[] { Operation.UPDATE, Operation.REPLACE, Operation.DELETE,
				Operation.OTHER }) {
			assertThat(Reach.ofWrite(Calls.write(operation, "Tickets", null, null))).as(operation.word())
				.contains(ALL_ROWS, LISTS);
		}
	}

	@Test
	void aWriteUnderAParentReachesTheParentsRowAndLists() {
		Set<Tag> tags = Reach.ofWrite(Calls.write(Operation.CREATE, "TicketNotes", null, new RowRef("Tickets", 5)));
		assertThat(tags).contains(Tag.lists(Calls.ORIGIN, "TicketNotes"), ROW, LISTS).doesNotContain(ALL_ROWS);
	}

	@Test
	void aWriteThatDoesNotNameItsParentReachesAllRowsOfIt() {
		assertThat(Reach.ofWrite(Calls.write(Operation.CREATE, "TimeEntries", null, null))).contains(ALL_ROWS,
				Tag.allRows(Calls.ORIGIN, "Tasks"));
		assertThat(Reach.ofWrite(Calls.write(Operation.CREATE, "TaskNotes", null, null)))
			.contains(Tag.allRows(Calls.ORIGIN, "Tasks"));
	}

	@Test
	void aWriteReachesWhatIsAboveItsParent() {
		RowRef note = new RowRef("TicketNotes", 5);
		assertThat(Reach.ofWrite(Calls.write(Operation.CREATE, "TicketNoteAttachments", null, note)))
			.contains(Tag.row(Calls.ORIGIN, note), ALL_ROWS, LISTS);
	}

	@Test
	void aWriteOfNobodyKnowsWhatReachesEverything() {
		assertThat(Reach.ofWrite(Calls.write(Operation.OTHER, "unknown", null, null))).contains(EVERYTHING,
				Tag.everything(null));
		assertThat(Reach.ofWrite(Calls.update("Tickets", 5))).doesNotContain(EVERYTHING);
	}

	@Test
	void aDeleteReachesTheChildren() {
		assertThat(Reach.ofWrite(Calls.write(Operation.DELETE, "ServiceCalls", 7L, null)))
			.contains(Tag.allRows(Calls.ORIGIN, "ServiceCallTickets"), Tag.lists(Calls.ORIGIN, "ServiceCallTickets"));
	}

	@Test
	void aWriteOfSetUpReachesTheMetadata() {
		assertThat(Reach.ofWrite(Calls.update("TicketCategories", 1))).contains(Tag.metadata(Calls.ORIGIN));
		assertThat(Reach.ofWrite(Calls.update("Tickets", 1))).doesNotContain(Tag.metadata(Calls.ORIGIN));
	}

	@Test
	void doesNotDependOnHowAnEntityIsWritten() {
		assertThat(Tag.row(Calls.ORIGIN, "TICKETS", 5)).isEqualTo(ROW);
	}

}
