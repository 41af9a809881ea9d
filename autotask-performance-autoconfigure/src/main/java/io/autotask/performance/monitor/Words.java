package io.autotask.performance.monitor;

import java.util.Locale;
import java.util.concurrent.TimeoutException;

import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.IncompleteAnswerException;
import io.autotask.performance.call.Serving.Source;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * The few words in which kinds of things are counted. None holds anything of a caller.
 */
final class Words {

	private static final int DEEPEST_CAUSE = 10;

	private Words() {
	}

	static String of(Source source) {
		return lower(source);
	}

	/**
	 * What kind of error an answer is.
	 * @param status its status, 400 or above
	 * @return for example {@code http-404}
	 */
	static String of(int status) {
		return (status < 600) ? "http-" + status : "http-other";
	}

	/**
	 * What kind of error an exception is.
	 * @param failure the exception
	 * @return for example {@code queue-full}, {@code timeout}, {@code connection}
	 */
	static String of(Throwable failure) {
		if (failure instanceof AutotaskRequestRefusedException refused) {
			return lower(refused.reason());
		}
		if (failure instanceof IncompleteAnswerException) {
			return "incomplete-answer";
		}
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
			// Netty's time-outs are no TimeoutException, but are called so.
			if (cause instanceof TimeoutException || cause.getClass().getSimpleName().contains("Timeout")) {
				return "timeout";
			}
			cause = cause.getCause();
		}
		return (failure instanceof WebClientRequestException) ? "connection" : "exception";
	}

	private static String lower(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
