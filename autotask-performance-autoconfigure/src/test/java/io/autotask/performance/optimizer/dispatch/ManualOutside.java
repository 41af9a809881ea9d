package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

import io.autotask.performance.stub.ManualTime;

/** What the queue needs of the world, moved by a test. */
final class ManualOutside implements SlotQueue.Outside {

	private final ManualTime time;

	private final List<Departure> departures = new ArrayList<>();

	private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingLong(Alarm::at));

	private Consumer<Departure> onDeparture = (departure) -> {
	};

	ManualOutside(ManualTime time) {
		this.time = time;
	}

	@Override
	public void depart(Departure departure) {
		this.departures.add(departure);
		this.onDeparture.accept(departure);
	}

	@Override
	public void alarm(long nanos, Runnable action) {
		this.alarms.add(new Alarm(this.time.nanos() + nanos, action));
	}

	@Override
	public double random() {
		return 0.5;
	}

	void whenGranted(Consumer<Departure> action) {
		this.onDeparture = action;
	}

	/** Those who were granted a slot, in order. */
	List<Departure> departures() {
		return this.departures;
	}

	/** The calls of all departures, in order. */
	List<Ticket> granted() {
		return this.departures.stream().map(Departure::first).toList();
	}

	/** Lets time pass, and rings every alarm at its time. */
	void pass(Duration duration) {
		long end = this.time.nanos() + duration.toNanos();
		for (Alarm next = this.alarms.peek(); next != null && next.at() <= end; next = this.alarms.peek()) {
			this.alarms.remove();
			this.time.pass(Duration.ofNanos(Math.max(0, next.at() - this.time.nanos())));
			next.action().run();
		}
		this.time.pass(Duration.ofNanos(end - this.time.nanos()));
	}

	private record Alarm(long at, Runnable action) {

	}

}
