package io.autotask.performance.client.scan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBufferLimitException;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * One reading on its way: asks for pages as its plan says, and delivers them as its
 * subscriber asks.
 * <p>
 * What comes in is put into a queue by any thread; everything else is only touched by the
 * one thread that drains it, which is whoever finds nobody draining (the queue-drain loop
 * of Reactor's own operators). Requests on their way are cancelled by any thread.
 */
final class ScanDrive<T> implements Subscription {

	private final ScanRequest<T> request;

	private final CoreSubscriber<? super ScanPage<T>> actual;

	private final ScanPlan plan;

	private final Courtesy courtesy;

	private final ScanCalls<T> calls;

	private final AtomicLong requested = new AtomicLong();

	private final AtomicInteger drains = new AtomicInteger();

	private volatile boolean cancelled;

	private final Deque<Arrival.Came<T>> ready = new ArrayDeque<>();

	private final int ahead;

	private @Nullable ScanPage<T> current;

	private int inFlight;

	private boolean counting;

	private long delivered;

	private long pages;

	private long requests;

	private @Nullable Throwable failure;

	private @Nullable Long failedAfter;

	private boolean over;

	ScanDrive(ScanRequest<T> request, CoreSubscriber<? super ScanPage<T>> actual) {
		this.request = request;
		this.actual = actual;
		this.calls = new ScanCalls<>(actual, this::drain);
		this.delivered = request.from().delivered();
		this.counting = request.count() != null && request.from().total() == null;
		ScanRequest.Pace pace = request.pace();
		this.ahead = (pace.parallelism() > 1) ? pace.parallelism() : pace.prefetch();
		this.plan = new ScanPlan(pace.parallelism(), (pace.parallelism() > 1) ? 1 : Math.max(1, pace.prefetch()),
				pace.pageSize(), request.from());
		this.courtesy = new Courtesy(pace.parallelism(), request.surroundings().slots(), request.surroundings().time());
	}

	void start() {
		Mono<Long> count = this.request.count();
		if (count != null && this.request.from().total() == null) {
			this.calls.call(null, count.map(Arrival.Counted::new));
		}
		drain();
	}

	@Override
	public void request(long pages) {
		if (Operators.validate(pages)) {
			this.requested.accumulateAndGet(pages, Operators::addCap);
			drain();
		}
	}

	@Override
	public void cancel() {
		this.cancelled = true;
		this.calls.cancel();
		drain();
	}

	private void drain() {
		if (this.drains.getAndIncrement() != 0) {
			return;
		}
		int missed = 1;
		while (missed != 0) {
			while (!this.over && step()) {
				// Until there is nothing to do but to wait.
			}
			missed = this.drains.addAndGet(-missed);
		}
	}

	/**
	 * Does what can be done now.
	 * @return whether there may be more
	 */
	private boolean step() {
		if (this.cancelled) {
			this.over = true;
			this.ready.clear();
			return false;
		}
		takeArrivals();
		Arrival.Came<T> next = isWanted() ? this.ready.poll() : null;
		ScanPage<T> page = (next != null) ? take(next) : null;
		ask();
		if (page != null) {
			this.actual.onNext(page);
			return true;
		}
		return end();
	}

	private boolean isWanted() {
		// The number of all rows is told with the first page.
		return this.requested.get() > 0 && !this.counting;
	}

	private void takeArrivals() {
		for (Arrival<T> arrival = this.calls.poll(); arrival != null; arrival = this.calls.poll()) {
			if (this.failure != null) {
				continue;
			}
			if (arrival instanceof Arrival.Counted<T> counted) {
				this.counting = false;
				this.requests++;
				this.plan.total(counted.rows());
			}
			else if (arrival instanceof Arrival.Came<T> came) {
				this.inFlight--;
				keep(came);
			}
			else if (arrival instanceof Arrival.Failed<T> failed) {
				failed(failed);
			}
		}
	}

	private void keep(Arrival.Came<T> came) {
		Long last = came.rows().facts().lastId();
		if (last != null && last <= came.fetch().range().after()) {
			fail(came.fetch(), new UnreadablePageException("it was asked for rows after id "
					+ came.fetch().range().after() + " and ends with id " + last + ", so this would never end"));
			return;
		}
		int kept = this.plan.came(came.fetch(), came.rows().facts());
		if (kept > 0) {
			this.ready.add(new Arrival.Came<>(came.fetch(), came.rows(), kept));
		}
		else if (came.rows() instanceof PageRows.Read<T> read && read.failure() != null) {
			fail(came.fetch(), read.failure());
		}
	}

	private void failed(Arrival.Failed<T> failed) {
		ScanPlan.Fetch fetch = failed.fetch();
		if (fetch == null) {
			this.counting = false;
			fail(null, failed.failure());
			return;
		}
		this.inFlight--;
		if (!isTooLarge(failed.failure())) {
			fail(fetch, failed.failure());
		}
		else if (!this.plan.tooLarge(fetch)) {
			fail(fetch,
					new UnreadablePageException("one row is larger than what may be held in memory, see "
							+ "'autotask.performance.optimization.max-buffered-body'. Leave its long fields out with "
							+ "'includeFields'", failed.failure()));
		}
	}

	/** Nothing more is asked for; what came before is still delivered. */
	private void fail(ScanPlan.@Nullable Fetch fetch, Throwable cause) {
		this.calls.cancel();
		this.inFlight = 0;
		this.counting = false;
		if (this.failure == null) {
			this.failure = cause;
			this.failedAfter = (fetch != null) ? fetch.range().after() : null;
		}
	}

	private ScanPage<T> take(Arrival.Came<T> came) {
		if (this.requested.get() != Long.MAX_VALUE) {
			this.requested.decrementAndGet();
		}
		tellProgress();
		Span span = came.fetch().span();
		long lastId = came.rows().facts().id(came.kept());
		long from = span.left().after();
		this.plan.delivered(span, lastId);
		ScanCheckpoint before = new ScanCheckpoint(this.request.from().query(), this.delivered, this.plan.total(),
				List.of());
		ScanPage.Place place = new ScanPage.Place(this.request.entity(), before, this.plan.leftBeside(span),
				new IdRange(from, span.before()), span.isOver());
		ScanPage<T> page = new ScanPage<>(came.rows(), came.kept(), place);
		this.current = page;
		return page;
	}

	private void tellProgress() {
		ScanPage<T> before = this.current;
		if (before != null) {
			this.delivered += before.size();
			this.pages++;
			this.current = null;
		}
		ScanRequest.Surroundings around = this.request.surroundings();
		Progress progress = new Progress(this.delivered, this.pages, this.requests, this.plan.total(),
				around.remainingBudget().get());
		try {
			around.progress().accept(progress);
		}
		catch (RuntimeException ex) {
			fail(null, ex);
		}
	}

	private void ask() {
		while (this.failure == null && mayAsk()) {
			ScanPlan.Fetch fetch = this.plan.next();
			if (fetch == null) {
				return;
			}
			this.inFlight++;
			this.requests++;
			this.calls.call(fetch,
					this.request.pages()
						.read(fetch.range(), fetch.maxRecords())
						.map((page) -> new Arrival.Came<>(fetch, rows(page, fetch), 0)));
		}
	}

	private boolean mayAsk() {
		int pages = this.inFlight + this.ready.size();
		if (this.ahead == 0) {
			return pages == 0 && this.requested.get() > 0;
		}
		return pages < this.ahead && this.inFlight < this.courtesy.width(this.inFlight);
	}

	private PageRows<T> rows(PageBytes page, ScanPlan.Fetch fetch) {
		return (this.request.pace().parallelism() > 1) ? PageRows.Read.of(page, this.request.rows(), fetch.range())
				: new PageRows.Unread<>(page, this.request.rows(), fetch.range());
	}

	private boolean end() {
		if (!this.ready.isEmpty() || this.inFlight > 0 || this.counting) {
			return false;
		}
		Throwable failed = this.failure;
		if (failed != null) {
			this.over = true;
			this.actual.onError(told(failed));
		}
		else if (this.plan.isOver()) {
			tellProgress();
			if (this.failure != null) {
				return true;
			}
			this.over = true;
			this.actual.onComplete();
		}
		return false;
	}

	/** Of the first page the error is the answer; of any other it says what is lost. */
	private Throwable told(Throwable failed) {
		tellProgress();
		if (this.pages == 0 && this.request.from().delivered() == 0 && !(failed instanceof UnreadablePageException)) {
			return failed;
		}
		Long after = this.failedAfter;
		String where = (after != null && after != Long.MIN_VALUE) ? "at the page after id " + after : "at a page";
		return new ReadStoppedException(this.request.entity(), where, new ScanCheckpoint(this.request.from().query(),
				this.delivered, this.plan.total(), this.plan.leftBeside(null)), failed);
	}

	private static boolean isTooLarge(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof DataBufferLimitException) {
				return true;
			}
		}
		return false;
	}

}
