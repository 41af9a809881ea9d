package io.autotask.performance.cache.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.autotask.performance.cache.SharedMemory;
import io.autotask.performance.cache.SharedMemory.Found;
import io.autotask.performance.cache.SharedMemory.Times;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.stub.RedisStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static io.autotask.performance.stub.RedisStub.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** The shared memory, with a real Redis. */
class RedisMemoryTests {

	private static final List<String> MARKS = List.of("row 5", "lists");

	private static final Times MINUTE = new Times(Duration.ofSeconds(3), Duration.ofMinutes(1));

	private static final byte[] NEWS = bytes("news");

	private final RedisStub redis = RedisStub.start();

	private final LettuceConnectionFactory connections = this.redis.connect();

	private final OwnFailures failures = new OwnFailures();

	private final RedisMemory memory = memory();

	private final Ear ear = new Ear();

	@BeforeEach
	void listens() {
		this.memory.listen(this.ear);
		this.memory.start();
		eventually().until(this.memory::isHeard);
	}

	@AfterEach
	void close() {
		this.memory.close();
		this.connections.destroy();
		this.redis.close();
	}

	@Test
	void findsNothingWhereNothingIs() {
		assertThat(look("answer")).extracting(Found::bytes).isNull();
	}

	@Test
	void findsWhatIsKeptAndHowOldItIs() {
		keep("answer", look("answer").seal());
		Found found = look("answer");
		assertThat(found.bytes()).isEqualTo(bytes("kept"));
		assertThat(found.age()).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
		assertThat(look("another").bytes()).isNull();
	}

	@Test
	void findsNothingFromBeforeARelease() {
		keep("answer", look("answer").seal());
		release("lists");
		assertThat(look("answer").bytes()).isNull();
	}

	@Test
	void findsNothingFromBeforeAReleaseOfEverything() {
		keep("answer", look("answer").seal());
		this.memory.release(null, List.of(), Duration.ZERO, NEWS).block();
		assertThat(look("answer").bytes()).isNull();
	}

	@Test
	void leavesAloneWhatDependsOnSomethingElse() {
		keep("answer", look("answer").seal());
		release("row 6");
		assertThat(look("answer").bytes()).isNotNull();
	}

	@Test
	void keepsNothingThatWasAskedForBeforeARelease() {
		String before = look("answer").seal();
		release("row 5");
		tryToKeep("answer", before);
		assertThat(look("answer").bytes()).isNull();
	}

	@Test
	void findsAndKeepsNothingWhileAWriteIsOnItsWay() {
		keep("answer", look("answer").seal());
		this.memory.hold("one", List.of("row 5")).block();
		Found held = look("answer");
		assertThat(held.bytes()).isNull();
		tryToKeep("answer", held.seal());
		assertThat(look("answer").bytes()).isNull();
		this.memory.release("one", List.of("row 5"), Duration.ZERO, NEWS).block();
		keep("answer", look("answer").seal());
		assertThat(look("answer").bytes()).isNotNull();
	}

	@Test
	void keepsNothingUntilTheLastOfSeveralWritesHasEnded() {
		for (String write : List.of("one", "two", "three")) {
			this.memory.hold(write, List.of("lists")).block();
		}
		for (String write : List.of("two", "two", "three")) {
			this.memory.release(write, List.of("lists"), Duration.ZERO, NEWS).block();
			tryToKeep("answer", look("answer").seal());
			assertThat(look("answer").bytes()).as("one is on its way").isNull();
		}
		this.memory.release("one", List.of("lists"), Duration.ZERO, NEWS).block();
		keep("answer", look("answer").seal());
	}

	@Test
	void keepsNothingAsLongAsAWriteMayStillBeCarriedOut() {
		this.memory.release(null, List.of("row 5"), Duration.ofMinutes(1), NEWS).block();
		// Another write of the same row, of which everything is known.
		this.memory.hold("one", List.of("row 5")).block();
		this.memory.release("one", List.of("row 5"), Duration.ZERO, NEWS).block();
		tryToKeep("answer", look("answer").seal());
		assertThat(look("answer").bytes()).isNull();
	}

	@Test
	void keepsAgainAfterwards() {
		this.memory.release(null, List.of("row 5"), Duration.ofMillis(20), NEWS).block();
		eventually().untilAsserted(() -> {
			tryToKeep("answer", look("answer").seal());
			assertThat(look("answer").bytes()).isNotNull();
		});
	}

	@Test
	void forgetsWhenItsTimeIsOver() {
		String seal = look("answer").seal();
		this.memory.keep("answer", MARKS, seal, new Times(Duration.ZERO, Duration.ofMillis(50)), () -> bytes("kept"))
			.block();
		eventually().until(() -> look("answer").bytes() == null);
	}

	@Test
	void tellsNewsToOthersOnceAndInOrder() {
		RedisMemory other = memory();
		Ear heard = new Ear();
		other.listen(heard);
		other.start();
		eventually().until(other::isHeard);
		this.memory.release(null, MARKS, Duration.ZERO, bytes("one")).block();
		this.memory.release(null, MARKS, Duration.ZERO, bytes("two")).block();
		eventually().until(() -> heard.news.size() == 2);
		assertThat(heard.news).containsExactly("one", "two");
		other.close();
	}

	@Test
	void noticesNewsThatItMissedThoughItsConnectionWasOnlyGoneForAMoment() {
		RedisMemory other = memory();
		Ear heard = new Ear();
		other.listen(heard);
		other.start();
		eventually().until(other::isHeard);
		int missed = heard.missed;
		// As if news had been told while nobody was connected.
		this.connections.getConnection().stringCommands().incr(bytes("{test}:told"));
		eventually().until(() -> heard.missed > missed);
		assertThat(other.isHeard()).isTrue();
		other.close();
	}

	@Test
	void doesNotBelieveWhatIsNotOfItsKind() {
		byte[] key = bytes("{test}:answer:answer");
		this.connections.getConnection().stringCommands().set(key, bytes("of somebody else"));
		assertThat(this.memory.look("answer", MARKS).blockOptional()).isEmpty();
		assertThat(this.connections.getConnection().stringCommands().get(key)).isEqualTo(bytes("of somebody else"));
	}

	@Test
	void findsNothingAfterRedisHasLostItsMarks() {
		keep("answer", look("answer").seal());
		this.connections.getConnection().keyCommands().del(bytes("{test}:mark:row 5"));
		assertThat(look("answer").bytes()).isNull();
	}

	@Test
	void failsForNobodyWhenRedisIsGoneAndCatchesUpWhenItIsBack() {
		keep("answer", look("answer").seal());
		this.redis.die();
		assertThat(this.memory.look("answer", MARKS).blockOptional()).isEmpty();
		this.memory.hold("one", MARKS).block();
		this.memory.release("one", List.of("row 5"), Duration.ZERO, NEWS).block();
		eventually().until(() -> !this.memory.isHeard());
		this.redis.comeBack();
		eventually().until(this.memory::isHeard);
		eventually().untilAsserted(() -> assertThat(this.memory.look("answer", MARKS).block()).isNotNull()
			.extracting(Found::bytes)
			.isNull());
		assertThat(this.ear.missed).isGreaterThan(1);
		eventually().untilAsserted(() -> {
			tryToKeep("answer", look("answer").seal());
			assertThat(look("answer").bytes()).isNotNull();
		});
	}

	@Test
	void believesNothingOfWhatIsNotReleasedYet() {
		Releases releases = new Releases();
		Releases.Release release = releases.add(null, List.of("row 5"), Duration.ZERO, NEWS);
		assertThat(releases.concern(MARKS)).isTrue();
		assertThat(releases.concern(List.of("row 6"))).isFalse();
		releases.done(release);
		assertThat(releases.concern(MARKS)).isFalse();
	}

	@Test
	void believesNothingAtAllWhenTooMuchIsNotReleasedYet() {
		Releases releases = new Releases();
		fill(releases);
		assertThat(releases.concern(List.of("row 2000"))).isTrue();
		assertThat(releases.waiting()).hasSize(1);
		releases.everythingIsDone(releases.overflows());
		assertThat(releases.concern(List.of("row 5"))).isFalse();
	}

	@Test
	void whatIsTooMuchWhileEverythingIsReleasedIsNotForgotten() {
		Releases releases = new Releases();
		fill(releases);
		long overflows = releases.overflows();
		fill(releases);
		releases.everythingIsDone(overflows);
		assertThat(releases.concern(List.of("row 2000"))).isTrue();
		releases.everythingIsDone(releases.overflows());
		assertThat(releases.concern(List.of("row 2000"))).isFalse();
	}

	private static void fill(Releases releases) {
		for (int i = 0; i <= 1_000; i++) {
			releases.add(null, List.of("row " + i), Duration.ZERO, NEWS);
		}
	}

	private RedisMemory memory() {
		return new RedisMemory(this.connections, new RedisSettings("test", Duration.ofSeconds(2)), this.failures,
				TimeSource.system());
	}

	private Found look(String name) {
		Found found = this.memory.look(name, MARKS).block();
		assertThat(found).isNotNull();
		return found;
	}

	private void keep(String name, String seal) {
		tryToKeep(name, seal);
		assertThat(look(name).bytes()).isNotNull();
	}

	private void tryToKeep(String name, String seal) {
		this.memory.keep(name, MARKS, seal, MINUTE, () -> bytes("kept")).block();
	}

	private void release(String mark) {
		this.memory.release(null, List.of(mark), Duration.ZERO, NEWS).block();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** Hears what others tell. */
	private static final class Ear implements SharedMemory.Listener {

		private final List<String> news = new CopyOnWriteArrayList<>();

		private volatile int missed;

		@Override
		public void heard(byte[] news) {
			this.news.add(new String(news, StandardCharsets.UTF_8));
		}

		@Override
		public void missed() {
			this.missed++;
		}

		@Override
		public byte[] anything() {
			return NEWS;
		}

	}

}
