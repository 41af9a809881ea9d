package io.autotask.performance.cache;

import java.time.Duration;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.Operation;
import io.autotask.performance.stub.Caching;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule 7: rows of queries answer reads by id, where they are known to be the same, and
 * only there; and what passes by shows which copies are old.
 */
class RowMemoryTests {

	private static final String FILTER = "[{'op':'eq','field':'city','value':'Bonn'}]";

	private static final ApiCall QUERY = Calls.query("Companies", FILTER);

	private final ManualTime time = new ManualTime();

	private final IntelligentCache cache = new IntelligentCache(Caching.usual().settings(), this.time);

	@Test
	void aRowOfAQueryAnswersAReadByIdOnceBothAreKnownToBeTheSame() {
		keep(QUERY, page(row(1, "a"), row(2, "b")));
		assertThat(recalled(2)).as("nothing is known yet").isNull();
		keep(Calls.get("Companies", 1), "{\"item\":" + row(1, "a") + "}");
		assertThat(recalled(2)).isEqualTo("{\"item\":" + row(2, "b") + "}");
		assertThat(recalled(3)).isNull();
	}

	@Test
	void theRowIsAsOldAsTheQuery() {
		learn();
		keep(QUERY, page(row(2, "b")));
		this.time.pass(Duration.ofSeconds(100));
		Answer.Whole answer = this.cache.memory().recallFresh(get(2), get(2).key());
		assertThat(answer.serving().age()).isEqualTo(Duration.ofSeconds(100));
		this.time.pass(Duration.ofSeconds(200));
		assertThat(recalled(2)).isNull();
	}

	@Test
	void whereRowsOfQueriesLackAFieldTheyNeverAnswerARead() {
		keep(Calls.get("Companies", 1), "{\"item\":{\"id\":1,\"notes\":\"long\"}}");
		keep(QUERY, page("{\"id\":1}", "{\"id\":2}"));
		assertThat(recalled(2)).isNull();
	}

	@Test
	void aDifferenceThatIsSeenLaterTakesBackWhatWasMadeOfQueries() {
		learn();
		keep(QUERY, page(row(2, "b"), row(3, "c")));
		assertThat(recalled(2)).isNotNull();
		keep(Calls.get("Companies", 3), "{\"item\":{\"id\":3,\"more\":true}}");
		assertThat(recalled(2)).isNull();
	}

	@Test
	void rowsWithAFewFieldsOnlyAnswerNothing() {
		learn();
		keep(Calls.filtered(Operation.QUERY, "Companies", "{'includeFields':['id'],'filter':" + FILTER + "}"),
				page("{\"id\":2}"));
		assertThat(recalled(2)).isNull();
	}

	@Test
	void rowsOfSomebodyElsesQueriesAnswerNothing() {
		learn();
		keep(Calls.by("somebody else", QUERY), page(row(2, "b")));
		assertThat(recalled(2)).isNull();
	}

	@Test
	void aWriteOfOneRowLeavesTheOthersOfTheQuery() {
		learn();
		keep(QUERY, page(row(2, "b"), row(3, "c")));
		write(2);
		assertThat(this.cache.memory().recallFresh(QUERY, QUERY.key())).isNull();
		assertThat(recalled(2)).isNull();
		assertThat(recalled(3)).isNotNull();
	}

	@Test
	void aWriteOfARowDropsWhatWasMadeOfIt() {
		learn();
		keep(QUERY, page(row(2, "b")));
		assertThat(recalled(2)).isNotNull();
		write(2);
		assertThat(recalled(2)).isNull();
	}

	@Test
	void anInvalidationOfRowsByPatternIsNotUndoneByAQueryThatHoldsThem() {
		learn();
		keep(QUERY, page(row(2, "b")));
		this.cache.invalidate("company:2");
		assertThat(recalled(2)).isNull();
		assertThat(this.cache.memory().recallFresh(QUERY, QUERY.key())).isNotNull();
	}

	@Test
	void aNewerVersionThatPassesByDropsTheOlderCopies() {
		learn();
		keep(QUERY, page(row(2, "b"), row(3, "c")));
		keep(Calls.get("Companies", 3), "{\"item\":" + row(3, "c") + "}");
		this.time.pass(Duration.ofSeconds(60));
		keep(Calls.get("Companies", 2), "{\"item\":" + row(2, "changed by somebody else") + "}");
		assertThat(this.cache.memory().recallFresh(QUERY, QUERY.key())).isNull();
		assertThat(recalled(3)).isNotNull();
		assertThat(recalled(2)).contains("changed");
	}

	@Test
	void anAnswerThatIsNotKeptDropsOlderCopiesToo() {
		learn();
		keep(Calls.get("Companies", 2), "{\"item\":" + row(2, "b") + "}");
		this.time.pass(Duration.ofSeconds(60));
		this.cache.memory().passed(QUERY, this.time.nanos(), Calls.json(200, page(row(2, "changed by somebody else"))));
		assertThat(recalled(2)).isNull();
	}

	@Test
	void anOlderVersionThatComesLateDropsNothing() {
		learn();
		this.time.pass(Duration.ofSeconds(60));
		keep(Calls.get("Companies", 2), "{\"item\":" + row(2, "new") + "}");
		this.cache.memory()
			.passed(QUERY, this.time.nanos() - Duration.ofSeconds(30).toNanos(), Calls.json(200, page(row(2, "old"))));
		assertThat(recalled(2)).contains("new");
	}

	@Test
	void copiesThatShowOtherFieldsAreComparedByTheirLastChange() {
		ApiCall few = Calls.filtered(Operation.QUERY, "Companies",
				"{'includeFields':['id','lastActivityDate'],'filter':" + FILTER + "}");
		keep(few, page("{\"id\":2,\"lastActivityDate\":\"2026-01-01T00:00:00Z\"}"));
		this.time.pass(Duration.ofSeconds(60));
		keep(Calls.get("Companies", 2),
				"{\"item\":{\"id\":2,\"name\":\"b\",\"lastActivityDate\":\"2026-01-01T00:00:00Z\"}}");
		assertThat(this.cache.memory().recallFresh(few, few.key())).isNotNull();
		this.time.pass(Duration.ofSeconds(60));
		keep(Calls.get("Companies", 2),
				"{\"item\":{\"id\":2,\"name\":\"c\",\"lastActivityDate\":\"2026-02-01T00:00:00Z\"}}");
		assertThat(this.cache.memory().recallFresh(few, few.key())).isNull();
	}

	/** One row of another query and of a read by id, equal: so the entity is learnt. */
	private void learn() {
		keep(Calls.query("Companies", "[{'op':'eq','field':'id','value':1}]"), page(row(1, "a")));
		keep(Calls.get("Companies", 1), "{\"item\":" + row(1, "a") + "}");
	}

	private void write(long id) {
		WriteReach reach = Reach.ofWrite(Calls.update("Companies", id), null);
		this.cache.open(reach);
		this.cache.close(reach, WriteOutcome.KNOWN);
	}

	private void keep(ApiCall call, String body) {
		assertThat(this.cache.memory()
			.keep(call, call.key(), this.cache.memory().departure(call), this.time.nanos(), Calls.json(200, body)))
			.isNotNull();
	}

	private String recalled(long id) {
		Answer.Whole answer = this.cache.memory().recallFresh(get(id), get(id).key());
		return (answer != null) ? Calls.text(answer) : null;
	}

	private static ApiCall get(long id) {
		return Calls.get("Companies", id);
	}

	private static String row(long id, String name) {
		return "{\"id\":" + id + ",\"companyName\":\"" + name + "\"}";
	}

	private static String page(String... rows) {
		return "{\"items\":[" + String.join(",", rows) + "],\"pageDetails\":{\"nextPageUrl\":null}}";
	}

}
