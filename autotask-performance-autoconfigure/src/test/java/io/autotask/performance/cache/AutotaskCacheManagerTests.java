package io.autotask.performance.cache;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.autotask.performance.call.Operation;
import io.autotask.performance.stub.Caching;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AutotaskCacheManagerTests {

	private static final WriteReach WRITE = Reach.ofWrite(Calls.update("Tickets", 5), null);

	private final ManualTime time = new ManualTime();

	private final IntelligentCache cache = new IntelligentCache(CacheSettings.defaults(), this.time);

	private final AutotaskCacheManager manager = new AutotaskCacheManager(this.cache);

	private final Cache tickets = this.manager.getCache("tickets");

	@Test
	void hasACacheForEachEntityAndOneForReferenceData() {
		assertThat(this.manager.getCache("companies")).isNotNull();
		assertThat(this.manager.getCache("reference-data")).isNotNull();
		assertThat(this.manager.getCache("Tickets")).isNull();
		assertThat(this.manager.getCache("novelties")).isNull();
		assertThat(this.manager.getCacheNames()).containsExactly("companies", "reference-data", "tickets");
	}

	@Test
	void keepsAValueThatWasLoadedAfterAMiss() {
		assertThat(this.tickets.get("key")).isNull();
		this.tickets.put("key", "value");
		assertThat(this.tickets.get("key", String.class)).isEqualTo("value");
		assertThat(this.tickets.retrieve("key")).isNotNull();
	}

	@Test
	void keepsTheValueNull() {
		this.tickets.get("key");
		this.tickets.put("key", null);
		assertThat(this.tickets.get("key")).isNotNull().extracting(Cache.ValueWrapper::get).isNull();
	}

	@Test
	void aWriteEmptiesTheCacheOfItsEntityAndNoOther() {
		Cache companies = this.manager.getCache("companies");
		for (Cache one : new Cache[] { this.tickets, companies }) {
			one.get("key");
			one.put("key", "value");
		}
		write();
		assertThat(this.tickets.get("key")).isNull();
		assertThat(companies.get("key")).isNotNull();
	}

	@Test
	void aValueThatWasLoadedBeforeAWriteIsNotPutAfterIt() {
		this.tickets.get("key");
		write();
		this.tickets.put("key", "old");
		assertThat(this.tickets.get("key")).isNull();
		this.tickets.put("key", "new");
		assertThat(this.tickets.get("key", String.class)).isEqualTo("new");
	}

	@Test
	void ofTwoLoadsTheOneFromBeforeTheWriteIsNotKeptInEitherOrder() {
		this.tickets.get("key");
		write();
		this.tickets.get("key");
		this.tickets.put("key", "old");
		assertThat(this.tickets.get("key")).isNull();
		this.tickets.put("key", "new");
		assertThat(this.tickets.get("key", String.class)).isEqualTo("new");
	}

	@Test
	void aLateValueIsNotPutWhileAWriteIsRecent() {
		this.tickets.get("key");
		this.tickets.put("key", "first");
		write();
		this.tickets.put("key", "late");
		assertThat(this.tickets.get("key")).isNull();
	}

	@Test
	void takesAValueThatIsPutWithoutAskingBefore() {
		this.tickets.put("key", "value");
		assertThat(this.tickets.get("key", String.class)).isEqualTo("value");
	}

	@Test
	void nothingIsPutWhileAWriteIsOnTheWire() {
		this.cache.open(WRITE);
		this.tickets.get("key");
		this.tickets.put("key", "old");
		this.cache.close(WRITE, WriteOutcome.KNOWN);
		assertThat(this.tickets.get("key")).isNull();
	}

	@Test
	void loadsOnceForAllWhoAskMeanwhile() {
		AtomicInteger loads = new AtomicInteger();
		CompletableFuture<String> loading = new CompletableFuture<>();
		CompletableFuture<String> one = this.tickets.retrieve("key", () -> {
			loads.incrementAndGet();
			return loading;
		});
		CompletableFuture<String> other = this.tickets.retrieve("key", () -> {
			loads.incrementAndGet();
			return loading;
		});
		loading.complete("value");
		assertThat(one).isCompletedWithValue("value");
		assertThat(other).isCompletedWithValue("value");
		assertThat(loads).hasValue(1);
	}

	@Test
	void aLoadThatAWriteOvertookIsGivenToWhoWaitsAndToNobodyElse() {
		CompletableFuture<String> loading = new CompletableFuture<>();
		CompletableFuture<String> waiting = this.tickets.retrieve("key", () -> loading);
		write();
		CompletableFuture<String> later = this.tickets.retrieve("key", () -> CompletableFuture.completedFuture("new"));
		loading.complete("old");
		assertThat(waiting).isCompletedWithValue("old");
		assertThat(later).isCompletedWithValue("new");
		assertThat(this.tickets.get("key", String.class)).isEqualTo("new");
	}

	@Test
	void aLoadThatFailsIsNotKept() {
		assertThatExceptionOfType(Cache.ValueRetrievalException.class).isThrownBy(() -> this.tickets.get("key", () -> {
			throw new IllegalStateException("no");
		})).withCauseInstanceOf(IllegalStateException.class);
		assertThat(this.tickets.<String>get("key", () -> "value")).isEqualTo("value");
	}

	@Test
	void aLoadThatEndsInAnErrorLetsNobodyWaitForEver() {
		assertThatExceptionOfType(Cache.ValueRetrievalException.class).isThrownBy(() -> this.tickets.get("key", () -> {
			throw new NoClassDefFoundError("missing");
		})).withCauseInstanceOf(NoClassDefFoundError.class);
		assertThat(this.tickets.<String>get("key", () -> "value")).isEqualTo("value");
		assertThat(this.tickets.retrieve("other", () -> null)).isCompletedExceptionally();
	}

	@Test
	void referenceDataFollowsWritesOfSetUpAndNoOthers() {
		Cache reference = this.manager.getCache(AutotaskCacheManager.REFERENCE_DATA);
		reference.put("departments", "old");
		this.cache.raise(Reach.ofWrite(Calls.update("Tickets", 5), null).tags());
		assertThat(reference.get("departments")).isNotNull();
		this.cache.raise(Reach.ofWrite(Calls.update("Departments", 5), null).tags());
		assertThat(reference.get("departments")).isNull();
	}

	@Test
	void aWriteOfNobodyKnowsWhatEmptiesEveryCacheAndOvertakesEveryLoad() {
		this.tickets.put("one", 1);
		CompletableFuture<String> loading = new CompletableFuture<>();
		this.tickets.retrieve("two", () -> loading);
		this.cache.raise(Reach.ofWrite(Calls.write(Operation.OTHER, "unknown", null, null), null).tags());
		loading.complete("old");
		assertThat(this.tickets.get("one")).isNull();
		assertThat(this.tickets.get("two")).isNull();
	}

	@Test
	void everythingGoesWhenEverythingIsCleared() {
		this.tickets.put("key", "value");
		this.cache.clear();
		assertThat(this.tickets.get("key")).isNull();
	}

	@Test
	void forgetsAKeyAndAllKeysWhenAsked() {
		this.tickets.put("one", 1);
		this.tickets.put("two", 2);
		this.tickets.evict("one");
		assertThat(this.tickets.get("one")).isNull();
		assertThat(this.tickets.get("two")).isNotNull();
		this.tickets.clear();
		assertThat(this.tickets.get("two")).isNull();
	}

	@Test
	void holdsNoMoreThanMayBe() {
		IntelligentCache small = new IntelligentCache(Caching.usual().bounds(100, 1 << 20).settings(), this.time);
		Cache bounded = new AutotaskCacheManager(small).getCache("tickets");
		for (int key = 0; key < 10_000; key++) {
			bounded.get(key);
			bounded.put(key, key);
		}
		var values = (com.github.benmanes.caffeine.cache.Cache<?, ?>) bounded.getNativeCache();
		values.cleanUp();
		assertThat(values.estimatedSize()).isLessThanOrEqualTo(100);
	}

	private void write() {
		this.cache.open(WRITE);
		this.cache.close(WRITE, WriteOutcome.KNOWN);
	}

}
