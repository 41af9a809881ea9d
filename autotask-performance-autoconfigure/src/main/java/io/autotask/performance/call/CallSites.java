package io.autotask.performance.call;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Where in the application calls are made: the innermost frames of the stack that belong
 * to neither us, nor a library that lies between. Looked up for as many calls as somebody
 * asked for and not for one more, because it takes microseconds; otherwise it costs a
 * volatile read. Thread-safe.
 */
public final class CallSites {

	private static final int MOST_WANTED = 1_000;

	private static final int FRAMES = 3;

	private static final int DEPTH = 160;

	/** What lies between the application and us. */
	private static final List<String> BETWEEN = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "reactor.",
			"org.springframework.", "org.reactivestreams.", "io.netty.", "io.micrometer.", "kotlin.", "kotlinx.",
			"org.apache.", "org.eclipse.jetty.");

	private static final String OURS = "io.autotask.performance.";

	/** Packages below our root that belong to us; others may be an application's. */
	private static final List<String> OUR_PACKAGES = List.of("actuate.", "autoconfigure.", "benchmark.", "cache.",
			"call.", "client.", "insight.", "metrics.", "monitor.", "optimizer.", "path.", "query.");

	private final AtomicInteger wanted = new AtomicInteger();

	/**
	 * Looks up where the next calls are made.
	 * @param calls how many of them, up to 1000; replaces what was asked for before
	 */
	public void look(int calls) {
		this.wanted.set(Math.max(0, Math.min(calls, MOST_WANTED)));
	}

	/**
	 * Where the application is now.
	 * @return such as {@code ServiceDesk.view (ServiceDesk.java:120) <- Board.open
	 * (Board.java:30)}, the innermost first; null when nobody wants to know, or nothing
	 * of the application is on the stack
	 */
	public @Nullable String here() {
		if (this.wanted.get() <= 0 || this.wanted.getAndDecrement() <= 0) {
			return null;
		}
		String site = StackWalker.getInstance()
			.walk((frames) -> frames.limit(DEPTH)
				.filter(CallSites::isOfTheApplication)
				.limit(FRAMES)
				.map(CallSites::inWords)
				.collect(Collectors.joining(" <- ")));
		return site.isEmpty() ? null : site;
	}

	private static boolean isOfTheApplication(StackFrame frame) {
		String type = frame.getClassName();
		if (type.startsWith(OURS)) {
			String below = type.substring(OURS.length());
			return below.indexOf('.') >= 0 && OUR_PACKAGES.stream().noneMatch(below::startsWith);
		}
		// A generated class has no place in a source.
		return frame.getFileName() != null && BETWEEN.stream().noneMatch(type::startsWith);
	}

	private static String inWords(StackFrame frame) {
		String type = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
		return type + "." + method(frame.getMethodName()) + " (" + frame.getFileName() + ":" + frame.getLineNumber()
				+ ")";
	}

	/** A lambda is named after the method that it is written in. */
	private static String method(String name) {
		if (!name.startsWith("lambda$")) {
			return name;
		}
		int end = name.indexOf('$', "lambda$".length());
		return (end > 0) ? name.substring("lambda$".length(), end) : name;
	}

}
