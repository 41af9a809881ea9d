package io.autotask.performance.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallKey.QueryForm;
import io.autotask.performance.call.Operation;
import io.autotask.performance.stub.Caching;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IntelligentCacheTests {

	private static final ApiCall GET = Calls.get("Companies", 5);

	private static final ApiCall OTHER = Calls.get("Companies", 6);

	private static final ApiCall QUERY = Calls.query("Companies", "digest", QueryForm.POST);

	private static final ApiCall COUNT = Calls.count("Companies", "digest");

	private static final ApiCall TICKET = Calls.get("Tickets", 5);

	private static final List<ApiCall> ALL = List.of(GET, OTHER, QUERY, COUNT, TICKET);

	private final ManualTime time = new ManualTime();

	private final IntelligentCache cache = new IntelligentCache(Caching.usual().settings(), this.time);

	private final List<CacheInvalidatedEvent> events = new ArrayList<>();

	@Test
	void aWriteOfNobodyKnowsWhatTakesEveryValueOfTheApplication() {
		this.cache.put("companies:list:active", "old");
		this.cache.raise(Reach.ofWrite(Calls.write(Operation.OTHER, "unknown", null, null), null).tags());
		assertThat(this.cache.get("companies:list:active")).isNull();
	}

	@Test
	void saysHowLongARowThatWasReadMayBeUsedAgain() {
		ApiCall write = Calls.write(Operation.UPDATE, "Companies", 5L, null);
		BooleanSupplier before = this.cache.watch("companies");
		BooleanSupplier tickets = this.cache.watch("Tickets");
		assertThat(before.getAsBoolean()).isTrue();
		this.cache.open(Reach.ofWrite(write, null));
		BooleanSupplier during = this.cache.watch("Companies");
		assertThat(before.getAsBoolean()).isFalse();
		assertThat(during.getAsBoolean()).isFalse();
		this.cache.close(Reach.ofWrite(write, null), WriteOutcome.KNOWN);
		assertThat(before.getAsBoolean()).isFalse();
		assertThat(during.getAsBoolean()).isFalse();
		assertThat(this.cache.watch("Companies").getAsBoolean()).isTrue();
		assertThat(tickets.getAsBoolean()).isTrue();
		this.time.pass(Duration.ofMinutes(5));
		assertThat(tickets.getAsBoolean()).isFalse();
		CacheSettings off = Caching.usual().off().settings();
		assertThat(new IntelligentCache(off, this.time).watch("Tickets").getAsBoolean()).isFalse();
	}

	@Test
	void invalidatesByEntity() {
		ALL.forEach(this::fill);
		this.cache.invalidate("COMPANIES");
		assertThat(kept()).containsExactly(TICKET);
	}

	@Test
	void invalidatesByRow() {
		ALL.forEach(this::fill);
		this.cache.invalidate("companies", 5);
		assertThat(kept()).containsExactly(OTHER, TICKET);
	}

	@Test
	void invalidatesByPatternAndNothingElse() {
		Map<String, List<ApiCall>> left = Map.of("company:5", List.of(OTHER, QUERY, COUNT, TICKET), "companies:get:*",
				List.of(QUERY, COUNT, TICKET), "companies:list:*", List.of(GET, OTHER, COUNT, TICKET),
				"companies:count:*", List.of(GET, OTHER, QUERY, TICKET), "*:get:5", List.of(OTHER, QUERY, COUNT),
				"companies:*", List.of(TICKET), "novelties:*", ALL, "*", List.of());
		left.forEach((pattern, expected) -> {
			ALL.forEach(this::fill);
			this.cache.invalidate(pattern);
			assertThat(kept()).as(pattern).containsExactlyElementsOf(expected);
		});
	}

	@Test
	void aReadThatIsOnItsWayDoesNotFillWhatAPatternCouldMatch() {
		AnswerMemory.Departure departure = this.cache.memory().departure(GET);
		this.cache.invalidate("*:get:5");
		assertThat(fill(GET, departure)).isFalse();
		assertThat(fill(GET)).isTrue();
	}

	@Test
	void tellsWhatWasInvalidatedAndHowMuch() {
		ALL.forEach(this::fill);
		this.cache.addListener((event) -> {
			throw new IllegalStateException("a listener");
		});
		this.cache.addListener(this.events::add);
		assertThat(this.cache.invalidate(List.of("company:5", "companies:query:*"))).isEqualTo(2);
		this.cache.clear();
		assertThat(this.events).extracting(CacheInvalidatedEvent::dropped).containsExactly(2L, 3L);
		assertThat(this.events.get(0).entities()).containsExactly("Companies");
		assertThat(this.events.get(0).patterns()).containsExactly("company:5", "companies:query:*");
		assertThat(this.events.get(1).entities()).isEmpty();
	}

	@Test
	void keepsValuesOfTheApplicationForTheirTime() {
		this.cache.put("companies:list:active", "value", Duration.ofMinutes(10));
		this.cache.put("companies:short", "value");
		this.time.pass(Duration.ofMinutes(5));
		assertThat(this.cache.get("Companies:List:Active", String.class)).isEqualTo("value");
		assertThat(this.cache.get("companies:short")).isNull();
		this.time.pass(Duration.ofMinutes(5));
		assertThat(this.cache.get("companies:list:active")).isNull();
		assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> {
			this.cache.put("other", 1);
			this.cache.get("other", String.class);
		});
	}

	@Test
	void aWriteAndAPatternTakeValuesOfTheApplicationToo() {
		put("companies:list:active", "companies:count:all", "tickets:list:open", "mine");
		this.cache.invalidate("companies:list:*");
		assertThat(values()).containsExactly("companies:count:all", "tickets:list:open", "mine");
		write(Calls.update("Companies", 9));
		assertThat(values()).containsExactly("tickets:list:open", "mine");
		this.cache.clear();
		assertThat(values()).isEmpty();
	}

	@Test
	void aValueThatWasLoadedBeforeAWriteIsNotPutAfterIt() {
		assertThat(this.cache.get("company:5")).isNull();
		write(Calls.update("Companies", 5));
		this.cache.put("company:5", "old");
		assertThat(this.cache.get("company:5")).isNull();
		this.cache.put("company:5", "new");
		assertThat(this.cache.get("company:5")).isEqualTo("new");
	}

	@Test
	void saysWhyAReadMissed() {
		recall(GET);
		fill(GET);
		recall(Calls.by("somebody else", GET));
		this.cache.invalidate("company:5");
		recall(GET);
		this.cache.memory()
			.keep(GET, GET.key(), this.cache.memory().departure(GET), 0, Calls.json(500, "{\"errors\":[\"no\"]}"));
		recall(GET);
		assertThat(this.cache.snapshot().entities().get("Companies").missReasons()).containsOnly(Map.entry("first", 1L),
				Map.entry("differentKey", 1L), Map.entry("invalidated", 1L), Map.entry("notCacheable", 1L));
	}

	@Test
	void saysThatAnAnswerHadToGoForOthers() {
		IntelligentCache small = new IntelligentCache(Caching.usual().bounds(10, 10_000).settings(), this.time);
		for (int id = 0; id < 100; id++) {
			ApiCall call = Calls.get("Tickets", id);
			small.memory()
				.keep(call, call.key(), small.memory().departure(call), this.time.nanos(),
						Calls.json(200, "{\"item\":{}}"));
		}
		small.snapshot();
		for (int id = 0; id < 100; id++) {
			ApiCall call = Calls.get("Tickets", id);
			if (small.recall(call, call.key()) instanceof Recollection.Missing missing) {
				small.memory().statistics().miss(call.entity(), missing.reason());
			}
		}
		assertThat(small.snapshot().entities().get("Tickets").missReasons()).containsOnlyKeys("evicted");
		assertThat(small.snapshot().entities().get("Tickets").misses()).isGreaterThanOrEqualTo(90);
	}

	private void put(String... names) {
		for (String name : names) {
			this.cache.put(name, name);
		}
	}

	private List<Object> values() {
		List<Object> values = new ArrayList<>();
		for (String name : List.of("companies:list:active", "companies:count:all", "tickets:list:open", "mine")) {
			Object value = this.cache.get(name);
			if (value != null) {
				values.add(value);
			}
		}
		return values;
	}

	private void write(ApiCall call) {
		this.cache.open(Reach.ofWrite(call, null));
		this.cache.close(Reach.ofWrite(call, null), WriteOutcome.KNOWN);
	}

	private void recall(ApiCall call) {
		Recollection.Missing missing = (Recollection.Missing) this.cache.recall(call, call.key());
		this.cache.memory().statistics().miss(call.entity(), missing.reason());
	}

	private boolean fill(ApiCall call) {
		return fill(call, this.cache.memory().departure(call));
	}

	private boolean fill(ApiCall call, AnswerMemory.Departure departure) {
		return this.cache.memory()
			.keep(call, call.key(), departure, this.time.nanos(), Calls.json(200, body(call))) != null;
	}

	private static String body(ApiCall call) {
		return switch (call.operation()) {
			case GET -> "{\"item\":{\"id\":" + call.id() + "}}";
			case COUNT -> "{\"queryCount\":1}";
			default -> "{\"items\":[{\"id\":99}]}";
		};
	}

	private List<ApiCall> kept() {
		return ALL.stream().filter((call) -> this.cache.memory().recallFresh(call, call.key()) != null).toList();
	}

}
