package io.autotask.performance.optimizer.rule;

/**
 * A rule of the application and what came of it.
 *
 * @param id its name
 * @param name what it is for
 * @param priority which rule is applied first: the highest
 * @param enabled whether it is applied
 * @param applications for how many calls it was applied
 * @param failures how often it failed, so that the call went on without it
 * @param answeredWithoutRequest how many of the calls for which it was applied were
 * answered without a request of their own: from memory, shared, or together with others
 */
public record RuleSnapshot(String id, String name, int priority, boolean enabled, long applications, long failures,
		long answeredWithoutRequest) {

}
