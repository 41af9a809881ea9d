package io.autotask.performance.sample.simulator.schema;

import java.util.Locale;

import io.autotask.performance.sample.simulator.schema.Verbs.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The entities, their names and their fields.
 */
class CatalogTests {

	private static final Catalog catalog = Catalog.load();

	@ParameterizedTest
	@CsvSource({ "Tickets,Notes,TicketNotes,ticketID", "Companies,Contacts,Contacts,companyID",
			"Projects,Tasks,Tasks,projectID", "Companies,ToDos,CompanyToDos,companyID", "Tasks,Notes,TaskNotes,taskID",
			"TicketWebhooks,Fields,TicketWebhookFields,webhookID", "Expenses,Items,ExpenseItems,''",
			"DocumentCategories,Documents,Documents,''",
			"ServiceLevelAgreements,Results,ServiceLevelAgreementResults,''" })
	void childrenAreKnownByTheirEntity(String parent, String segment, String entity, String parentField) {
		ChildCollection child = catalog.child(parent, segment);
		assertThat(child).isNotNull();
		assertThat(child.entity().name()).isEqualTo(entity);
		assertThat(child.parentField()).isEqualTo(parentField);
	}

	@Test
	void everyReferenceOfAFieldHasAName() {
		assertThat(catalog.roots()).allSatisfy((entity) -> assertThat(entity.fields()).allSatisfy((field) -> {
			assertThat(entity.find(field.name().toUpperCase(Locale.ROOT))).isEqualTo(field);
			assertThat(entity.fields().get(field.index())).isEqualTo(field);
			assertThat(field.reference()).isNotEqualTo("");
			boolean empty = field.picklist() != null && field.picklist().isEmpty();
			assertThat(empty).as(entity + "." + field.name())
				.isEqualTo(entity.name().equals("ContactWebhookUdfFields") && field.name().equals("udfFieldID"));
		}));
	}

	@Test
	void fieldsAreWhatTheyAreKnownToBe() {
		assertThat(catalog.root("tickets").fields()).hasSize(75);
		assertThat(catalog.root("companies").fields()).hasSize(60);
		assertThat(catalog.root("Contacts").find("isActive").type()).isEqualTo(FieldType.INTEGER);
		assertThat(catalog.root("Companies").find("isActive").type()).isEqualTo(FieldType.BOOLEAN);
		assertThat(catalog.root("Tickets").find("problemTicketId").name()).isEqualTo("problemTicketId");
	}

	@Test
	void whatCanBeDoneIsToldOfAllPlaces() {
		EntitySchema contacts = catalog.root("Contacts");
		assertThat(catalog.verbs(contacts).has(Verb.POST)).isFalse();
		assertThat(catalog.takes(contacts, Verb.POST)).isTrue();
		assertThat(catalog.takes(catalog.root("Tickets"), Verb.DELETE)).isFalse();
	}

}
