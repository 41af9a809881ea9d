package io.autotask.performance.client;

import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.management.OperatingSystemMXBean;
import io.autotask.performance.client.relation.Reference;
import io.autotask.performance.client.relation.RefersTo;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * What reading many rows costs, beside what one would write with a plain
 * {@code WebClient}: each way in turn, several times, against a server in a process of
 * its own. Run by {@code main}, see docs/benchmarks.md; prints Markdown.
 */
public final class ScanBenchmark {

	private static final String[] ENTITIES = { "Companies", "Contacts", "Resources", "Contracts",
			"ConfigurationItems" };

	/** What somebody adds who knows what is slow. */
	private static final String FIELDS = "\"includeFields\":[\"id\",\"ticketNumber\",\"title\",\"status\",\"companyID\","
			+ "\"contactID\",\"assignedResourceID\",\"contractID\",\"configurationItemID\"],";

	private static final OperatingSystemMXBean PROCESS = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private ScanBenchmark() {
	}

	/**
	 * Runs parts.
	 * @param args names of parts (speedup, overhead, memory, report), a number of times
	 */
	public static void main(String[] args) throws Exception {
		List<String> parts = Arrays.asList(args);
		int times = parts.stream().filter((arg) -> arg.matches("\\d+")).mapToInt(Integer::parseInt).findFirst().orElse(5);
		System.out.println("Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors()
				+ " processors, heap " + (Runtime.getRuntime().maxMemory() >> 20) + " MB, each way " + times + " times");
		if (parts.contains("speedup")) {
			speedup(times);
		}
		if (parts.contains("overhead")) {
			overhead(times);
		}
		if (parts.contains("memory")) {
			memory();
		}
		if (parts.contains("report")) {
			report(times);
		}
		System.exit(0);
	}

	/** Sequential paging by links against a parallel scan. */
	private static void speedup(int times) throws Exception {
		System.out.println("\n| ms a page | ids | links, s | scan, s | times as fast | requests | at most at once |");
		System.out.println("|---|---|---|---|---|---|---|");
		for (int latency : new int[] { 50, 250 }) {
			for (Ids ids : Ids.values()) {
				int rows = 100_000;
				try (Server server = new Server(ids, rows, latency)) {
					Figures links = new Figures();
					Figures scan = new Figures();
					for (int i = 0; i < times; i++) {
						links.add(server, () -> server.links(), rows);
						scan.add(server, () -> server.client.tickets().query().parallelScan(Ticket.class), rows);
					}
					System.out.printf(Locale.ROOT, "| %d | %s | %s | %s | %s | %d to %d (pages: %d) | %d |%n", latency,
							ids.name().toLowerCase(Locale.ROOT), links.seconds(), scan.seconds(),
							Figures.ratio(links.wall, scan.wall), scan.leastRequests(), scan.mostRequests(), rows / 500,
							scan.most);
				}
			}
		}
	}

	/** Without latency: what is our own. */
	private static void overhead(int times) throws Exception {
		int rows = 200_000;
		System.out.println("\n| no latency, " + rows + " rows of 2.4 kB | wall, s | CPU, s |");
		System.out.println("|---|---|---|");
		try (Server server = new Server(Ids.DENSE, rows, 0)) {
			Figures bare = new Figures();
			Figures narrow = new Figures();
			Figures scan = new Figures();
			for (int i = -1; i < times; i++) {
				Figures warmUp = new Figures();
				((i < 0) ? warmUp : bare).add(server, () -> server.ranges(rows, ""), rows);
				((i < 0) ? warmUp : narrow).add(server, () -> server.ranges(rows, FIELDS), rows);
				((i < 0) ? warmUp : scan).add(server,
						() -> server.client.tickets().query().parallelScan(Ticket.class), rows);
			}
			System.out.println("| WebClient, flatMap(3) over ranges known before | " + bare.seconds() + " | "
					+ Figures.seconds(bare.cpu) + " |");
			System.out.println("| the same, for the fields of the record | " + narrow.seconds() + " | "
					+ Figures.seconds(narrow.cpu) + " |");
			System.out.println("| parallelScan | " + scan.seconds() + " | " + Figures.seconds(scan.cpu) + " |");
			System.out.println("| parallelScan / WebClient | " + Figures.ratio(scan.wall, bare.wall) + " | "
					+ Figures.ratio(scan.cpu, bare.cpu) + " |");
			System.out.println("| parallelScan / WebClient for the fields | " + Figures.ratio(scan.wall, narrow.wall)
					+ " | " + Figures.ratio(scan.cpu, narrow.cpu) + " |");
		}
	}

	/** What stays in the heap while a million rows pass. */
	private static void memory() throws Exception {
		int rows = 1_000_000;
		try (Server server = new Server(Ids.DENSE, rows, 0)) {
			server.client.tickets().query().parallelScan(Ticket.class).take(5_000).blockLast();
			long base = live();
			AtomicLong most = new AtomicLong();
			AtomicInteger seen = new AtomicInteger();
			server.client.tickets().query().parallelScan(Ticket.class).doOnNext((row) -> {
				if (seen.incrementAndGet() % 50_000 == 25_000) {
					most.accumulateAndGet(live(), Math::max);
				}
			}).blockLast();
			System.out.printf(Locale.ROOT,
					"%nA million rows in a heap of %d MB: live set %.1f MB before, at most %.1f MB meanwhile%n",
					Runtime.getRuntime().maxMemory() >> 20, base / 1048576.0, most.get() / 1048576.0);
		}
	}

	/** 500 tickets with five relations against one get for each reference. */
	private static void report(int times) throws Exception {
		System.out.println("\n| 500 tickets, 5 relations, 50 ms a call | s | calls |");
		System.out.println("|---|---|---|");
		try (Server server = new Server(Ids.DENSE, 500, 50)) {
			Figures gets = new Figures();
			Figures report = new Figures();
			for (int i = -1; i < times; i++) {
				Figures warmUp = new Figures();
				((i < 0) ? warmUp : gets).add(server, () -> server.getEach(), 2_500);
				((i < 0) ? warmUp : report).add(server, () -> server.report(), 500);
			}
			System.out.println("| one get for each reference, WebClient, three at once for each entity | "
					+ gets.seconds() + " | " + gets.mostRequests() + " |");
			System.out.println("| `with(…)` | " + report.seconds() + " | " + report.leastRequests() + " to "
					+ report.mostRequests() + " |");
			System.out.println("| times as fast | " + Figures.ratio(gets.wall, report.wall) + " | |");
		}
	}

	private static long live() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	/** The server, the client as an application gets it, and a plain one. */
	private static final class Server implements AutoCloseable {

		private final Process process;

		private final ConfigurableApplicationContext context;

		private final AutotaskClient client;

		private final WebClient bare;

		private Server(Ids ids, long rows, int latency) throws Exception {
			this.process = new ProcessBuilder("java", "-Xmx256m", "-cp", System.getProperty("java.class.path"),
					PageServer.class.getName(), ids.name(), String.valueOf(rows), String.valueOf(latency))
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			BufferedReader said = this.process.inputReader(StandardCharsets.UTF_8);
			String line = said.readLine();
			while (!line.matches("\\d+")) {
				line = said.readLine();
			}
			String base = "http://127.0.0.1:" + line;
			this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
				.properties("autotask.performance.api.base-url=" + base + "/ATServicesRest",
						"autotask.performance.api.username=user", "autotask.performance.api.secret=secret",
						"autotask.performance.api.integration-code=CODE", "spring.main.banner-mode=off",
						"autotask.performance.optimization.budget.requests-per-hour=1000000",
						"logging.level.root=error", "autotask.performance.cache.enabled=false")
				.run();
			this.client = this.context.getBean(AutotaskClient.class);
			this.bare = WebClient.builder()
				.baseUrl(base)
				.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(16 << 20))
				.build();
		}

		/** What everybody writes first. */
		Flux<Ticket> links() {
			String body = "{\"maxRecords\":500,\"filter\":[{\"op\":\"exist\",\"field\":\"id\"}]}";
			return post("/ATServicesRest/V1.0/Tickets/query", body)
				.expand((page) -> (page.pageDetails().nextPageUrl() != null)
						? post(page.pageDetails().nextPageUrl(), body) : Mono.empty())
				.concatMapIterable(TicketPage::items);
		}

		/** What somebody writes who knows that ids have no gaps, and how many there are. */
		Flux<Ticket> ranges(int rows, String fields) {
			return Flux.range(0, rows / 500)
				.flatMap((i) -> post("/ATServicesRest/V1.0/Tickets/query",
						"{" + fields + "\"maxRecords\":500,\"filter\":[{\"op\":\"gt\",\"field\":\"id\",\"value\":" + i * 500
								+ "},{\"op\":\"lt\",\"field\":\"id\",\"value\":" + (i * 500 + 501) + "}]}"),
						3)
				.concatMapIterable(TicketPage::items);
		}

		Flux<JsonNode> getEach() {
			return links().collectList()
				.flatMapMany((tickets) -> Flux.range(0, ENTITIES.length)
					.flatMap((i) -> Flux.fromIterable(tickets)
						.flatMap((ticket) -> this.bare.get()
							.uri("/ATServicesRest/V1.0/{entity}/{id}", ENTITIES[i], ticket.references()[i])
							.retrieve()
							.bodyToMono(JsonNode.class), 3)));
		}

		Flux<Reported> report() {
			return this.client.tickets()
				.query()
				.with("companyID", "contactID", "assignedResourceID", "contractID", "configurationItemID")
				.page(Reported.class)
				.flatMapIterable(Page::items);
		}

		private Mono<TicketPage> post(String url, String body) {
			return this.bare.post()
				.uri(url)
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(body)
				.retrieve()
				.bodyToMono(TicketPage.class);
		}

		JsonNode stats() {
			return this.bare.get().uri("/stats").retrieve().bodyToMono(byte[].class).map(new RowMapper()::tree).block();
		}

		@Override
		public void close() {
			this.context.close();
			this.process.destroy();
		}

	}

	/** An application. */
	@EnableAutoConfiguration
	static class Application {

	}

	/** What one way took, each time. */
	private static final class Figures {

		private final List<Double> wall = new ArrayList<>();

		private final List<Double> cpu = new ArrayList<>();

		private final List<Long> requests = new ArrayList<>();

		private int most;

		void add(Server server, java.util.function.Supplier<Flux<?>> way, long expected) {
			server.stats();
			long cpuBefore = PROCESS.getProcessCpuTime();
			long before = System.nanoTime();
			long rows = way.get().count().block();
			this.wall.add((System.nanoTime() - before) / 1e9);
			this.cpu.add((PROCESS.getProcessCpuTime() - cpuBefore) / 1e9);
			JsonNode stats = server.stats();
			this.requests.add(stats.path("requests").asLong());
			this.most = Math.max(this.most, stats.path("most").asInt());
			if (rows != expected) {
				throw new IllegalStateException(rows + " rows came, " + expected + " are there");
			}
		}

		String seconds() {
			return seconds(this.wall);
		}

		long leastRequests() {
			return this.requests.stream().mapToLong(Long::longValue).min().orElseThrow();
		}

		long mostRequests() {
			return this.requests.stream().mapToLong(Long::longValue).max().orElseThrow();
		}

		static String seconds(List<Double> values) {
			List<Double> sorted = values.stream().sorted().toList();
			return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", sorted.get(sorted.size() / 2), sorted.get(0),
					sorted.get(sorted.size() - 1));
		}

		/** Of what was measured one after the other. */
		static String ratio(List<Double> one, List<Double> other) {
			List<Double> ratios = new ArrayList<>();
			for (int i = 0; i < one.size(); i++) {
				ratios.add(one.get(i) / other.get(i));
			}
			return seconds(ratios);
		}

	}

	record TicketPage(List<Ticket> items, PageDetails pageDetails) {

	}

	record PageDetails(String nextPageUrl) {

	}

	record Ticket(long id, String ticketNumber, String title, Integer status, Long companyID, Long contactID,
			Long assignedResourceID, Long contractID, Long configurationItemID) {

		Long[] references() {
			return new Long[] { this.companyID, this.contactID, this.assignedResourceID, this.contractID,
					this.configurationItemID };
		}

	}

	record Reported(long id, Reference<Named> companyID, Reference<Named> contactID,
			@RefersTo("Resources") Reference<Named> assignedResourceID, Reference<Named> contractID,
			Reference<Named> configurationItemID) {

	}

	record Named(long id, String name) {

	}

}
