package io.autotask.performance.path;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.autotask.performance.call.AutotaskAttributes;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.optimizer.dispatch.DispatchSettings;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.RawServer;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The rules of correctness, over real HTTP: what arrived is counted by the server.
 */
class RulesOfCorrectnessTests {

	private static final String OPEN = "{\"filter\":[{\"op\":\"eq\",\"field\":\"status\",\"value\":1}]}";

	private final StubAutotask autotask = StubAutotask.start();

	private Path path = Path.of(this.autotask);

	private WebClient client = this.path.client();

	@AfterEach
	void nothingWaitsAnyMore() {
		this.autotask.close();
		assertThat(this.path.monitor.snapshot().ledger().waiting()).isZero();
	}

	@Nested
	class Rule1WhoseAnswer {

		@Test
		void aHeaderThatIsSetAfterEveryFilterCounts() {
			for (String tenant : List.of("one", "two", "one", "two")) {
				String body = client.get()
					.uri("/Tickets/5")
					.httpRequest((request) -> request.getHeaders().set("Tenant", tenant))
					.retrieve()
					.bodyToMono(String.class)
					.block();
				assertThat(body).contains("\"seenBy\":\"" + tenant + "\"");
			}
			assertThat(autotask.arrivals()).hasSize(2);
		}

		@Test
		void aRequestThatOnlyItsConnectionUnderstandsIsNeitherKeptNorShared() {
			for (int i = 0; i < 3; i++) {
				client.get()
					.uri("/Tickets/5")
					.httpRequest((request) -> request.getNativeRequest().hashCode())
					.retrieve()
					.bodyToMono(String.class)
					.block();
			}
			assertThat(autotask.arrivals()).hasSize(3);
		}

		@ParameterizedTest
		@ValueSource(strings = { "UserName", "Secret", "ApiIntegrationCode" })
		void aRequestWithoutACredentialIsNeitherKeptNorShared(String missing) {
			WebClient anonymous = path.builder().defaultHeaders((headers) -> headers.remove(missing)).build();
			Flux.range(0, 3)
				.flatMap((i) -> anonymous.get().uri("/Tickets/5").retrieve().bodyToMono(String.class))
				.blockLast();
			assertThat(autotask.arrivals()).hasSize(3);
			assertThat(path.cache.snapshot().entries()).isZero();
		}

		@Test
		void aWrongSecretIsNeverAnsweredFromMemory() {
			get("/Tickets/5");
			autotask.answering(Reply.empty(401));
			WebClient wrong = path.builder().defaultHeader("Secret", "wrong").build();
			assertThat(status(wrong, "/Tickets/5")).isEqualTo(401);
			assertThat(autotask.arrivals()).hasSize(2);
		}

		@Test
		void aRevokedIdentityLosesWhatItHad() {
			get("/Tickets/5");
			autotask.answering(Reply.empty(401));
			assertThat(status(client, "/Companies/1")).isEqualTo(401);
			assertThat(status(client, "/Tickets/5")).isEqualTo(401);
			assertThat(autotask.arrivals()).hasSize(3);
		}

		@Test
		void otherRequestsOfTheSameClientPassUntouched() {
			ResponseEntity<String> other = client.get()
				.uri(URI.create("http://127.0.0.1:" + autotask.port() + "/elsewhere/V1.0/Tickets/5"))
				.retrieve()
				.toEntity(String.class)
				.block();
			assertThat(other.getHeaders().containsHeader("Cache-Status")).isFalse();
			assertThat(path.monitor.snapshot().ledger().total()).isZero();
		}

	}

	@Nested
	class Rule2ReadYourOwnWrites {

		@ParameterizedTest
		@ValueSource(strings = { "PATCH", "PUT", "DELETE" })
		void noReadOfAnyKindIsAnsweredWithDataFromBeforeTheWrite(String method) {
			assertThat(get("/Tickets/5")).contains("\"version\":1");
			assertThat(query(client, OPEN)).contains("\"version\":1");
			assertThat(count()).contains(":1");
			write(method);
			assertThat(get("/Tickets/5")).contains("\"version\":2");
			assertThat(query(client, OPEN)).contains("\"version\":2");
			assertThat(count()).contains(":2");
		}

		@Test
		void aCreateChangesEveryListAndTheAnswerThatThereIsNoSuchRow() {
			autotask.answering((arrival) -> Mono
				.just(arrival.path().endsWith("/9") ? Reply.json(200, "{\"item\":null}") : autotask.usual(arrival)));
			get("/Tickets/9");
			query(client, OPEN);
			count();
			write("POST");
			autotask.answeringAsUsual();
			assertThat(get("/Tickets/9")).contains("\"id\":9");
			assertThat(query(client, OPEN)).contains("\"version\":2");
			assertThat(count()).contains(":2");
		}

		@Test
		void aWriteOfOneIdentityCountsForAllOthers() {
			WebClient other = path.builder().defaultHeader("ImpersonationResourceId", "7").build();
			body(other, "/Tickets/5");
			write("PATCH");
			assertThat(body(other, "/Tickets/5")).contains("\"version\":2");
		}

		@Test
		void aBypassedWriteCountsToo() {
			get("/Tickets/5");
			client.patch()
				.uri("/Tickets")
				.attribute(AutotaskAttributes.BYPASS, true)
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue("{\"id\":5}")
				.retrieve()
				.toBodilessEntity()
				.block();
			assertThat(get("/Tickets/5")).contains("\"version\":2");
		}

		@Test
		void aReadThatWasOnItsWayDuringTheWriteIsNotKept() throws InterruptedException {
			Sinks.Empty<Void> gate = Sinks.empty();
			CountDownLatch arrived = new CountDownLatch(1);
			autotask.answering((arrival) -> {
				Reply old = autotask.usual(arrival);
				arrived.countDown();
				return gate.asMono().thenReturn(old);
			});
			Mono<String> reading = client.get().uri("/Tickets/5").retrieve().bodyToMono(String.class).cache();
			reading.subscribe();
			assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
			autotask.answeringAsUsual();
			write("PATCH");
			gate.tryEmitEmpty();
			assertThat(reading.block()).contains("\"version\":1");
			assertThat(get("/Tickets/5")).contains("\"version\":2");
		}

		@Test
		void afterAWriteOfUnknownOutcomeNothingAboutTheRowIsKeptForAWhile() {
			get("/Tickets/5");
			autotask.answering(Reply.empty(504));
			assertThat(writeStatus("PATCH")).isEqualTo(504);
			autotask.answeringAsUsual();
			int before = autotask.arrivals().size();
			get("/Tickets/5");
			get("/Tickets/5");
			assertThat(autotask.arrivals()).hasSize(before + 2);
		}

		@Test
		void aWriteWhileTheStarterIsSwitchedOffCounts() {
			get("/Tickets/5");
			path.performance.disable();
			write("PATCH");
			path.performance.enable();
			assertThat(get("/Tickets/5")).contains("\"version\":2");
		}

		@Test
		void aWriteThatIsOpenWhenTheStarterIsSwitchedOnAgainCounts() throws InterruptedException {
			Sinks.Empty<Void> gate = Sinks.empty();
			CountDownLatch arrived = new CountDownLatch(1);
			autotask.answering((arrival) -> {
				arrived.countDown();
				return gate.asMono().then(Mono.fromSupplier(() -> autotask.usual(arrival)));
			});
			path.performance.disable();
			Mono<HttpStatusCode> writing = send("PATCH").cache();
			writing.subscribe();
			assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
			path.performance.enable();
			autotask.answeringAsUsual();
			assertThat(get("/Tickets/5")).contains("\"version\":1");
			gate.tryEmitEmpty();
			writing.block();
			assertThat(get("/Tickets/5")).contains("\"version\":2");
		}

	}

	@Nested
	class Rule3ReachOfAWrite {

		@Test
		void aNoteChangesItsTicketAndTheListsOfTickets() {
			get("/Tickets/5");
			get("/Tickets/5/Notes");
			query(client, OPEN);
			client.post()
				.uri("/Tickets/5/Notes")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue("{\"title\":\"called back\"}")
				.retrieve()
				.toBodilessEntity()
				.block();
			int before = autotask.arrivals().size();
			get("/Tickets/5");
			get("/Tickets/5/Notes");
			query(client, OPEN);
			assertThat(autotask.arrivals()).hasSize(before + 3);
		}

		@Test
		void aWriteOfOneRowLeavesAnotherOneInMemory() {
			get("/Tickets/5");
			get("/Tickets/6");
			write("PATCH");
			int before = autotask.arrivals().size();
			get("/Tickets/6");
			assertThat(autotask.arrivals()).hasSize(before);
		}

	}

	@Nested
	class Rule4OnlyWholeGoodAnswers {

		@ParameterizedTest
		@CsvSource(delimiter = '|', quoteCharacter = '`',
				value = { "200 | application/json | {\"errors\":[\"no\"]}", "200 | application/json | {\"item\":{",
						"200 | text/html | <html></html>", "201 | application/json | {\"item\":{}}",
						"204 | application/json | ``", "206 | application/json | {\"item\":{}}",
						"404 | application/json | {\"Message\":\"no\"}",
						"500 | application/json | {\"errors\":[\"no\"]}", "502 | text/html | bad gateway" })
		void anythingElseIsPassedOnAndNotKept(int status, String type, String body) {
			rebuild(Path.to(autotask).withoutRetry());
			Reply reply = Reply.json(status, body).with("Content-Type", type);
			autotask.answering(reply);
			for (int i = 0; i < 2; i++) {
				ResponseEntity<String> answer = exchange(client, "/Tickets/5");
				assertThat(answer.getStatusCode().value()).isEqualTo(status);
				assertThat(answer.getBody()).isEqualTo(body.isEmpty() ? null : body);
			}
			assertThat(autotask.arrivals()).hasSize(2);
		}

		@ParameterizedTest
		@ValueSource(strings = {
				"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"item\":{\"id\":5}}",
				"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n12\r\n{\"item\":{\"id\":5}}\r\n",
				"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"item\":{\"id\":5}" })
		void aBodyThatWasCutOffIsNotKept(String answer) throws IOException {
			try (RawServer server = new RawServer(answer)) {
				Path other = Path.to(server.baseUrl()).build();
				WebClient plain = WebClient.create(server.baseUrl() + "/V1.0");
				for (int i = 0; i < 2; i++) {
					assertThat(whatHappens(other.client())).isEqualTo(whatHappens(plain));
				}
				assertThat(server.requests()).isGreaterThanOrEqualTo(4);
				assertThat(other.cache.snapshot().entries()).isZero();
			}
		}

		private String whatHappens(WebClient client) {
			return client.get()
				.uri("/Tickets/5")
				.retrieve()
				.bodyToMono(String.class)
				.onErrorResume((ex) -> Mono.just(ex.getClass() + ": " + ex.getMessage()))
				.block();
		}

		@ParameterizedTest
		@ValueSource(strings = { "/ThresholdInformation", "/zoneInformation?user=x", "/Tickets/query/next?paging=1" })
		void someAnswersAreNeverKept(String uri) {
			get(uri);
			get(uri);
			assertThat(autotask.arrivals()).hasSize(2);
		}

		@Test
		void aQuerySharesItsAnswerWithTheSameQueryInAnotherOrderAndForm() {
			query(client,
					"{\"filter\":[{\"op\":\"eq\",\"field\":\"status\",\"value\":1},{\"op\":\"gt\",\"field\":\"id\",\"value\":0}]}");
			query(client,
					"{\"MaxRecords\":500,\"Filter\":[{\"value\":0,\"field\":\"ID\",\"op\":\"gt\"},{\"field\":\"Status\",\"op\":\"eq\",\"value\":1}]}");
			client.get()
				.uri((uri) -> uri.path("/Tickets/query")
					.queryParam("search", "{search}")
					.build("{'filter':[{'op':'gt','field':'id','value':0},{'op':'eq','field':'status','value':1}]}"))
				.retrieve()
				.bodyToMono(String.class)
				.block();
			assertThat(autotask.arrivals()).hasSize(1);
		}

	}

	@Nested
	class Rule5NeverRepeatAWrite {

		@ParameterizedTest
		@ValueSource(ints = { 500, 502, 503, 504, 408 })
		void aWriteThatMayHaveRunIsSentOnce(int status) {
			autotask.answering(Reply.empty(status));
			assertThat(writeStatus("POST")).isEqualTo(status);
			assertThat(autotask.arrivals()).hasSize(1);
		}

		@Test
		void aWriteThatTheThreadLimitTurnedAwayIsSentAgainWithTheSameBytes() {
			autotask.answering((arrival) -> Mono
				.just((autotask.arrivals().size() < 3) ? Reply.threadLimit() : autotask.usual(arrival)));
			assertThat(writeStatus("PATCH")).isEqualTo(200);
			assertThat(autotask.arrivals()).hasSize(3)
				.allSatisfy((arrival) -> assertThat(arrival.text()).isEqualTo("{\"id\":5,\"status\":1}"));
		}

		@Test
		void aWriteWhoseCallerIsGoneWhileItWaitedIsNeverSent() throws InterruptedException {
			rebuild(Path.to(autotask).dispatch(new DispatchSettings(1, 20, 100, Duration.ofSeconds(30))));
			Sinks.Empty<Void> gate = Sinks.empty();
			CountDownLatch arrived = new CountDownLatch(1);
			autotask.answering((arrival) -> {
				arrived.countDown();
				return gate.asMono().then(Mono.fromSupplier(() -> autotask.usual(arrival)));
			});
			Mono<String> first = client.get().uri("/Tickets/1").retrieve().bodyToMono(String.class).cache();
			first.subscribe();
			assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
			Disposable writer = send("POST").subscribe();
			writer.dispose();
			gate.tryEmitEmpty();
			first.block();
			get("/Tickets/2");
			assertThat(autotask.arrivals("POST")).isEmpty();
			assertThat(path.monitor.snapshot().ledger().cancelled()).isEqualTo(1);
		}

	}

	@Nested
	class Rule6Validation {

		@Test
		void aValidationErrorReachesTheCallerUntouchedAndIsNotRepeated() {
			String words = "{\"errors\":[\"Picklist value [3] does not exist for priority\\r\\n\"]}";
			autotask.answering(Reply.json(500, words));
			assertThatExceptionOfType(WebClientResponseException.InternalServerError.class)
				.isThrownBy(() -> send("PATCH").block())
				.satisfies((ex) -> assertThat(ex.getResponseBodyAsString()).isEqualTo(words))
				.withMessageContaining("from PATCH " + autotask.baseUrl());
			assertThat(autotask.arrivals()).hasSize(1);
		}

	}

	@Nested
	class Rule8NothingUnbounded {

		@Test
		void aBodyAboveTheBoundStreamsThroughAndWhoJoinedGoesAlone() {
			rebuild(Path.to(autotask).maxBufferedBody(1_000));
			String large = "{\"item\":{\"text\":\"" + "x".repeat(200_000) + "\"}}";
			autotask.answering((arrival) -> Mono.delay(Duration.ofMillis(50)).thenReturn(Reply.json(200, large)));
			List<String> bodies = Flux.range(0, 5)
				.flatMap((i) -> client.get().uri("/Tickets/5").retrieve().bodyToMono(String.class))
				.collectList()
				.block();
			assertThat(bodies).hasSize(5).allSatisfy((body) -> assertThat(body).isEqualTo(large));
			assertThat(autotask.arrivals()).hasSize(5);
			assertThat(path.cache.snapshot().entries()).isZero();
			assertThat(path.monitor.snapshot().ledger().savedByDeduplication()).isZero();
		}

		@Test
		void aRequestBodyAboveTheBoundIsSentAsItIs() {
			rebuild(Path.to(autotask).maxBufferedBody(1_000));
			String large = "{\"id\":5,\"description\":\"" + "x".repeat(100_000) + "\"}";
			client.patch()
				.uri("/Tickets")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(large)
				.retrieve()
				.toBodilessEntity()
				.block();
			assertThat(autotask.arrivals().get(0).text()).isEqualTo(large);
		}

		@Test
		void aFullQueueRefusesWithATypedErrorThatSaysWhy() throws InterruptedException {
			rebuild(Path.to(autotask).dispatch(new DispatchSettings(1, 20, 2, Duration.ofSeconds(30))));
			Sinks.Empty<Void> gate = Sinks.empty();
			autotask.answering((arrival) -> gate.asMono().then(Mono.fromSupplier(() -> autotask.usual(arrival))));
			List<Mono<String>> waiting = new ArrayList<>();
			for (int id = 0; id < 3; id++) {
				Mono<String> one = client.get().uri("/Tickets/{id}", id).retrieve().bodyToMono(String.class).cache();
				one.subscribe();
				waiting.add(one);
			}
			assertThatExceptionOfType(AutotaskRequestRefusedException.class).isThrownBy(() -> get("/Tickets/99"))
				.satisfies(
						(ex) -> assertThat(ex.reason()).isEqualTo(AutotaskRequestRefusedException.Reason.QUEUE_FULL));
			gate.tryEmitEmpty();
			assertThat(Flux.merge(waiting).collectList().block()).hasSize(3);
		}

	}

	@Nested
	class Rule13FailOpen {

		@Test
		void aCallPassesWhenOurOwnPartBreaksBeforeTheWire() {
			rebuild(Path.to(autotask).cacheTime(new TimeSource() {

				@Override
				public long nanos() {
					throw new IllegalStateException("our own clock is broken");
				}

				@Override
				public java.time.Instant instant() {
					throw new IllegalStateException("our own clock is broken");
				}

			}));
			get("/Tickets/5");
			for (int i = 0; i < 4; i++) {
				assertThat(get("/Tickets/5")).contains("\"id\":5");
			}
			assertThat(autotask.arrivals()).hasSize(5);
			assertThat(path.failures.count()).isEqualTo(5);
			assertThat(path.monitor.snapshot().ledger().upstream()).isEqualTo(5);
		}

		@Test
		void aRequestThatCannotBeReadPasses() {
			assertThat(client.post()
				.uri("/Tickets/query")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue("not a query")
				.retrieve()
				.bodyToMono(String.class)
				.block()).contains("items");
		}

		@Test
		void aWrongAttributeIsTheCallersMistakeAndIsSaid() {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> client.get()
					.uri("/Tickets/5")
					.attribute(AutotaskAttributes.PRIORITY, 99)
					.retrieve()
					.bodyToMono(String.class)
					.block())
				.withMessageContaining("allowed are 1 to 10");
		}

		@Test
		void anErrorOfTheNetworkIsTheCallersToKnowWhenNothingHelps() {
			autotask.close();
			assertThatExceptionOfType(WebClientRequestException.class).isThrownBy(() -> get("/Tickets/5"));
			assertThat(path.monitor.snapshot().ledger().upstream()).isEqualTo(3);
		}

	}

	private void rebuild(Path.Builder builder) {
		this.path = builder.build();
		this.client = this.path.client();
	}

	private String count() {
		return this.client.post()
			.uri("/Tickets/query/count")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(OPEN)
			.retrieve()
			.bodyToMono(String.class)
			.block();
	}

	private String get(String uri) {
		return body(this.client, uri);
	}

	private static String body(WebClient client, String uri) {
		return client.get().uri(uri).retrieve().bodyToMono(String.class).block();
	}

	private static int status(WebClient client, String uri) {
		return client.get().uri(uri).exchangeToMono((response) -> Mono.just(response.statusCode().value())).block();
	}

	private static ResponseEntity<String> exchange(WebClient client, String uri) {
		return client.get().uri(uri).exchangeToMono((response) -> response.toEntity(String.class)).block();
	}

	private static String query(WebClient client, String body) {
		return client.post()
			.uri("/Tickets/query")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.retrieve()
			.bodyToMono(String.class)
			.block();
	}

	private void write(String method) {
		send(method).block();
	}

	private int writeStatus(String method) {
		return request(method).exchangeToMono((response) -> Mono.just(response.statusCode().value())).block();
	}

	private Mono<HttpStatusCode> send(String method) {
		return request(method).retrieve().toBodilessEntity().map(ResponseEntity::getStatusCode);
	}

	private WebClient.RequestHeadersSpec<?> request(String method) {
		return switch (method) {
			case "DELETE" -> this.client.delete().uri("/Tickets/5");
			case "POST" -> this.client.post().uri("/Tickets").bodyValue(Map.of("title", "new"));
			case "PUT" -> this.client.put().uri("/Tickets").bodyValue(Map.of("id", 5));
			default -> this.client.patch()
				.uri("/Tickets")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue("{\"id\":5,\"status\":1}");
		};
	}

}
