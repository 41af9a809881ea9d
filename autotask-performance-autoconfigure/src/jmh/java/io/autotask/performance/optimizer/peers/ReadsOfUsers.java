package io.autotask.performance.optimizer.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.dataloader.registries.DispatchPredicate;
import org.dataloader.registries.ScheduledDataLoaderRegistry;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Fifty users read ten tickets each, one after the other, all of them different, from an
 * Autotask that answers three requests at once, each after 100 ms: with the starter, and
 * with what one would take without it. A user is a thread. Run by {@code main}, see
 * docs/benchmarks.md; prints Markdown.
 */
public final class ReadsOfUsers {

	private static final int USERS = 50;

	private static final int READS = 10;

	private static final int SLOTS = 3;

	private static final AtomicLong IDS = new AtomicLong(1);

	private ReadsOfUsers() {
	}

	/**
	 * Runs each way in turn.
	 * @param args how many times, 5 if it is not said
	 */
	public static void main(String[] args) throws Exception {
		int times = (args.length > 0) ? Integer.parseInt(args[0]) : 5;
		System.out.println("Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors()
				+ " processors, each way " + times + " times");
		ExecutorService users = Executors.newFixedThreadPool(USERS);
		try (Surroundings around = new Surroundings(SLOTS, 100);
				Loader onTick = new Loader(around.plain, Duration.ofMillis(10));
				Loader atOnce = new Loader(around.plain, Duration.ofMillis(100))) {
			List<Way> ways = List.of(new Way("`WebClient` and a semaphore", semaphore(around.plain)),
					new Way("`WebClient` and a Resilience4j bulkhead", bulkhead(around.plain)),
					new Way("java-dataloader, every 10 ms, and a semaphore", onTick),
					new Way("java-dataloader, every 100 ms, and a semaphore", atOnce),
					new Way("**ours**", (id) -> get(around.ours, id).block()));
			for (int i = 0; i <= times; i++) {
				for (Way way : ways) {
					way.run(users, around, i > 0);
				}
			}
			System.out.println("\n| | requests | p50, ms | p95, ms | turned away | 500 reads, s |");
			System.out.println("|---|---|---|---|---|---|");
			ways.forEach((way) -> System.out.println(way.row()));
			System.out.println("\nThe first time of ours, when nothing was learnt: " + ways.get(4).first);
		}
		users.shutdownNow();
		System.exit(0);
	}

	private static Reading semaphore(WebClient client) {
		Semaphore slots = new Semaphore(SLOTS);
		return (id) -> {
			slots.acquire();
			try {
				return get(client, id).block();
			}
			finally {
				slots.release();
			}
		};
	}

	private static Reading bulkhead(WebClient client) {
		Bulkhead bulkhead = Bulkhead.of("tickets",
				BulkheadConfig.custom().maxConcurrentCalls(SLOTS).maxWaitDuration(Duration.ofSeconds(60)).build());
		return (id) -> bulkhead.executeSupplier(() -> get(client, id).block());
	}

	private static Mono<JsonNode> get(WebClient client, long id) {
		return client.get()
			.uri("/Tickets/{id}", id)
			.retrieve()
			.bodyToMono(JsonNode.class)
			.map((answer) -> answer.path("item"));
	}

	/** One read by id, which blocks its user. */
	private interface Reading {

		JsonNode read(long id) throws Exception;

	}

	/** Loads what was asked for since the last time, with one query, on a slot. */
	private static final class Loader implements Reading, AutoCloseable {

		private final WebClient client;

		private final Semaphore slots = new Semaphore(SLOTS);

		private final ExecutorService waiting = Executors.newCachedThreadPool();

		private final DataLoader<Long, JsonNode> tickets;

		private final ScheduledDataLoaderRegistry registry;

		private Loader(WebClient client, Duration tick) {
			this.client = client;
			this.tickets = DataLoaderFactory.newDataLoader("tickets", this::load,
					DataLoaderOptions.newOptions().setCachingEnabled(false).setMaxBatchSize(500).build());
			this.registry = ScheduledDataLoaderRegistry.newScheduledRegistry()
				.register("tickets", this.tickets)
				.dispatchPredicate(DispatchPredicate.DISPATCH_ALWAYS)
				.schedule(tick)
				.tickerMode(true)
				.build();
			this.registry.dispatchAll();
		}

		@Override
		public JsonNode read(long id) {
			return this.tickets.load(id).join();
		}

		private CompletionStage<List<JsonNode>> load(List<Long> ids) {
			return CompletableFuture.supplyAsync(() -> {
				this.slots.acquireUninterruptibly();
				try {
					return query(ids);
				}
				finally {
					this.slots.release();
				}
			}, this.waiting);
		}

		private List<JsonNode> query(List<Long> ids) {
			String in = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
			JsonNode page = this.client.post()
				.uri("/Tickets/query")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue("{\"maxRecords\":500,\"filter\":[{\"op\":\"in\",\"field\":\"id\",\"value\":[" + in + "]}]}")
				.retrieve()
				.bodyToMono(JsonNode.class)
				.block();
			return page.path("items").valueStream().toList();
		}

		@Override
		public void close() {
			this.registry.close();
			this.waiting.shutdownNow();
		}

	}

	/** One way, and what it took. */
	private static final class Way {

		private final String name;

		private final Reading reading;

		private final List<Double> requests = new ArrayList<>();

		private final List<Double> p50 = new ArrayList<>();

		private final List<Double> p95 = new ArrayList<>();

		private final List<Double> rejected = new ArrayList<>();

		private final List<Double> seconds = new ArrayList<>();

		private String first = "";

		private Way(String name, Reading reading) {
			this.name = name;
			this.reading = reading;
		}

		void run(ExecutorService users, Surroundings around, boolean counts) throws Exception {
			around.counts();
			long[] took = new long[USERS * READS];
			AtomicInteger read = new AtomicInteger();
			long begin = System.nanoTime();
			List<Future<?>> all = new ArrayList<>();
			for (int user = 0; user < USERS; user++) {
				all.add(users.submit(() -> {
					for (int i = 0; i < READS; i++) {
						long id = IDS.getAndIncrement();
						long before = System.nanoTime();
						JsonNode row = this.reading.read(id);
						took[read.getAndIncrement()] = System.nanoTime() - before;
						if (row.path("id").asLong() != id) {
							throw new IllegalStateException("Asked for " + id + ", got " + row.path("id"));
						}
					}
					return null;
				}));
			}
			for (Future<?> one : all) {
				one.get();
			}
			double wall = (System.nanoTime() - begin) / 1e9;
			Arrays.sort(took);
			int[] counted = around.counts();
			if (!counts) {
				this.first = counted[0] + " requests, p95 " + Math.round(took[took.length * 95 / 100] / 1e6) + " ms";
				return;
			}
			this.requests.add((double) counted[0]);
			this.rejected.add((double) counted[1]);
			this.p50.add(took[took.length / 2] / 1e6);
			this.p95.add(took[took.length * 95 / 100] / 1e6);
			this.seconds.add(wall);
		}

		String row() {
			return "| " + this.name + " | " + figure(this.requests, 0) + " | " + figure(this.p50, 0) + " | "
					+ figure(this.p95, 0) + " | " + figure(this.rejected, 0) + " | " + figure(this.seconds, 2) + " |";
		}

		/** The median, with the least and the most. */
		private static String figure(List<Double> values, int digits) {
			List<Double> sorted = values.stream().sorted().toList();
			String one = "%." + digits + "f";
			return String.format(Locale.ROOT, one + " (" + one + " to " + one + ")", sorted.get(sorted.size() / 2),
					sorted.get(0), sorted.get(sorted.size() - 1));
		}

	}

}
