package io.autotask.performance.call;

/**
 * Is told in which phase a call is, on the thread on which it gets there, under locks: so
 * it is quick and does not call back.
 */
public interface PhaseWatcher {

	/**
	 * The call goes on to a phase.
	 * @param phase the phase
	 */
	void entered(Phase phase);

	/**
	 * The call is in no phase any more: it is its caller's turn.
	 */
	void left();

}
