package io.autotask.performance.optimizer.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * What a read costs that is in nobody's memory: by a {@code WebClient} with the starter
 * and by a plain one, in turn, one read after the other, from a server on loopback that
 * answers at once. Run by {@code main}, see docs/benchmarks.md; prints Markdown.
 */
public final class MissPath {

	private static final int READS = 500;

	private MissPath() {
	}

	/**
	 * Runs both ways in turn.
	 * @param args how many times 500 reads, 60 if it is not said; the first half warms up
	 */
	public static void main(String[] args) throws Exception {
		int times = (args.length > 0) ? Integer.parseInt(args[0]) : 60;
		System.out.println("Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors()
				+ " processors, " + times / 2 + " times 500 reads each way, after as many to warm up");
		List<long[]> plain = new ArrayList<>();
		List<long[]> ours = new ArrayList<>();
		try (Surroundings around = new Surroundings(3, 0)) {
			long id = 1;
			for (int i = 0; i < times; i++) {
				// Who comes first changes, so that what the machine does else hits both.
				List<long[]> counted = (i < times / 2) ? new ArrayList<>() : ((i % 2 == 0) ? plain : ours);
				counted.add(read((i % 2 == 0) ? around.plain : around.ours, id));
				counted = (i < times / 2) ? new ArrayList<>() : ((i % 2 == 0) ? ours : plain);
				counted.add(read((i % 2 == 0) ? around.ours : around.plain, id + READS));
				id += 2 * READS;
			}
			int requests = around.counts()[0];
			if (requests < times * 2 * READS) {
				throw new IllegalStateException(requests + " requests for " + times * 2 * READS + " reads");
			}
		}
		System.out.println("\n| | p50, µs | p95, µs |");
		System.out.println("|---|---:|---:|");
		print("plain `WebClient`", plain);
		print("**ours**", ours);
		System.out.printf(Locale.ROOT, "| ratio | %.3f | %.3f |%n", micros(ours, 50) / micros(plain, 50),
				micros(ours, 95) / micros(plain, 95));
		System.exit(0);
	}

	private static long[] read(WebClient client, long from) {
		long[] took = new long[READS];
		for (int i = 0; i < READS; i++) {
			long before = System.nanoTime();
			byte[] body = client.get().uri("/Tickets/{id}", from + i).retrieve().bodyToMono(byte[].class).block();
			took[i] = System.nanoTime() - before;
			if (body == null || body.length == 0) {
				throw new IllegalStateException("An answer without a body");
			}
		}
		return took;
	}

	private static void print(String name, List<long[]> took) {
		System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f |%n", name, micros(took, 50), micros(took, 95));
	}

	private static double micros(List<long[]> took, int percentile) {
		long[] all = took.stream().flatMapToLong(Arrays::stream).sorted().toArray();
		return all[(int) ((long) all.length * percentile / 100)] / 1e3;
	}

}
