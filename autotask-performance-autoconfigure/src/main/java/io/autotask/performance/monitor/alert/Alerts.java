package io.autotask.performance.monitor.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The alerts that last, and the last ones that ended. An alert ends when its value has
 * been good for a while without interruption. Thread-safe.
 */
public final class Alerts {

	static final Duration COOL_DOWN = Duration.ofMinutes(1);

	static final int MAX_ENDED = 100;

	private final Map<AlertType, Lasting> lasting = new EnumMap<>(AlertType.class);

	private final Deque<PerformanceAlert> ended = new ArrayDeque<>();

	/**
	 * Looks at what was measured now.
	 * @param readings by type; a type that could not be measured is not there
	 * @param thresholds what is allowed
	 * @param nanos the time, for durations
	 * @param instant the time, for people
	 * @return the alerts that began or ended
	 */
	public synchronized List<PerformanceAlert> look(Map<AlertType, AlertReading> readings, AlertThresholds thresholds,
			long nanos, Instant instant) {
		List<PerformanceAlert> changes = new ArrayList<>();
		for (AlertType type : AlertType.values()) {
			Lasting before = this.lasting.get(type);
			AlertReading reading = readings.get(type);
			Double threshold = thresholds.of(type);
			if (before == null) {
				begin(type, reading, threshold, instant, changes);
			}
			else {
				PerformanceAlert alert = seen(before.alert(), reading, threshold);
				if (AlertRule.isGood(type, reading, threshold)) {
					cool(alert, before.goodSince(), nanos, instant, changes);
				}
				else {
					this.lasting.put(type, new Lasting(alert, null));
				}
			}
		}
		return changes;
	}

	/**
	 * The alerts.
	 * @return those that last, then those that ended, the latest first
	 */
	public synchronized List<PerformanceAlert> all() {
		List<PerformanceAlert> all = new ArrayList<>(active());
		all.addAll(this.ended);
		return all;
	}

	/**
	 * The alerts that last.
	 * @return one of each type at most
	 */
	public synchronized List<PerformanceAlert> active() {
		return this.lasting.values().stream().map(Lasting::alert).toList();
	}

	private void begin(AlertType type, @Nullable AlertReading reading, @Nullable Double threshold, Instant now,
			List<PerformanceAlert> changes) {
		if (reading == null || threshold == null || !AlertRule.isCrossed(type, reading.value(), threshold)) {
			return;
		}
		PerformanceAlert alert = new PerformanceAlert(type, AlertRule.severity(type, reading.value(), threshold),
				AlertWords.of(type, reading.value(), threshold, reading.context()), reading.value(), reading.value(),
				threshold, now, null, reading.context());
		this.lasting.put(type, new Lasting(alert, null));
		changes.add(alert);
	}

	private void cool(PerformanceAlert alert, @Nullable Long goodSince, long nanos, Instant now,
			List<PerformanceAlert> changes) {
		if (goodSince == null || nanos - goodSince < COOL_DOWN.toNanos()) {
			this.lasting.put(alert.type(), new Lasting(alert, (goodSince != null) ? goodSince : nanos));
			return;
		}
		PerformanceAlert over = alert.ended(now);
		this.lasting.remove(alert.type());
		this.ended.addFirst(over);
		if (this.ended.size() > MAX_ENDED) {
			this.ended.removeLast();
		}
		changes.add(over);
	}

	private static PerformanceAlert seen(PerformanceAlert alert, @Nullable AlertReading reading,
			@Nullable Double threshold) {
		if (reading == null || threshold == null) {
			return alert;
		}
		AlertType type = alert.type();
		return alert.seen(reading.value(), threshold, AlertRule.severity(type, reading.value(), threshold),
				AlertWords.of(type, reading.value(), threshold, reading.context()), reading.context());
	}

	/**
	 * An alert that lasts.
	 *
	 * @param alert the alert
	 * @param goodSince since when its value is good again, or null when it is not
	 */
	private record Lasting(PerformanceAlert alert, @Nullable Long goodSince) {

	}

}
