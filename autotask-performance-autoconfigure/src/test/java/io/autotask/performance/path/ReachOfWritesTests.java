package io.autotask.performance.path;

import java.net.URI;

import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which reads a write makes go to the API again, also where the two look unrelated.
 */
class ReachOfWritesTests {

	private static final String QUERY = "{\"filter\":[{\"op\":\"gt\",\"field\":\"id\",\"value\":0}]}";

	private final StubAutotask autotask = StubAutotask.start();

	private final WebClient client = Path.of(this.autotask).client();

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@ParameterizedTest
	@CsvSource({ "/AttachmentInfo/query, /Tickets/5/Attachments",
			"/TicketChecklistItems/query, /Tickets/5/ChecklistLibraries",
			"/Tickets/5/ChecklistItems, /Tickets/5/ChecklistLibraries",
			"/DocumentChecklistItems/query, /Documents/5/ChecklistLibraries",
			"/ContractServiceUnits/query, /Contracts/5/ServiceAdjustments",
			"/ContractServiceBundleUnits/query, /Contracts/5/ServiceBundleAdjustments",
			"/ExpenseReports/query, /Expenses/5/Items", "/ExpenseReports/5, /Expenses/5/Items",
			"/UserDefinedFieldDefinitions/query, /UserDefinedFields/5/ListItems",
			"/ResourceTimeOffBalances/query, /TimeOffRequests/5/Reject",
			"/Resources/1/TimeOffBalances, /TimeOffRequests/5/Reject",
			"/InventoryItems/query, /InventoryProducts/5/StockedItemsAdd",
			"/PurchaseOrders/query, /PurchaseOrderItems/5/Receiving", "/FooNotes/query, /Foos/5/Notes",
			"/BillingItems/query, /TimeEntries", "/TicketHistory/query, /Tickets/5/Notes",
			"/ClientPortalUsers/query, /Companies/5/Contacts", "/Tickets/5, /TicketNotes/7/Attachments" })
	void aCreateMakesAReadGoToTheApiAgain(String read, String created) {
		read(read);
		send(HttpMethod.POST, this.autotask.baseUrl() + "/V1.0" + created, "{}");
		assertThat(requestsOf(read)).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/V1.0//Tickets/5", "/V1.0/%54ickets/5", "/V1.0/./Tickets/5", "/V1.0/Tickets;v=1/5",
			"//V1.0/Tickets/5", "/V1%2E0/Tickets/5" })
	void aWriteInAnOddPathMakesEveryReadGoToTheApiAgain(String path) {
		read("/Tickets/5");
		send(HttpMethod.DELETE, this.autotask.baseUrl() + path, "");
		assertThat(requestsOf("/Tickets/5")).isEqualTo(1);
	}

	@Test
	void aWriteThatNamesTwoRowsChangesBoth() {
		read("/Tickets/5");
		read("/Tickets/6");
		send(HttpMethod.PUT, this.autotask.baseUrl() + "/V1.0/Tickets/5", "{\"id\":6}");
		assertThat(requestsOf("/Tickets/5")).isEqualTo(1);
		assertThat(requestsOf("/Tickets/6")).isEqualTo(1);
	}

	@Test
	void aCreateChangesTheAnswerOfAChildPathThatThereIsNoSuchRow() {
		this.autotask.answering((arrival) -> Mono.just(arrival.method().equals("GET")
				? Reply.json(200, "{\"items\":[],\"pageDetails\":{\"count\":0}}") : Reply.json(200, "{\"itemId\":9}")));
		read("/Tickets/5/Notes/9");
		send(HttpMethod.POST, this.autotask.baseUrl() + "/V1.0/Tickets/5/Notes", "{}");
		assertThat(requestsOf("/Tickets/5/Notes/9")).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/json;charset=ISO-8859-1", "application/x-www-form-urlencoded" })
	void aQueryOfAnotherTypeIsAnotherQuery(String type) {
		read("/Tickets/query");
		int before = this.autotask.arrivals().size();
		this.client.post()
			.uri("/Tickets/query")
			.header("Content-Type", type)
			.bodyValue(QUERY.getBytes(java.nio.charset.StandardCharsets.UTF_8))
			.retrieve()
			.toBodilessEntity()
			.block();
		assertThat(this.autotask.arrivals().size() - before).isEqualTo(1);
	}

	private int requestsOf(String path) {
		int before = this.autotask.arrivals().size();
		read(path);
		return this.autotask.arrivals().size() - before;
	}

	private void read(String path) {
		WebClient.RequestHeadersSpec<?> request = path.endsWith("/query")
				? this.client.post().uri(path).contentType(MediaType.APPLICATION_JSON).bodyValue(QUERY)
				: this.client.get().uri(path);
		request.retrieve().toBodilessEntity().block();
	}

	private void send(HttpMethod method, String url, String body) {
		this.client.method(method)
			.uri(URI.create(url))
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.exchangeToMono((response) -> response.releaseBody())
			.block();
	}

}
