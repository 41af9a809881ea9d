package io.autotask.performance.sample.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.autotask.performance.sample.simulator.ApiClient.Reply;
import io.autotask.performance.sample.simulator.WebhookReceiver.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Webhooks, with a receiver on this machine that checks what it gets.
 */
class SimulatorWebhookTests {

	private static final String SECRET = "hook-secret";

	private final ManualTimer timer = new ManualTimer();

	private Simulator simulator;

	private ApiClient api;

	private WebhookReceiver receiver;

	@BeforeEach
	void start() {
		this.simulator = Simulator.start(
				SimulatorSettings.defaults().withPort(0).withLatency(Duration.ZERO).withTickets(50),
				new SimulatorTime(Clock.systemUTC(), this.timer));
		this.api = ApiClient.of(this.simulator);
		this.receiver = new WebhookReceiver();
	}

	@AfterEach
	void stop() {
		this.simulator.close();
		this.receiver.close();
	}

	@Test
	void aSubscriberIsToldOfNewRows() throws Exception {
		long webhook = ticketWebhook();
		long ticket = this.api.post("/V1.0/Tickets", ticket("It's down: <Müller> & \"Söhne\" + 1")).itemId();
		Delivery delivery = this.receiver.next();
		JsonNode payload = delivery.json();
		assertThat(payload.get("Action").asString()).isEqualTo("Create");
		assertThat(payload.get("EntityType").asString()).isEqualTo("Ticket");
		assertThat(payload.get("Id").asLong()).isEqualTo(ticket);
		assertThat(payload.get("Guid").asString())
			.isEqualTo(this.api.row("TicketWebhooks", webhook).get("webhookGUID").asString());
		assertThat(payload.get("Fields").get("title").asString()).isEqualTo("It's down: <Müller> & \"Söhne\" + 1");
		assertThat(payload.get("SequenceNumber").asLong()).isEqualTo(1);
		assertThat(payload.get("PersonID").asLong()).isEqualTo(24);
		String signed = delivery.body()
			.replace("It's down: <Müller> & \\\"Söhne\\\" + 1",
					"It\\u0027s down: \\u003CM\\u00FCller\\u003E \\u0026 \\u0022S\\u00F6hne\\u0022 \\u002B 1");
		assertThat(delivery.signature()).isEqualTo("sha1=" + hmac(signed));
	}

	@Test
	void aPayloadOfPlainTextIsSignedAsItIs() throws Exception {
		ticketWebhook();
		this.api.post("/V1.0/Tickets", ticket("Plain title"));
		Delivery delivery = this.receiver.next();
		assertThat(delivery.signature()).isEqualTo("sha1=" + hmac(delivery.body()));
	}

	@Test
	void aChangeIsToldIfAFieldIsSubscribedTo() {
		ticketWebhook();
		this.api.patch("/V1.0/Tickets", "{\"id\":1,\"priority\":4}");
		this.api.patch("/V1.0/Tickets", "{\"id\":1,\"title\":\"Renamed\"}");
		JsonNode payload = this.receiver.next().json();
		assertThat(payload.get("Action").asString()).isEqualTo("Update");
		assertThat(payload.get("Fields").get("title").asString()).isEqualTo("Renamed");
		assertThat(payload.get("SequenceNumber").asLong()).isEqualTo(1);
		assertThat(this.receiver.waiting()).isZero();
	}

	@Test
	void eventsArriveInTheOrderOfTheWrites() {
		ticketWebhook();
		for (int number = 1; number <= 20; number++) {
			this.api.patch("/V1.0/Tickets", "{\"id\":1,\"title\":\"Title %d\"}".formatted(number));
		}
		for (int number = 1; number <= 20; number++) {
			JsonNode payload = this.receiver.next().json();
			assertThat(payload.get("SequenceNumber").asLong()).isEqualTo(number);
			assertThat(payload.get("Fields").get("title").asString()).isEqualTo("Title " + number);
		}
	}

	@Test
	void ownWritesOfAnExcludedResourceAreNotTold() {
		long webhook = ticketWebhook();
		this.api.post("/V1.0/TicketWebhooks/%d/ExcludedResources".formatted(webhook), "{\"resourceID\":24}");
		this.api.patch("/V1.0/Tickets", "{\"id\":1,\"title\":\"By the API\"}");
		this.api.with("ImpersonationResourceId", "5")
			.patch("/V1.0/Tickets", "{\"id\":1,\"title\":\"By a technician\"}");
		JsonNode payload = this.receiver.next().json();
		assertThat(payload.get("Fields").get("title").asString()).isEqualTo("By a technician");
		assertThat(payload.get("PersonID").asLong()).isEqualTo(5);
	}

	@Test
	void deletesOfContactsAreToldWithTheOldNamesOfEntities() {
		long webhook = create("CompanyWebhooks");
		field("CompanyWebhooks", "CompanyWebhookFields", webhook, "companyName");
		this.api.patch("/V1.0/Companies", "{\"id\":1,\"companyName\":\"Renamed\"}");
		assertThat(this.receiver.next().json().get("EntityType").asString()).isEqualTo("Account");
		long contacts = create("ContactWebhooks");
		field("ContactWebhooks", "ContactWebhookFields", contacts, "lastName");
		this.api.delete("/V1.0/Companies/1/Contacts/1");
		JsonNode payload = this.receiver.next().json();
		assertThat(payload.get("Action").asString()).isEqualTo("Delete");
		assertThat(payload.get("EntityType").asString()).isEqualTo("Contact");
		assertThat(payload.get("Id").asLong()).isEqualTo(1);
	}

	@Test
	void userDefinedFieldsAndNotesCanBeSubscribedToAsWell() {
		long webhook = create("TicketWebhooks");
		long position = position("TicketWebhookUdfFields", "udfFieldID", "Root Cause");
		this.api.post("/V1.0/TicketWebhooks/%d/UdfFields".formatted(webhook),
				"{\"udfFieldID\":%d,\"isDisplayAlwaysField\":true,\"isSubscribedField\":true}".formatted(position));
		this.api.patch("/V1.0/Tickets",
				"{\"id\":1,\"userDefinedFields\":[{\"name\":\"Root Cause\",\"value\":\"Network\"}]}");
		assertThat(this.receiver.next().json().get("Fields").get("Root Cause").asString()).isEqualTo("Network");
		long notes = create("TicketNoteWebhooks");
		field("TicketNoteWebhooks", "TicketNoteWebhookFields", notes, "description");
		this.api.post("/V1.0/Tickets/1/Notes", "{\"description\":\"Called\",\"noteType\":1,\"publish\":1}");
		assertThat(this.receiver.next().json().get("EntityType").asString()).isEqualTo("TicketNote");
	}

	@Test
	void aWebhookIsReadyOnlyWithAField() {
		long webhook = create("TicketWebhooks");
		assertThat(this.api.row("TicketWebhooks", webhook).get("isReady").asBoolean()).isFalse();
		long field = field("TicketWebhooks", "TicketWebhookFields", webhook, "title");
		assertThat(this.api.row("TicketWebhooks", webhook).get("isReady").asBoolean()).isTrue();
		this.api.delete("/V1.0/TicketWebhooks/%d/Fields/%d".formatted(webhook, field));
		assertThat(this.api.row("TicketWebhooks", webhook).get("isReady").asBoolean()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://example.com/hook", "http://127.0.0.1.example.com/", "ftp://127.0.0.1/", "hook",
			"http://user@evil.example/", "http://10.0.0.1/" })
	void onlyThisMachineIsCalled(String url) {
		Reply reply = this.api.post("/V1.0/TicketWebhooks", webhook(url));
		assertThat(reply.status()).isEqualTo(500);
		assertThat(reply.error()).contains("localhost, 127.0.0.1 and [::1] only");
	}

	@Test
	void aReceiverThatFailsIsTriedFiveTimesThirtySecondsApart() {
		ticketWebhook();
		this.receiver.answering(503);
		this.api.patch("/V1.0/Tickets", "{\"id\":1,\"title\":\"Never arrives\"}");
		for (int attempt = 1; attempt <= 5; attempt++) {
			assertThat(this.receiver.next().json().get("SequenceNumber").asLong()).isEqualTo(1);
			if (attempt < 5) {
				passThirtySeconds();
			}
		}
		Eventually
			.until(() -> this.api.query("WebhookEventErrorLogs", "{'op':'exist','field':'id'}").ids().size() == 1);
		JsonNode log = this.api.row("WebhookEventErrorLogs", 1);
		assertThat(log.get("errorMessage").asString()).isEqualTo("Status 503");
		assertThat(log.get("sequenceNumber").asLong()).isEqualTo(1);
		this.receiver.answering(200);
		this.api.patch("/V1.0/Tickets", "{\"id\":1,\"title\":\"Arrives\"}");
		assertThat(this.receiver.next().json().get("SequenceNumber").asLong()).isEqualTo(2);
	}

	@Test
	void aWebhookIsSwitchedOffAfterTwentyFiveFailures() {
		long webhook = ticketWebhook();
		this.receiver.answering(500);
		for (int number = 1; number <= 25; number++) {
			this.api.patch("/V1.0/Tickets", "{\"id\":1,\"title\":\"Title %d\"}".formatted(number));
		}
		for (int number = 1; number <= 25; number++) {
			for (int attempt = 1; attempt <= 5; attempt++) {
				assertThat(this.receiver.next().json().get("SequenceNumber").asLong()).isEqualTo(number);
				if (attempt < 5) {
					passThirtySeconds();
				}
			}
		}
		Delivery deactivated = this.receiver.next();
		assertThat(deactivated.path()).isEqualTo("/off");
		assertThat(deactivated.signature()).isNull();
		assertThat(deactivated.json().get("Action").asString()).isEqualTo("Deactivated");
		assertThat(this.api.row("TicketWebhooks", webhook).get("isActive").asBoolean()).isFalse();
	}

	@Test
	void thereIsABoundOfActiveWebhooks() {
		for (int number = 0; number < 50; number++) {
			create("TicketWebhooks");
		}
		assertThat(this.api.post("/V1.0/TicketWebhooks", webhook(this.receiver.url("hook"))).status()).isEqualTo(500);
	}

	private void passThirtySeconds() {
		Eventually.until(() -> this.timer.waiting() > 0);
		this.timer.pass(Duration.ofSeconds(30));
	}

	private long ticketWebhook() {
		long webhook = create("TicketWebhooks");
		field("TicketWebhooks", "TicketWebhookFields", webhook, "title");
		return webhook;
	}

	private long create(String entity) {
		return this.api.post("/V1.0/" + entity, webhook(this.receiver.url("hook"))).itemId();
	}

	private long field(String webhooks, String fields, long webhook, String name) {
		return this.api
			.post("/V1.0/%s/%d/Fields".formatted(webhooks, webhook),
					"{\"fieldID\":%d,\"isDisplayAlwaysField\":true,\"isSubscribedField\":true}"
						.formatted(position(fields, "fieldID", name)))
			.itemId();
	}

	/**
	 * What a field is called by in a webhook, as the picklist of entity information says.
	 */
	private long position(String fields, String idField, String name) {
		return this.api.get("/V1.0/" + fields + "/entityInformation/fields")
			.json()
			.get("fields")
			.values()
			.stream()
			.filter((field) -> field.get("name").asString().equals(idField))
			.flatMap((field) -> field.get("picklistValues").values().stream())
			.filter((value) -> value.get("label").asString().equals(name))
			.mapToLong((value) -> Long.parseLong(value.get("value").asString()))
			.findFirst()
			.orElseThrow();
	}

	private String webhook(String url) {
		return ("{\"IsActive\":true,\"Name\":\"Hook\",\"WebhookUrl\":\"%s\",\"DeactivationUrl\":\"%s\","
				+ "\"SecretKey\":\"%s\",\"IsSubscribedToCreateEvents\":true,\"IsSubscribedToUpdateEvents\":true,"
				+ "\"IsSubscribedToDeleteEvents\":true,\"SendThresholdExceededNotification\":false}")
			.formatted(url, this.receiver.url("off"), SECRET);
	}

	private static String ticket(String title) {
		return "{\"title\":\"%s\",\"companyID\":1,\"status\":1,\"priority\":2}".formatted(title.replace("\"", "\\\""));
	}

	private static String hmac(String text) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA1");
		mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
		return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
	}

}
