package io.autotask.performance.benchmark.work;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import io.autotask.performance.call.RowRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/** What is asked, by seed and number alone. */
class WorkloadTests {

	private static final Map<OperationType, Double> MIX = Map.of(OperationType.LIST, 40.0, OperationType.GET, 30.0,
			OperationType.SEARCH, 20.0, OperationType.CREATE, 7.0, OperationType.UPDATE, 3.0);

	@Test
	void theMixIsWhatWasAsked() {
		Workload workload = new Workload(settings(MIX, 0, 1, 7));
		Map<OperationType, Long> counts = LongStream.range(0, 20_000)
			.boxed()
			.flatMap((i) -> workload.steps(i).stream())
			.collect(Collectors.groupingBy(Step::operation, TreeMap::new, Collectors.counting()));
		MIX.forEach((operation, percent) -> assertThat(counts.get(operation) / 200.0).as(operation.word())
			.isCloseTo(percent, within(1.0)));
		assertThat(workload.writes()).containsOnlyKeys("Tickets", "Companies");
	}

	@Test
	void theSameSeedAsksTheSameInAnyOrderAndAnotherOneDoesNot() {
		Workload one = new Workload(settings(MIX, 0.9, 1, 7));
		Workload same = new Workload(settings(MIX, 0.9, 1, 7));
		Workload other = new Workload(settings(MIX, 0.9, 1, 8));
		List<Step> forwards = LongStream.range(0, 500).boxed().flatMap((i) -> one.steps(i).stream()).toList();
		assertThat(LongStream.range(0, 500).boxed().flatMap((i) -> same.steps(i).stream()).toList())
			.isEqualTo(forwards);
		assertThat(one.steps(123)).isEqualTo(List.of(forwards.get(123)));
		assertThat(LongStream.range(0, 500).boxed().flatMap((i) -> other.steps(i).stream()).toList())
			.isNotEqualTo(forwards);
	}

	@Test
	void byZipfSomeRowsAreAskedForMoreThanOthers() {
		Zipf zipf = new Zipf(1_000, 1);
		int[] counts = new int[1_000];
		for (int i = 0; i < 100_000; i++) {
			counts[zipf.draw((i + 0.5) / 100_000)]++;
		}
		assertThat(counts[0] / (double) counts[9]).isCloseTo(10, within(0.1));
		assertThat(counts[999]).isPositive();
		Zipf alike = new Zipf(4, 0);
		assertThat(alike.draw(0)).isZero();
		assertThat(alike.draw(0.49)).isEqualTo(1);
		assertThat(alike.draw(0.999999)).isEqualTo(3);
	}

	@Test
	void variationSaysHowManyRowsAreReallyUsed() {
		Map<OperationType, Double> gets = Map.of(OperationType.GET, 1.0);
		assertThat(keys(new Workload(settings(gets, 0, 1, 1)))).isEqualTo(100);
		assertThat(keys(new Workload(settings(gets, 0, 0.2, 1)))).isEqualTo(20);
		assertThat(keys(new Workload(settings(gets, 0, 0, 1)))).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			autotask-performance; hit; ttl=287 | HIT
			autotask-performance; hit; ttl=-3; detail=stale | STALE
			autotask-performance; fwd=miss; collapsed | SHARED
			autotask-performance; fwd=miss; collapsed; detail=batched | BATCHED
			autotask-performance; fwd=miss; fwd-status=200; stored | NETWORK
			proxy; fwd=uri-miss,autotask-performance; hit; ttl=5 | HIT
			none | NETWORK
			""")
	void howAnAnswerCameIsReadFromItsHeader(String header, ServedBy servedBy) {
		assertThat(ServedBy.of(header, false)).isEqualTo(servedBy);
		assertThat(ServedBy.of(header, true)).isEqualTo(ServedBy.WRITE);
	}

	@Test
	void rowsAreCountedWhereThePageSaysSo() {
		assertThat(ApiCaller
			.rowsOf("{\"items\":[{\"x\":\"\\\"count\\\":9\"}],\"pageDetails\":{\"count\":25,\"requestCount\":500}}"
				.getBytes()))
			.isEqualTo(25);
		assertThat(ApiCaller.rowsOf("{\"item\":null}".getBytes())).isEqualTo(-1);
	}

	@Test
	void createdRowsAreRememberedUpToABound() {
		OwnWrites writes = new OwnWrites("run");
		for (long id = 1; id <= OwnWrites.MOST_CREATED + 5; id++) {
			writes.created("Tickets", new OwnWrites.Created(id, null));
		}
		assertThat(writes.left()).containsExactly(OwnWrites.MOST_CREATED + " Tickets");
		assertThat(writes.take("Tickets").id()).isEqualTo(6);
	}

	@Test
	void aRowHasOneWriteAtATimeAndNoneAfterAnUnknownEnd() {
		OwnWrites writes = new OwnWrites("run");
		RowRef row = new RowRef("Tickets", 5);
		long first = writes.begin(row);
		assertThat(first).isPositive();
		assertThat(writes.begin(row)).isZero();
		writes.end(row, first, true);
		assertThat(writes.expected(row)).isEqualTo(first);
		assertThat(writes.isStale(row, first, "{\"description\":\"\"}".getBytes())).isTrue();
		assertThat(writes.isStale(row, first, ("{\"description\":\"" + writes.text(first) + "\"}").getBytes()))
			.isFalse();
		long second = writes.begin(row);
		writes.end(row, second, false);
		assertThat(writes.begin(row)).isZero();
		assertThat(writes.isStale(row, first, "{}".getBytes())).isFalse();
		assertThat(writes.stale()).isEqualTo(1);
		assertThat(writes.checked()).isEqualTo(2);
	}

	@Test
	void onlyThisMachineIsThisMachine() {
		for (String host : List.of("localhost", "127.0.0.1", "127.1.2.3", "[::1]")) {
			assertThat(target(host).isThisMachine()).as(host).isTrue();
		}
		for (String host : List.of("webservices5.autotask.net", "127.0.0.1.example.com", "localhost.example.com",
				"10.0.0.1", "[::2]", "0.0.0.0")) {
			assertThat(target(host).isThisMachine()).as(host).isFalse();
		}
	}

	@Test
	void wordsThatMeanNothingAreNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> OperationType.of("fly"))
			.withMessageContaining("list, get, search, count, create, update, delete, bulk");
		assertThatIllegalArgumentException().isThrownBy(() -> new Scenario("none", 0, List.of()));
	}

	private static Target target(String host) {
		return new Target(URI.create("http://" + host + ":8090/V1.0/"), null);
	}

	private static long keys(Workload workload) {
		return LongStream.range(0, 5_000)
			.boxed()
			.flatMap((i) -> workload.steps(i).stream())
			.map(Step::key)
			.distinct()
			.count();
	}

	private static WorkloadSettings settings(Map<OperationType, Double> mix, double zipf, double variation, long seed) {
		return new WorkloadSettings(List.of("Tickets", "Companies"), mix, List.of(), 100, zipf, 4, 0, 25,
				RecordSize.MEDIUM, variation, List.of(), seed);
	}

}
