package io.autotask.performance.benchmark;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where a run ran, and with which settings.
 *
 * @param java version of Java
 * @param vm the virtual machine
 * @param collectors its garbage collectors
 * @param maxHeap how large its heap may get, in bytes
 * @param options its options that begin with {@code -X}
 * @param os the operating system
 * @param processors cores
 * @param starter version of the starter, or null when it is not packed
 * @param target host and port of the API
 * @param thisMachine whether that is this machine
 * @param workload what was asked, how much and when
 * @param settings settings of the starter, without those of the API
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BenchmarkEnvironment(String java, String vm, String collectors, long maxHeap, String options, String os,
		int processors, @Nullable String starter, String target, boolean thisMachine, String workload,
		Map<String, String> settings) {

	public BenchmarkEnvironment {
		settings = new TreeMap<>(settings);
	}

	static BenchmarkEnvironment of(String target, boolean thisMachine, String workload, Map<String, String> settings) {
		return new BenchmarkEnvironment(System.getProperty("java.version"), System.getProperty("java.vm.name"),
				String.join(", ",
						ManagementFactory.getGarbageCollectorMXBeans()
							.stream()
							.map(GarbageCollectorMXBean::getName)
							.toList()),
				Runtime.getRuntime().maxMemory(),
				String.join(" ",
						ManagementFactory.getRuntimeMXBean()
							.getInputArguments()
							.stream()
							.filter((option) -> option.startsWith("-X"))
							.toList()),
				System.getProperty("os.name") + " " + System.getProperty("os.arch"),
				Runtime.getRuntime().availableProcessors(),
				BenchmarkEnvironment.class.getPackage().getImplementationVersion(), target, thisMachine, workload,
				settings);
	}

	/**
	 * What times depend on.
	 * @return equal on machines whose times may be compared
	 */
	public String machine() {
		return this.java.replaceFirst("\\..*", "") + ", " + this.vm + ", " + this.os + ", " + this.processors
				+ " cores, heap of " + (this.maxHeap >> 20) + " MB";
	}

}
