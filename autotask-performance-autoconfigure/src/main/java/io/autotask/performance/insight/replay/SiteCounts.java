package io.autotask.performance.insight.replay;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often calls came from where. At the bound new places are not counted any more: the
 * code of an application has few that call in a loop. Thread-safe.
 */
final class SiteCounts {

	private static final int MOST = 500;

	private final ConcurrentMap<Place, LongAdder> counts = new ConcurrentHashMap<>();

	void add(Kind kind, String site) {
		Place place = new Place(kind, site);
		LongAdder count = this.counts.get(place);
		if (count == null && this.counts.size() < MOST) {
			count = this.counts.computeIfAbsent(place, (key) -> new LongAdder());
		}
		if (count != null) {
			count.increment();
		}
	}

	List<Site> of(Kind kind) {
		return this.counts.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().kind().equals(kind))
			.map((entry) -> new Site(entry.getKey().site(), entry.getValue().sum()))
			.sorted(Comparator.comparingLong(Site::count).reversed().thenComparing(Site::place))
			.toList();
	}

	int size() {
		return this.counts.size();
	}

	record Place(Kind kind, String site) {

	}

}
