package io.autotask.performance.cache;

import java.util.Set;

import io.autotask.performance.call.CallKey.QueryForm;
import io.autotask.performance.call.AnswerContent;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.RowRef;
import io.autotask.performance.stub.Calls;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class ReachTests {

	private static final Tag EVERYTHING = Tag.everything(Calls.ORIGIN);

	private static final Tag ROW = Tag.row(Calls.ORIGIN, "Tickets", 5);

	private static final Tag OTHER_ROW = Tag.row(Calls.ORIGIN, "Tickets", 6);

	private static final Tag ALL_ROWS = Tag.allRows(Calls.ORIGIN, "Tickets");

	private static final Tag BIRTHS = Tag.births(Calls.ORIGIN, "Tickets");

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
	void thatThereIsNoSuchRowDependsOnNewOnes() {
		assertThat(Reach.ofAbsence(Calls.get("Tickets", 5))).contains(ROW, BIRTHS);
	}

	@Test
	void anAnswerIsFoundByItsRowsAndByTheFieldsThatItsFilterReads() {
		ApiCall query = Calls.query("Companies", "[{'op':'eq','field':'City','value':'Bonn'},"
				+ "{'op':'gt','field':'lastActivityDate','value':'2026-01-01'}]");
		Footprint footprint = Footprint.of(query, AnswerContent.read("{\"items\":[{\"id\":7}]}".getBytes()));
		assertThat(Reach.ofAnswer(query, footprint)).contains(Tag.row(Calls.ORIGIN, "Companies", 7),
				Tag.field(Calls.ORIGIN, "Companies", "city"), Tag.moving(Calls.ORIGIN, "Companies"),
				Tag.lists(Calls.ORIGIN, "Companies"));
	}

	@Test
	void aWriteOfARowReachesTheRowAndWhatItsEffectMayChange() {
		WriteReach reach = Reach.ofWrite(Calls.update("Tickets", 5), null);
		assertThat(reach.tags()).contains(ROW, Tag.anything("Tickets")).doesNotContain(OTHER_ROW, ALL_ROWS, LISTS);
		assertThat(reach.effects()).extracting(Effect::entity, Effect::id).containsExactly(tuple("Tickets", 5L));
	}

	@Test
	void aCreateReachesTheAnswersThatThereIsNoSuchRow() {
		WriteReach reach = Reach.ofWrite(Calls.write(Operation.CREATE, "Tickets", null, null), null);
		assertThat(reach.tags()).contains(BIRTHS).doesNotContain(ALL_ROWS, ROW, LISTS);
		assertThat(reach.effects()).hasSize(1);
	}

	@Test
	void aWriteThatDoesNotSayWhichRowItChangesReachesAllOfThem() {
		for (Operation operation : new Operation[] { Operation.UPDATE, Operation.REPLACE, Operation.DELETE,
				Operation.OTHER }) {
			WriteReach reach = Reach.ofWrite(Calls.write(operation, "Tickets", null, null), null);
			assertThat(reach.tags()).as(operation.word()).contains(ALL_ROWS);
			assertThat(reach.effects().get(0).mayChange(Footprint.UNKNOWN)).as(operation.word()).isTrue();
		}
	}

	@Test
	void aWriteUnderAParentReachesTheParentsRowAndWhatTheServerMayChangeInIt() {
		WriteReach reach = Reach.ofWrite(Calls.write(Operation.CREATE, "TicketNotes", null, new RowRef("Tickets", 5)),
				null);
		assertThat(reach.tags()).contains(ROW).doesNotContain(ALL_ROWS);
		assertThat(reach.effects()).extracting(Effect::entity, Effect::id)
			.containsExactly(tuple("TicketNotes", null), tuple("Tickets", 5L));
	}

	@Test
	void aWriteThatDoesNotNameItsParentReachesAllRowsOfIt() {
		assertThat(tags(Calls.write(Operation.CREATE, "TimeEntries", null, null))).contains(ALL_ROWS,
				Tag.allRows(Calls.ORIGIN, "Tasks"));
		assertThat(tags(Calls.write(Operation.CREATE, "TaskNotes", null, null)))
			.contains(Tag.allRows(Calls.ORIGIN, "Tasks"));
	}

	@Test
	void aWriteReachesWhatIsAboveItsParent() {
		RowRef note = new RowRef("TicketNotes", 5);
		assertThat(tags(Calls.write(Operation.CREATE, "TicketNoteAttachments", null, note)))
			.contains(Tag.row(Calls.ORIGIN, note), ALL_ROWS, LISTS);
	}

	@Test
	void aWriteOfNobodyKnowsWhatReachesEverything() {
		assertThat(tags(Calls.write(Operation.OTHER, "unknown", null, null))).contains(EVERYTHING,
				Tag.everything(null));
		assertThat(tags(Calls.update("Tickets", 5))).doesNotContain(EVERYTHING);
	}

	@Test
	void aDeleteReachesTheChildren() {
		assertThat(tags(Calls.write(Operation.DELETE, "ServiceCalls", 7L, null)))
			.contains(Tag.allRows(Calls.ORIGIN, "ServiceCallTickets"), Tag.lists(Calls.ORIGIN, "ServiceCallTickets"));
	}

	@Test
	void aWriteOfSetUpReachesTheMetadata() {
		assertThat(tags(Calls.update("TicketCategories", 1))).contains(Tag.metadata(Calls.ORIGIN));
		assertThat(tags(Calls.update("Tickets", 1))).doesNotContain(Tag.metadata(Calls.ORIGIN));
	}

	@Test
	void doesNotDependOnHowAnEntityIsWritten() {
		assertThat(Tag.row(Calls.ORIGIN, "TICKETS", 5)).isEqualTo(ROW);
	}

	private static Set<Tag> tags(ApiCall write) {
		return Reach.ofWrite(write, null).tags();
	}

}
