package io.autotask.performance.client;

import java.util.Map;
import java.util.function.Consumer;

import io.autotask.performance.call.Entities;
import io.autotask.performance.client.relation.RelationFigures;

/**
 * The entities of Autotask. Thread-safe.
 */
public final class AutotaskClient {

	private final ApiHttp http;

	private final BaseUrl baseUrl;

	/**
	 * A client.
	 * @param http the way to the API
	 * @param baseUrl where it is
	 */
	public AutotaskClient(ApiHttp http, BaseUrl baseUrl) {
		this.http = http;
		this.baseUrl = baseUrl;
	}

	/**
	 * The same client with attributes for each of its calls, such as a priority.
	 * @param attributes sets the attributes of
	 * {@link io.autotask.performance.call.AutotaskAttributes}
	 * @return a client that shares everything else with this one
	 */
	public AutotaskClient with(Consumer<Map<String, Object>> attributes) {
		return new AutotaskClient(this.http.with(attributes), this.baseUrl);
	}

	/**
	 * One entity.
	 * @param name its name in the API, in any case, such as {@code Companies}
	 * @return a client of its rows
	 */
	public EntityClient entity(String name) {
		String entity = Entities.known().spelled(EntityClient.word(name));
		return new EntityClient(this.http, this.baseUrl, entity, entity);
	}

	/**
	 * A query of one entity.
	 * @param entity its name in the API, in any case
	 * @return a query without conditions
	 */
	public EntityQuery query(String entity) {
		return entity(entity).query();
	}

	/**
	 * What references of rows cost, and what was saved, since the start.
	 * @return by the entity that is referred to
	 */
	public Map<String, RelationFigures> relations() {
		return this.http.relationUse().figures();
	}

	/**
	 * Companies.
	 * @return a client of their rows
	 */
	public EntityClient companies() {
		return entity("Companies");
	}

	/**
	 * Contacts. They are created under their company.
	 * @return a client of their rows
	 */
	public EntityClient contacts() {
		return entity("Contacts");
	}

	/**
	 * Tickets.
	 * @return a client of their rows
	 */
	public EntityClient tickets() {
		return entity("Tickets");
	}

	/**
	 * Notes of tickets. They are created under their ticket.
	 * @return a client of their rows
	 */
	public EntityClient ticketNotes() {
		return entity("TicketNotes");
	}

	/**
	 * Projects.
	 * @return a client of their rows
	 */
	public EntityClient projects() {
		return entity("Projects");
	}

	/**
	 * Tasks. They are created under their project.
	 * @return a client of their rows
	 */
	public EntityClient tasks() {
		return entity("Tasks");
	}

	/**
	 * Resources, that is people of one's own.
	 * @return a client of their rows
	 */
	public EntityClient resources() {
		return entity("Resources");
	}

	/**
	 * Time entries.
	 * @return a client of their rows
	 */
	public EntityClient timeEntries() {
		return entity("TimeEntries");
	}

	/**
	 * Contracts.
	 * @return a client of their rows
	 */
	public EntityClient contracts() {
		return entity("Contracts");
	}

	/**
	 * Configuration items.
	 * @return a client of their rows
	 */
	public EntityClient configurationItems() {
		return entity("ConfigurationItems");
	}

}
