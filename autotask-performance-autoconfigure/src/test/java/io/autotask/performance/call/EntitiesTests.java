package io.autotask.performance.call;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EntitiesTests {

	private final Entities entities = Entities.known();

	@ParameterizedTest
	@CsvSource({ "tickets, Tickets", "TICKETNOTES, TicketNotes", "Companies, Companies",
			"zoneinformation, ZoneInformation" })
	void spellsAnEntityAsTheApiDoes(String written, String spelled) {
		assertThat(this.entities.spelled(written)).isEqualTo(spelled);
		assertThat(this.entities.isKnown(written)).isTrue();
	}

	@Test
	void leavesAnEntityThatItDoesNotKnowAsItIs() {
		assertThat(this.entities.spelled("Novelties")).isEqualTo("Novelties");
		assertThat(this.entities.isKnown("Novelties")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "tickets, notes, TicketNotes", "Companies, Contacts, Contacts", "Projects, Tasks, Tasks",
			"Expenses, Items, ExpenseItems", "KnowledgeBaseArticles, Notes, ArticleNotes",
			"Opportunities, SalesOrders, SalesOrders", "Tickets, Novelties, Tickets/Novelties" })
	void namesTheEntityOfAChildCollection(String parent, String child, String entity) {
		assertThat(this.entities.childOf(parent, child)).isEqualTo(entity);
	}

	@Test
	void knowsParentsAndChildren() {
		assertThat(this.entities.parentsOf("TicketNotes")).containsExactly("Tickets");
		assertThat(this.entities.childrenOf("Tickets")).contains("TicketNotes", "TicketCharges");
		assertThat(this.entities.parentsOf("Companies")).isEmpty();
		assertThat(this.entities.names()).hasSizeGreaterThan(220);
	}

}
