package io.autotask.performance.monitor.profile;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/**
 * Hands signals on while the thread works for the profiles of the call that they come
 * from. So a call that is made because of an answer is part of them too, also on an event
 * loop.
 */
final class ScopedSubscriber<T> implements CoreSubscriber<T> {

	private final CoreSubscriber<? super T> actual;

	private final Scopes scopes;

	private final Scope scope;

	ScopedSubscriber(CoreSubscriber<? super T> actual, Scopes scopes, Scope scope) {
		this.actual = actual;
		this.scopes = scopes;
		this.scope = scope;
	}

	@Override
	public Context currentContext() {
		return this.actual.currentContext();
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.actual.onSubscribe(subscription);
	}

	@Override
	public void onNext(T value) {
		this.scopes.within(this.scope, () -> this.actual.onNext(value));
	}

	@Override
	public void onError(Throwable failure) {
		this.scopes.within(this.scope, () -> this.actual.onError(failure));
	}

	@Override
	public void onComplete() {
		this.scopes.within(this.scope, this.actual::onComplete);
	}

}
