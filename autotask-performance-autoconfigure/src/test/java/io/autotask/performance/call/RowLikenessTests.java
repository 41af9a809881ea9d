package io.autotask.performance.call;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import io.autotask.performance.call.RowLikeness.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Rule 7: rows of queries stand for rows of reads by id only where they are the same. */
class RowLikenessTests {

	private static final Origin ORIGIN = Origin.of(URI.create("https://webservices5.autotask.net"));

	private final RowLikeness likeness = new RowLikeness();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"{\"id\":1,\"a\":3.5000} | {\"id\":1,\"a\":3.5000} | ALIKE",
			"{\"id\":1,\"a\":3.5000} | { \"a\":3.5, \"id\":1 } | ALIKE",
			"{\"id\":1,\"u\":[{\"name\":\"x\",\"value\":null}]} | {\"id\":1,\"u\":[{\"value\":null,\"name\":\"x\"}]} | ALIKE",
			"{\"id\":1,\"a\":\"x\"} | {\"id\":1,\"a\":\"X\"} | UNLIKE",
			"{\"id\":1,\"a\":\"x\"} | {\"id\":1,\"a\":null} | UNLIKE", "{\"id\":1,\"a\":\"x\"} | {\"id\":1} | UNLIKE",
			"{\"id\":1} | {\"id\":1,\"a\":null} | UNLIKE", "{\"id\":1,\"a\":[1,2]} | {\"id\":1,\"a\":[2,1]} | UNLIKE",
			"{\"id\":1,\"a\":1} | {\"id\":1,\"a\":\"1\"} | UNLIKE",
			"{\"a\":1,\"lastActivityDate\":\"x\"} | {\"a\":2,\"lastActivityDate\":\"y\"} | UNKNOWN",
			"{\"a\":1,\"lastActivityDate\":\"x\"} | {\"a\":2,\"lastActivityDate\":\"x\"} | UNLIKE",
			"{\"a\":1,\"lastActivityDate\":\"x\"} | {\"lastActivityDate\":\"y\"} | UNLIKE",
			"{\"a\":1,\"lastActivityDate\":\"x\"} | {\"a\":1,\"lastActivityDate\":null} | UNLIKE",
			"{\"id\":1} | [] | UNLIKE", "{\"id\":1} | nonsense | UNLIKE" })
	void comparesValueByValue(String rowOfGet, String rowOfQuery, Verdict verdict) {
		assertThat(compare(rowOfGet, rowOfQuery)).isEqualTo(verdict);
		assertThat(this.likeness.verdict(ORIGIN, "me", "tickets")).isEqualTo(verdict);
	}

	@Test
	void isKnownForOneIdentityAndOneEntityAlone() {
		compare("{\"id\":1}", "{\"id\":1}");
		assertThat(this.likeness.verdict(ORIGIN, "you", "Tickets")).isEqualTo(Verdict.UNKNOWN);
		assertThat(this.likeness.verdict(ORIGIN, "me", "Companies")).isEqualTo(Verdict.UNKNOWN);
	}

	@Test
	void aLaterDifferenceCountsForGood() {
		compare("{\"id\":1}", "{\"id\":1}");
		assertThat(compare("{\"id\":1,\"a\":1}", "{\"id\":1}")).isEqualTo(Verdict.UNLIKE);
		assertThat(compare("{\"id\":1}", "{\"id\":1}")).isEqualTo(Verdict.UNLIKE);
	}

	@Test
	void doesNotBelieveForEverThatSomebodyElseChangedTheRow() {
		for (int i = 0; i < 4; i++) {
			assertThat(changed()).isEqualTo(Verdict.UNKNOWN);
		}
		assertThat(changed()).isEqualTo(Verdict.UNLIKE);
	}

	@Test
	void learnsNothingMoreBeyondItsBound() {
		for (int i = 0; i < 10_001; i++) {
			this.likeness.compare(ORIGIN, "identity" + i, "Tickets", bytes("{}"), bytes("{}"));
		}
		assertThat(this.likeness.verdict(ORIGIN, "identity0", "Tickets")).isEqualTo(Verdict.ALIKE);
		assertThat(this.likeness.verdict(ORIGIN, "identity10000", "Tickets")).isEqualTo(Verdict.UNKNOWN);
	}

	private Verdict changed() {
		return compare("{\"a\":1,\"lastModifiedDate\":\"x\"}", "{\"a\":1,\"lastModifiedDate\":\"y\"}");
	}

	private Verdict compare(String rowOfGet, String rowOfQuery) {
		return this.likeness.compare(ORIGIN, "me", "Tickets", bytes(rowOfGet), bytes(rowOfQuery));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
