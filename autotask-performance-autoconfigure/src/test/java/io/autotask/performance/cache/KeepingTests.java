package io.autotask.performance.cache;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallKey.QueryForm;
import io.autotask.performance.stub.Caching;
import io.autotask.performance.stub.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeepingTests {

	private static final ApiCall GET = Calls.get("Tickets", 5);

	private static final String BODY = "{\"item\":{\"id\":5}}";

	@Test
	void keepsAWholeGoodAnswer() {
		Keeping keeping = decide(GET, settings(), BODY);
		assertThat(keeping.ttl()).isEqualTo(Duration.ofMinutes(5));
		assertThat(keeping.absent()).isFalse();
		assertThat(keeping.content().rows().id(0)).isEqualTo(5);
	}

	@Test
	void keepsNoStatusButOk() {
		assertThat(IntStream.rangeClosed(100, 599)
			.filter((status) -> Keeping.decide(GET, Calls.json(status, BODY), settings()) != null))
			.containsExactly(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/xml", "application/octet-stream", "application/problem+json" })
	void keepsNothingButJson(String type) {
		assertThat(Keeping.decide(GET, Calls.response(200, Map.of("Content-Type", type), BODY), settings())).isNull();
		assertThat(Keeping.decide(GET, Calls.response(200, Map.of(), BODY), settings())).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Application/JSON; charset=utf-8", "text/json" })
	void keepsJsonByAnyOfItsNames(String type) {
		assertThat(Keeping.decide(GET, Calls.response(200, Map.of("Content-Type", type), BODY), settings()))
			.isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{\"item\":{\"id\":5}", "{\"errors\":[\"no\"]}", "<html></html>" })
	void keepsNothingThatIsCutOffOrListsErrors(String body) {
		assertThat(decide(GET, settings(), body)).isNull();
	}

	@Test
	void keepsABodyUpToTheBoundAndNotOneByteMore() {
		CacheSettings settings = Caching.usual().maxEntrySize(BODY.length()).settings();
		assertThat(decide(GET, settings, BODY)).isNotNull();
		assertThat(decide(GET, settings, BODY + " ")).isNull();
	}

	@Test
	void keepsTheAnswerThatThereIsNoRowForAShorterTime() {
		Keeping keeping = decide(GET, settings(), "{\"item\":null}");
		assertThat(keeping.absent()).isTrue();
		assertThat(keeping.ttl()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void seesALinkToAnotherPage() {
		Keeping keeping = decide(Calls.query("Tickets", "x", QueryForm.POST), settings(),
				"{\"items\":[],\"pageDetails\":{\"nextPageUrl\":\"https://x\"}}");
		assertThat(keeping.content().linked()).isTrue();
	}

	@Test
	void keepsReferenceDataAndMetadataLonger() {
		assertThat(decide(Calls.get("Departments", 1), settings(), BODY).ttl()).isEqualTo(Duration.ofHours(1));
		assertThat(decide(Calls.metadata("Tickets"), settings(), "{\"fields\":[]}").ttl())
			.isEqualTo(Duration.ofHours(1));
	}

	@Test
	void doesWithAnEntityWhatItsSettingsSay() {
		CacheSettings settings = Caching.usual()
			.entities(Map.of("TICKETS", new CacheSettings.EntityCacheSettings(true, Duration.ofSeconds(7)), "companies",
					new CacheSettings.EntityCacheSettings(false, null)))
			.settings();
		assertThat(decide(GET, settings, BODY).ttl()).isEqualTo(Duration.ofSeconds(7));
		assertThat(decide(Calls.get("Companies", 1), settings, BODY)).isNull();
		assertThat(decide(Calls.get("Contacts", 1), settings, BODY).ttl()).isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void keepsNothingWithoutATimeToLive() {
		CacheSettings settings = Caching.usual().ttl(Duration.ZERO).settings();
		assertThat(decide(GET, settings, BODY)).isNull();
	}

	@Test
	void keepsNoStepOfManyOverAllRows() {
		String page = "{\"items\":[{\"id\":501}]}";
		assertThat(decide(Calls.query("Tickets", "[{'op':'gt','field':'Id','value':500}]"), settings(), page)).isNull();
		assertThat(decide(Calls.query("Tickets", "[{'op':'gte','field':'id','value':0}]"), settings(), page))
			.isNotNull();
		assertThat(decide(Calls.query("Tickets", "[{'op':'lt','field':'id','value':500}]"), settings(), page))
			.isNotNull();
	}

	private static Keeping decide(ApiCall call, CacheSettings settings, String body) {
		return Keeping.decide(call, Calls.json(200, body), settings);
	}

	private static CacheSettings settings() {
		return CacheSettings.defaults();
	}

}
