package io.autotask.performance.cache.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Plays an hour of 20 calls per second on 20,000 rows: 1,500 queries of one to three
 * equalities, by Zipf's law, and writes to rows by chance. The same calls go through our
 * request path and through caches to compare with; every answer is compared with what the
 * API would say at that moment. Counts only, so they are the same on every machine.
 */
public final class ReplayMain {

	private static final int CALLS = 72_000;

	private static final Duration BETWEEN = Duration.ofMillis(50);

	private static final Duration HOUR = Duration.ofHours(1);

	private ReplayMain() {
	}

	/**
	 * Plays, and prints tables.
	 * @param args how many of a hundred calls are writes; 1, 5 and 20 when nothing is said
	 */
	public static void main(String[] args) {
		for (Subject subject : List.of(Subject.companies(), Subject.tickets())) {
			System.out.println("\n#### " + subject.entity() + "\n");
			System.out.println("| writes | cache | hit rate | reads that reached the API | stale, of the hits |");
			System.out.println("|---:|---|---:|---:|---:|");
			for (String percent : (args.length > 0) ? args : new String[] { "1", "5", "20" }) {
				report(percent, play(subject, Integer.parseInt(percent)));
			}
		}
		System.exit(0);
	}

	private static List<Score> play(Subject subject, int percent) {
		Table table = new Table(subject, 20_000, 1_500, 1);
		Draw draw = new Draw(1_500);
		Ours ours = new Ours(HOUR, 64L << 20);
		List<Policy> policies = List.of(Policy.flush(HOUR), Policy.ttl(Duration.ofMinutes(1)),
				Policy.ttl(Duration.ofMinutes(5)), Policy.oracle(HOUR));
		Score own = new Score("**ours**");
		List<Score> scores = new ArrayList<>(policies.stream().map((policy) -> new Score(policy.name())).toList());
		SplittableRandom random = new SplittableRandom(percent);
		for (int call = 0; call < CALLS; call++) {
			ours.pass(BETWEEN);
			if (random.nextInt(100) < percent) {
				write(subject, table, ours, policies, random);
				continue;
			}
			Query query = table.query(draw.next(random));
			String truth = table.answer(query);
			long asked = ours.asked();
			String answer = ours.query(subject.entity(), query.json(), truth);
			own.read(ours.asked() == asked, !truth.equals(answer));
			for (int i = 0; i < policies.size(); i++) {
				String kept = policies.get(i).recall(query, ours.now());
				scores.get(i).read(kept != null, kept != null && !truth.equals(kept));
				if (kept == null) {
					policies.get(i).keep(query, truth, ours.now());
				}
			}
		}
		scores.add(own);
		return scores;
	}

	private static void write(Subject subject, Table table, Ours ours, List<Policy> policies, SplittableRandom random) {
		int row = random.nextInt(table.rows());
		Field field = subject.written().get(random.nextInt(subject.written().size()));
		int value = 1 + random.nextInt(field.values());
		Map<String, Integer> before = new HashMap<>(table.row(row));
		table.write(row, field.name(), value);
		ours.write(subject.entity(), row, field.name(), value);
		policies.forEach((policy) -> policy.written(before, table.row(row)));
	}

	private static void report(String percent, List<Score> scores) {
		Score flush = scores.get(0);
		Score own = scores.get(scores.size() - 1);
		Score oracle = scores.get(scores.size() - 2);
		scores.forEach((score) -> System.out.println("| " + percent + " % | " + score.name + " | "
				+ text("%.3f", score.hitRate()) + " | " + score.missed + " of " + score.reads + " | "
				+ ((score.stale == 0) ? "none" : text("%.1f %%", 100.0 * score.stale / score.hits())) + " |"));
		System.out.println("| " + percent + " % | ours to flushing | " + text("%.2f", own.hitRate() / flush.hitRate())
				+ " | " + text("%.2f", (double) own.missed / flush.missed) + " | |");
		System.out.println("| " + percent + " % | ours to the oracle | "
				+ text("%.3f", own.hitRate() / oracle.hitRate()) + " | "
				+ text("%.2f", (double) own.missed / oracle.missed) + " | |");
	}

	static String text(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

	/** How one cache did. */
	private static final class Score {

		private final String name;

		private long reads;

		private long missed;

		private long stale;

		Score(String name) {
			this.name = name;
		}

		void read(boolean hit, boolean old) {
			this.reads++;
			this.missed += hit ? 0 : 1;
			this.stale += old ? 1 : 0;
		}

		long hits() {
			return this.reads - this.missed;
		}

		double hitRate() {
			return (double) hits() / this.reads;
		}

	}

}
