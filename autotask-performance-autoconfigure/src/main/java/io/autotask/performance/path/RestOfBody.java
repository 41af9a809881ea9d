package io.autotask.performance.path;

import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * The part of a body that has not come yet, for one reader. The source sends nothing that
 * was not asked for, so nothing has to be queued; only its end may come before the reader
 * does. Guarded by the monitor of this object; signals are passed on outside of it.
 */
final class RestOfBody implements Publisher<DataBuffer>, Subscription {

	private final LongConsumer requestFromSource;

	private final Runnable cancelSource;

	private @Nullable Subscriber<? super DataBuffer> reader;

	private boolean ready;

	private boolean ended;

	private @Nullable Throwable failure;

	RestOfBody(LongConsumer requestFromSource, Runnable cancelSource) {
		this.requestFromSource = requestFromSource;
		this.cancelSource = cancelSource;
	}

	@Override
	public void subscribe(Subscriber<? super DataBuffer> subscriber) {
		boolean alreadyRead;
		synchronized (this) {
			alreadyRead = this.reader != null;
			if (!alreadyRead) {
				this.reader = subscriber;
			}
		}
		subscriber.onSubscribe(this);
		if (alreadyRead) {
			subscriber.onError(new IllegalStateException("A streamed body can be read once"));
			return;
		}
		boolean alreadyEnded;
		synchronized (this) {
			this.ready = true;
			alreadyEnded = this.ended;
		}
		if (alreadyEnded) {
			tellEnd(subscriber);
		}
	}

	@Override
	public void request(long count) {
		this.requestFromSource.accept(count);
	}

	@Override
	public void cancel() {
		this.cancelSource.run();
	}

	void next(DataBuffer buffer) {
		Subscriber<? super DataBuffer> current;
		synchronized (this) {
			current = this.reader;
		}
		if (current != null) {
			current.onNext(buffer);
		}
		else {
			DataBufferUtils.release(buffer);
		}
	}

	void end(@Nullable Throwable failure) {
		Subscriber<? super DataBuffer> current;
		synchronized (this) {
			this.ended = true;
			this.failure = failure;
			current = this.ready ? this.reader : null;
		}
		if (current != null) {
			tellEnd(current);
		}
	}

	private void tellEnd(Subscriber<? super DataBuffer> subscriber) {
		Throwable cause;
		synchronized (this) {
			cause = this.failure;
		}
		if (cause != null) {
			subscriber.onError(cause);
		}
		else {
			subscriber.onComplete();
		}
	}

}
