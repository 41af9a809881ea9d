package io.autotask.performance.path;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.autotask.performance.cache.CacheSettings;
import io.autotask.performance.cache.SharedMemory;
import io.autotask.performance.monitor.LedgerSnapshot;
import io.autotask.performance.optimizer.dispatch.DispatchSettings;
import io.autotask.performance.stub.Caching;
import io.autotask.performance.stub.ManualTime;
import io.autotask.performance.stub.ModelAutotask;
import io.autotask.performance.stub.ModelAutotask.Pending;
import io.autotask.performance.stub.ModelMemory;
import io.autotask.performance.stub.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.util.UriUtils;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule 2 over the whole filter, against a model: calls begin, wait, are sent, carried
 * out, answered, fail and are given up in random order, in one thread and virtual time,
 * so that a seed replays a run. Every answer has to be what was true at some moment after
 * the last write that was over, and carried out, when its reader asked.
 * <p>
 * Ten thousand steps here; a million with {@code -Pstress}.
 */
class NoStaleReadTests {

	private static final int STEPS = Integer.getInteger("model.steps", 10_000);

	private static final int STEPS_OF_A_RUN = 500;

	/** So few that calls about the same one meet. */
	private static final int ROWS = 3;

	private static final URI BASE_URL = URI.create("https://model.example/ATServicesRest");

	/**
	 * As {@code cache.write-quarantine}: later than this, a lost write is not carried
	 * out.
	 */
	private static final Duration QUARANTINE = Duration.ofSeconds(30);

	/** In seconds: every wait has ended long before. */
	private static final int LONGEST_END = 1_000;

	private static final List<String> CITIES = List.of("Bonn", "Ulm", "Kiel");

	private VirtualTimeScheduler clock;

	@BeforeEach
	void virtualTime() {
		this.clock = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void realTime() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void noReadIsAnsweredWithWhatWasTrueBeforeAFinishedWrite() {
		long checked = 0;
		for (long seed = 1; seed <= Math.max(1, STEPS / STEPS_OF_A_RUN); seed++) {
			checked += checked(new Run(seed, this.clock, CacheSettings.defaults(), 1));
		}
		assertThat(checked).isGreaterThan(STEPS / 8);
	}

	/** An instance hears of the writes of others a little later. */
	@Test
	void norByAnInstanceThatSharesItsAnswersWithAnother() {
		long checked = 0;
		long found = 0;
		for (long seed = 1; seed <= Math.max(1, STEPS / STEPS_OF_A_RUN); seed++) {
			Run run = new Run(seed, this.clock, CacheSettings.defaults(), 2);
			checked += checked(run);
			found += run.memory.found();
		}
		assertThat(checked).isGreaterThan(STEPS / 20);
		assertThat(found).isGreaterThan(STEPS / 500);
	}

	private static long checked(Run run) {
		run.steps(STEPS_OF_A_RUN);
		assertThat(run.wrong).as(run::story).isEmpty();
		return run.checked;
	}

	/** That the test above can see a fault. */
	@Test
	void withoutQuarantineOfLostWritesSomeAre() {
		CacheSettings faulty = Caching.usual().writeQuarantine(Duration.ZERO).settings();
		assertThat(LongStream.rangeClosed(1, 100).anyMatch((seed) -> {
			Run run = new Run(seed, this.clock, faulty, 1);
			run.steps(STEPS_OF_A_RUN);
			return !run.wrong.isEmpty();
		})).isTrue();
	}

	/** One tenant, one application, and everything that happens to them. */
	private static final class Run {

		private final long seed;

		private final Random random;

		private final VirtualTimeScheduler clock;

		private final ModelAutotask autotask;

		private final ModelMemory memory = new ModelMemory(ManualTime.virtual());

		private final List<Instance> instances;

		private final List<Call> calls = new ArrayList<>();

		private final List<String> happened = new ArrayList<>();

		private final List<String> wrong = new ArrayList<>();

		private int asked;

		private int checked;

		Run(long seed, VirtualTimeScheduler clock, CacheSettings settings, int instances) {
			this.seed = seed;
			this.random = new Random(seed);
			this.clock = clock;
			this.autotask = new ModelAutotask(this.random, QUARANTINE, ManualTime.virtual());
			this.instances = IntStream.range(0, instances)
				.mapToObj((number) -> instance(settings, (instances > 1) ? this.memory.join() : SharedMemory.NONE))
				.toList();
		}

		private Instance instance(CacheSettings settings, SharedMemory shared) {
			Path path = Path.to(BASE_URL)
				.cache((usual) -> settings)
				.dispatch(new DispatchSettings(3, 20, 1_000, Duration.ofSeconds(30)))
				.time(ManualTime.virtual())
				.sharing(shared)
				.build();
			WebClient client = path.builder(WebClient.builder().exchangeFunction(this.autotask)).build();
			return new Instance(path,
					List.of(client, client.mutate().defaultHeader("ImpersonationResourceId", "7").build()),
					new ArrayList<>());
		}

		void steps(int steps) {
			for (int step = 0; step < steps; step++) {
				step();
			}
			finish();
		}

		String story() {
			return "seed " + this.seed + ":\n" + String.join("\n", this.happened);
		}

		private void step() {
			if (this.instances.size() > 1) {
				for (int step = this.random.nextInt(4); step > 0; step--) {
					share();
				}
			}
			int what = this.random.nextInt(100);
			if (what < 35) {
				read();
			}
			else if (what < 43) {
				write();
			}
			else if (what < 65) {
				withPending((one) -> !one.isExecuted(), this.autotask::execute);
			}
			else if (what < 92) {
				withPending(Pending::isExecuted, this.autotask::deliver);
			}
			else if (what < 96) {
				withPending((one) -> true, this::goWrong);
			}
			else if (what < 97) {
				giveUp();
			}
			else if (what < 99) {
				this.clock.advanceTimeBy(Duration.ofMillis(1 + this.random.nextInt(2_000)));
			}
			else {
				this.clock.advanceTimeBy(Duration.ofMinutes(1 + this.random.nextInt(7)));
			}
		}

		private void share() {
			List<ModelMemory.Step> steps = this.memory.steps();
			if (!steps.isEmpty()) {
				ModelMemory.Step step = steps.get(this.random.nextInt(steps.size()));
				if (this.random.nextInt(20) == 0) {
					this.memory.lose(step);
				}
				else {
					this.memory.take(step);
				}
			}
		}

		private void goWrong(Pending one) {
			switch (this.random.nextInt(5)) {
				case 0, 1 -> this.autotask.fail(one);
				case 2 -> this.autotask.giveUp(one);
				case 3 -> refuse(one, 500, "{\"errors\":[\"Value does not exist for the required field\"]}");
				default -> refuse(one, 429, "{\"errors\":[\"thread threshold of 3 threads exceeded\"]}");
			}
		}

		private void refuse(Pending one, int status, String body) {
			if (!one.isExecuted()) {
				this.autotask.deliver(one, status, body);
			}
		}

		private void giveUp() {
			if (!this.calls.isEmpty()) {
				Call call = this.calls.get(this.random.nextInt(this.calls.size()));
				call.subscription.dispose();
				call.over();
			}
		}

		private void withPending(Predicate<Pending> which, Consumer<Pending> action) {
			List<Pending> all = this.autotask.pending().stream().filter(which).toList();
			if (!all.isEmpty()) {
				action.accept(all.get(this.random.nextInt(all.size())));
			}
		}

		private void read() {
			long id = 1 + this.random.nextInt(ROWS);
			String city = CITIES.get(this.random.nextInt(3));
			String byCity = "{\"filter\":[{\"op\":\"eq\",\"field\":\"city\",\"value\":\"" + city + "\"}]}";
			String byStatus = "{\"filter\":[{\"op\":\"eq\",\"field\":\"status\",\"value\":1},"
					+ "{\"op\":\"eq\",\"field\":\"companyID\",\"value\":" + id % 3 + "}]}";
			String byTitle = "{\"filter\":[{\"op\":\"or\",\"items\":[{\"op\":\"eq\",\"field\":\"title\",\"value\":\""
					+ city + "\"},{\"op\":\"eq\",\"field\":\"id\",\"value\":" + id + "}]}]}";
			switch (this.random.nextInt(10)) {
				case 0, 1 -> ask("GET", "/Companies/" + id, "");
				case 2 -> ask("POST", "/Companies/query", byCity);
				case 3 -> ask("GET", "/Companies/query?search=" + UriUtils.encode(byCity, StandardCharsets.UTF_8), "");
				case 4 -> ask("POST", "/Companies/query/count", byCity);
				case 5 -> ask("GET", "/Tickets/" + id, "");
				case 6 -> ask("POST", "/Tickets/query", byStatus);
				case 7 -> ask("POST", "/Tickets/query", byTitle);
				case 8 -> ask("GET", "/Tickets/" + id % 3 + "/Notes", "");
				default -> ask("POST", "/TicketNotes/query",
						"{\"filter\":[{\"op\":\"eq\",\"field\":\"title\",\"value\":\"" + city + "\"}]}");
			}
		}

		private void write() {
			long id = 1 + this.random.nextInt(ROWS);
			String city = CITIES.get(this.random.nextInt(3));
			String phone = "\"phone\":\"" + this.random.nextInt(100) + "\"";
			switch (this.random.nextInt(9)) {
				case 0, 1 -> ask("PATCH", "/Companies", "{\"id\":" + id + "," + phone + "}");
				case 2 -> ask("PATCH", "/Companies", "{\"id\":" + id + ",\"city\":\"" + city + "\"}");
				case 3 -> ask("PUT", "/Companies", "{\"id\":" + id + ",\"city\":\"" + city + "\"," + phone + "}");
				case 4 -> ask("POST", "/Companies", "{\"city\":\"" + city + "\"," + phone + "}");
				case 5 -> ask("PATCH", "/Tickets", "{\"id\":" + id + ",\"title\":\"" + city + "\"}");
				case 6 -> ask("POST", "/Tickets", "{\"title\":\"" + city + "\",\"companyID\":" + id % 3 + "}");
				case 7 -> ask("POST", "/Tickets/" + id % 3 + "/Notes", "{\"title\":\"" + city + "\"}");
				default -> ask("DELETE", "/Tickets/" + id % 3 + "/Notes/" + id, "");
			}
		}

		private void ask(String method, String uri, String body) {
			Instance instance = this.instances.get(this.random.nextInt(this.instances.size()));
			Call call = new Call(instance, method, uri, body, Integer.toString(this.asked++));
			this.calls.add(call);
			this.happened.add("ask " + call.write + " " + method + " " + uri + " " + body + " since " + call.required);
			WebClient.RequestBodySpec request = instance.clients()
				.get(this.random.nextInt(2))
				.method(HttpMethod.valueOf(method))
				.uri(URI.create(BASE_URL + "/V1.0" + uri))
				.headers((headers) -> {
					if (!call.isRead) {
						headers.set(ModelAutotask.WRITE, call.write);
					}
				});
			if (!body.isEmpty()) {
				request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
			}
			call.subscription = request
				.exchangeToMono((response) -> response.bodyToMono(String.class)
					.defaultIfEmpty("")
					.doOnNext((answer) -> call.answered(response.statusCode().value(), answer)))
				.subscribe((answer) -> call.over(), call::failed);
		}

		private void finish() {
			for (int second = 0; second < LONGEST_END && isBusy(); second++) {
				for (ModelMemory.Step step : List.copyOf(this.memory.steps())) {
					this.memory.take(step);
				}
				for (Pending one : List.copyOf(this.autotask.pending())) {
					this.autotask.execute(one);
					this.autotask.deliver(one);
				}
				this.clock.advanceTimeBy(Duration.ofSeconds(1));
			}
			assertThat(this.calls).as("seed %d", this.seed).isEmpty();
			long upstream = 0;
			for (Instance instance : this.instances) {
				LedgerSnapshot ledger = instance.path().monitor.snapshot().ledger();
				assertThat(ledger.waiting()).as("seed %d", this.seed).isZero();
				assertThat(instance.path().failures.count()).as("seed %d", this.seed).isZero();
				upstream += ledger.upstream();
			}
			assertThat(upstream).as("seed %d", this.seed).isEqualTo(this.autotask.arrivals());
		}

		/** Also behind the backs of those who asked. */
		private boolean isBusy() {
			return !this.autotask.pending().isEmpty() || !this.calls.isEmpty() || !this.memory.steps().isEmpty()
					|| this.instances.stream()
						.anyMatch((instance) -> instance.path().monitor.snapshot().ledger().waiting() != 0);
		}

		/**
		 * One process.
		 *
		 * @param path its way to the API
		 * @param clients of two users
		 * @param writes whose callers are done with them
		 */
		private record Instance(Path path, List<WebClient> clients, List<String> writes) {

		}

		/** One call of the application. */
		private final class Call {

			private final Instance instance;

			private final String method;

			private final String uri;

			private final String body;

			private final int required;

			private final String write;

			private final boolean isRead;

			private Disposable subscription;

			Call(Instance instance, String method, String uri, String body, String write) {
				this.instance = instance;
				this.method = method;
				this.uri = uri;
				this.body = body;
				this.write = write;
				this.isRead = method.equals("GET") || uri.contains("/query");
				this.required = this.isRead ? required() : 0;
			}

			/**
			 * The last state that made the answer another one by a write that was over.
			 */
			private int required() {
				return this.instance.writes()
					.stream()
					.map(Run.this.autotask::committed)
					.filter((state) -> state > 0 && !truth(state).equals(truth(state - 1)))
					.max(Comparator.naturalOrder())
					.orElse(0);
			}

			void answered(int status, String answer) {
				Run.this.happened.add("answer " + this.write + " " + status + " " + answer);
				if (!this.isRead || status != 200) {
					return;
				}
				Run.this.checked++;
				int now = Run.this.autotask.now();
				if (IntStream.rangeClosed(this.required, now).noneMatch((state) -> answer.equals(truth(state)))) {
					Run.this.wrong.add(this.method + " " + this.uri + " " + this.body + " was answered " + answer
							+ ", which was not true since state " + this.required + ", but " + truth(this.required)
							+ ", and in state " + now + " " + truth(now));
				}
			}

			private String truth(int state) {
				return Run.this.autotask.answer(this.method, "/V1.0" + this.uri, this.body, state);
			}

			void failed(Throwable failure) {
				if (!(failure instanceof WebClientException)) {
					Run.this.wrong.add(this.method + " " + this.uri + " failed with " + failure);
				}
				over();
			}

			void over() {
				Run.this.happened.add("over " + this.write);
				Run.this.calls.remove(this);
				if (!this.isRead) {
					this.instance.writes().add(this.write);
				}
			}

		}

	}

}
